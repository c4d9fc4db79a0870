package io.odonym.geocode;

import io.odonym.model.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One result of a search, ready to be written as GeoJSON or as the cells of a CSV row.
 *
 * @param longitude degrees WGS84
 * @param latitude degrees WGS84
 * @param properties the properties in addok's order: label, score, housenumber, the non-empty
 *     values of the place, the name with the type of the place as its key (such as "street"), and
 *     the distance in whole metres; scores are not rounded
 * @param details further values by name, which are written only on request; see {@link
 *     io.odonym.model.PlaceDetails}
 */
public record Feature(
        double longitude, double latitude, JsonObject properties, JsonObject details) {

    /** Creates a feature without details. */
    public Feature(double longitude, double latitude, JsonObject properties) {
        this(longitude, latitude, properties, JsonObject.EMPTY);
    }

    /** Returns the label, which is the address as one line of text. */
    public String label() {
        return properties.text("label");
    }

    /** Returns the score, from 0 to 1. */
    public double score() {
        return properties.number("score");
    }

    /** Returns a copy with other properties. */
    public Feature withProperties(JsonObject other) {
        return new Feature(longitude, latitude, other, details);
    }

    /**
     * Returns a copy whose properties include details.
     *
     * @param names the names of the details; those that the feature does not have are ignored
     */
    public Feature withDetails(List<String> names) {
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (String name : names) {
            Optional<Object> value = details.get(name);
            if (value.isPresent()) {
                keys.add(name);
                values.add(value.get());
            }
        }
        return keys.isEmpty()
                ? this
                : withProperties(properties.overriddenBy(new JsonObject(keys, values)));
    }
}
