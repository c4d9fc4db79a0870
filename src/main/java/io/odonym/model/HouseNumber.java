package io.odonym.model;

import java.util.Objects;

/**
 * One house number of a street: what is written on the door and what is known of it.
 *
 * @param number the number with its suffix, as the source writes it: "12", "12bis", "3 b"
 * @param attributes what is known of it: id, banId, lon and lat (degrees WGS84), x and y (metres,
 *     the national projection), and any other key; where the number is found, each replaces the
 *     street's own
 */
public record HouseNumber(String number, Attributes attributes) {

    public HouseNumber {
        Objects.requireNonNull(number);
        Objects.requireNonNull(attributes);
    }

    /** Degrees WGS84, north. */
    public double latitude() {
        return attributes.number("lat");
    }

    /** Degrees WGS84, east. */
    public double longitude() {
        return attributes.number("lon");
    }
}
