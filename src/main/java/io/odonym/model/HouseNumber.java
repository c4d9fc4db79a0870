package io.odonym.model;

import java.util.Objects;

/**
 * A house number of a street.
 *
 * @param number the number with its suffix, as in the source: "12", "12bis", "3 b"
 * @param attributes the attributes of the number: id, banId, lon and lat (degrees WGS84), x and y
 *     (metres in the national projection), and any other keys. In a search result, they override
 *     the attributes of the street.
 */
public record HouseNumber(String number, JsonObject attributes) {

    public HouseNumber {
        Objects.requireNonNull(number);
        Objects.requireNonNull(attributes);
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
