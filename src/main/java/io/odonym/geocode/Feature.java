package io.odonym.geocode;

import io.odonym.model.Attributes;

/**
 * One answer, ready to be written as GeoJSON or as the cells of a row.
 *
 * @param longitude degrees WGS84
 * @param latitude degrees WGS84
 * @param properties in addok's order: label, score, housenumber, the place's own keys with empty
 *     values left out, the name under its type ("street"), distance in whole metres; scores
 *     unrounded
 */
public record Feature(double longitude, double latitude, Attributes properties) {

    /** The label, as shown to people. */
    public String label() {
        return properties.text("label");
    }

    /** The score, 0 to 1. */
    public double score() {
        return properties.number("score");
    }
}
