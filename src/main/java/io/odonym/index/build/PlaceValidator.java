package io.odonym.index.build;

import io.odonym.index.store.IndexSchema;
import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.Place;

/** Checks whether places can be indexed. */
final class PlaceValidator {

    private PlaceValidator() {}

    /**
     * Checks that a place has an identifier, a name and valid coordinates, and that its searchable
     * attributes are strings or numbers.
     *
     * @throws IllegalArgumentException if the place cannot be indexed; the message names the
     *     attribute
     */
    static void validate(Place place) {
        if (place.id().isEmpty()) {
            throw new IllegalArgumentException("id must not be null");
        }
        if (place.attributes().text("name").isEmpty()) {
            throw new IllegalArgumentException("name must not be null");
        }
        validatePoint(place.latitude(), place.longitude(), "");
        for (HouseNumber number : place.houseNumbers()) {
            validatePoint(
                    number.latitude(), number.longitude(), " of house number " + number.number());
        }
        for (String key : IndexSchema.SEARCHED_KEYS) {
            for (Object value : place.attributes().list(key)) {
                if (!(value instanceof String
                        || value instanceof Number
                        || value == JsonNull.NULL)) {
                    throw new IllegalArgumentException(
                            key + " must be a string, a number, or a list of strings or numbers");
                }
            }
        }
    }

    private static void validatePoint(double latitude, double longitude, String owner) {
        if (!(latitude >= -90 && latitude <= 90)) {
            throw new IllegalArgumentException("lat" + owner + " must be between -90 and 90");
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("lon" + owner + " must be between -180 and 180");
        }
    }
}
