package io.odonym.geocode;

/**
 * A point of the earth.
 *
 * @param latitude degrees WGS84, -90 to 90
 * @param longitude degrees WGS84, -180 to 180
 */
public record Center(double latitude, double longitude) {}
