package io.odonym.model;

import java.util.List;
import java.util.Objects;

/**
 * A street, a locality or a municipality with its house numbers: one document of the BAN's addok
 * export, whatever format it was read from.
 *
 * @param attributes every key but the house numbers, in the order of the input, which is the order
 *     of the answer
 * @param houseNumbers the numbers in the order of the input; empty for a place without
 */
public record Place(Attributes attributes, List<HouseNumber> houseNumbers) {

    public Place {
        Objects.requireNonNull(attributes);
        Objects.requireNonNull(houseNumbers);
    }

    /** The place's identifier, unique in a data set. */
    public String id() {
        return attributes.text("id");
    }

    /** "street", "locality", "municipality", or any word the source uses. */
    public String type() {
        return attributes.text("type");
    }

    /**
     * Between 0 and 1 in the BAN: how likely a searcher means this place rather than another of the
     * same name.
     */
    public double importance() {
        double importance = attributes.number("importance");
        return Double.isNaN(importance) ? 0 : importance;
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
