package io.odonym.model;

import java.util.List;
import java.util.Objects;

/**
 * A street, a locality or a municipality with its house numbers. It corresponds to one document of
 * the BAN's addok export, whatever format it was read from.
 *
 * @param attributes all keys except the house numbers, in the order of the input; search results
 *     have the same order
 * @param houseNumbers the house numbers in the order of the input; empty for a place without house
 *     numbers
 */
public record Place(Attributes attributes, List<HouseNumber> houseNumbers) {

    public Place {
        Objects.requireNonNull(attributes);
        Objects.requireNonNull(houseNumbers);
    }

    /** Returns the identifier, unique within a data set; "" if the attribute is absent. */
    public String id() {
        return attributes.text("id");
    }

    /** Returns the type: "street", "locality", "municipality", or another value of the source. */
    public String type() {
        return attributes.text("type");
    }

    /**
     * Returns the importance, which ranks places of the same name: between 0 and 1 in the BAN's
     * data, 0 if the attribute is absent.
     */
    public double importance() {
        double importance = attributes.number("importance");
        return Double.isNaN(importance) ? 0 : importance;
    }

    /** Returns the latitude in degrees WGS84; NaN if the attribute is absent. */
    public double latitude() {
        return attributes.number("lat");
    }

    /** Returns the longitude in degrees WGS84; NaN if the attribute is absent. */
    public double longitude() {
        return attributes.number("lon");
    }
}
