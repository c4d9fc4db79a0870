package io.odonym.model;

import java.util.List;
import java.util.Objects;

/**
 * A street, a locality or a municipality with its house numbers. It has the same content as a
 * document of the BAN's addok export, regardless of the source format.
 *
 * @param attributes all attributes except the house numbers, in input order; search results list
 *     them in the same order
 * @param houseNumbers the house numbers in input order; may be empty
 */
public record Place(JsonObject attributes, List<HouseNumber> houseNumbers) {

    public Place {
        Objects.requireNonNull(attributes);
        Objects.requireNonNull(houseNumbers);
    }

    /** Returns the identifier, which is unique within a data set; "" if the attribute is absent. */
    public String id() {
        return attributes.text("id");
    }

    /** Returns the type: "street", "locality", "municipality", or another value from the source. */
    public String type() {
        return attributes.text("type");
    }

    /**
     * Returns the importance, which ranks places of the same name. It is between 0 and 1 in the
     * BAN's data, and 0 if the attribute is absent.
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
