package io.odonym.geocode;

import io.odonym.model.JsonObject;

/**
 * One result of a search, ready to be written as GeoJSON or as the cells of a CSV row.
 *
 * @param longitude degrees WGS84
 * @param latitude degrees WGS84
 * @param properties the properties in addok's order: label, score, housenumber, the non-empty
 *     values of the place, the name with the type of the place as its key (such as "street"), and
 *     the distance in whole metres; scores are not rounded
 */
public record Feature(double longitude, double latitude, JsonObject properties) {

    /** Returns the label, which is the address as one line of text. */
    public String label() {
        return properties.text("label");
    }

    /** Returns the score, from 0 to 1. */
    public double score() {
        return properties.number("score");
    }
}
