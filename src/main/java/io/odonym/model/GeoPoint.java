package io.odonym.model;

/**
 * A point of the earth.
 *
 * @param latitude degrees WGS84, -90 to 90
 * @param longitude degrees WGS84, -180 to 180
 */
public record GeoPoint(double latitude, double longitude) {}
