package io.odonym.geocode;

import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.PlaceDetails;
import io.odonym.rank.ScoredCandidate;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds features from ranked candidates. A feature has the properties of addok in the same order
 * (1.3.2, helpers/formatters.geojson): label, score, house number, the non-empty values of the
 * document, the name with the type of the place as its key, and the distance.
 *
 * <p>Not thread-safe.
 */
final class FeatureBuilder {

    private static final String HOUSE_NUMBER = "housenumber";
    private static final double METRES_PER_KILOMETRE = 1000;

    /** The maximum number of properties that a feature has in addition to those of the place. */
    private static final int EXTRA_PROPERTIES = 5;

    private final StoredPlaceReader storedPlaces;

    FeatureBuilder(StoredPlaceReader storedPlaces) {
        this.storedPlaces = storedPlaces;
    }

    /**
     * Builds the feature of a candidate.
     *
     * @param withDistance whether the feature has the property {@code distance}
     */
    Feature build(ScoredCandidate candidate, boolean withDistance) {
        boolean hasNumber = candidate.houseNumber() != StoredPlaceReader.NO_NUMBER;
        JsonObject place = storedPlaces.attributes(candidate.document());
        JsonObject numberAttributes = JsonObject.EMPTY;
        String number = "";
        if (hasNumber) {
            HouseNumbers houseNumbers = storedPlaces.houseNumbers(candidate.document());
            number = houseNumbers.text(candidate.houseNumber());
            numberAttributes = houseNumbers.attributes(candidate.houseNumber(), place.text("id"));
        }
        JsonObject source = hasNumber ? place.overriddenBy(numberAttributes) : place;
        int size = source.keys().size();
        List<String> keys = new ArrayList<>(size + EXTRA_PROPERTIES);
        List<Object> values = new ArrayList<>(size + EXTRA_PROPERTIES);
        add(keys, values, "label", label(source, number));
        add(keys, values, "score", candidate.score());
        if (!number.isEmpty()) {
            add(keys, values, HOUSE_NUMBER, number);
        }
        for (int i = 0; i < size; i++) {
            String key = source.keys().get(i);
            Object value = JsonObject.firstOf(source.values().get(i));
            if (key.equals("type") && hasNumber) {
                value = HOUSE_NUMBER;
            }
            if (key.equals("name") && !number.isEmpty() && !isEmpty(value)) {
                value = number + " " + value;
            }
            boolean isWritten = key.equals(HOUSE_NUMBER) && !number.isEmpty();
            if (isCopied(key) && !isWritten && !isEmpty(value)) {
                add(keys, values, key, value);
            }
        }
        String type = source.text("type");
        if (!type.isEmpty() && !keys.contains(type)) {
            add(keys, values, type, source.get("name").map(JsonObject::firstOf).orElse(""));
        }
        if (withDistance) {
            add(keys, values, "distance", (long) (candidate.kilometres() * METRES_PER_KILOMETRE));
        }
        return new Feature(
                source.number("lon"),
                source.number("lat"),
                new JsonObject(keys, values),
                details(source, hasNumber ? place.text("banId") : ""));
    }

    private static JsonObject details(JsonObject source, String streetBanId) {
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < source.keys().size(); i++) {
            String key = source.keys().get(i);
            if (PlaceDetails.isStoredKey(key) && source.values().get(i) != JsonNull.NULL) {
                add(keys, values, key.substring(1), source.values().get(i));
            }
        }
        if (!streetBanId.isEmpty()) {
            add(keys, values, PlaceDetails.STREET_BAN_ID, streetBanId);
        }
        return keys.isEmpty() ? JsonObject.EMPTY : new JsonObject(keys, values);
    }

    /**
     * Returns whether a key is copied from the place. Label and score are computed instead, and
     * details are written only on request.
     */
    private static boolean isCopied(String key) {
        return switch (key) {
            case "lat", "lon", "_id", "housenumbers", "label", "score" -> false;
            default -> !PlaceDetails.isStoredKey(key);
        };
    }

    private static void add(List<String> keys, List<Object> values, String key, Object value) {
        keys.add(key);
        values.add(value);
    }

    /**
     * Builds the label with the spelling of the source data, like addok-france 1.2.0 (make_labels).
     */
    private static String label(JsonObject source, String number) {
        String name = source.text("name");
        String city = source.text("city");
        String postcode = source.text("postcode");
        StringBuilder label = new StringBuilder();
        if (!number.isEmpty()) {
            label.append(number).append(' ');
        }
        label.append(name);
        if (!city.isEmpty() && !city.equals(name)) {
            if (!postcode.isEmpty()) {
                label.append(' ').append(postcode);
            }
            label.append(' ').append(city);
        }
        return label.toString();
    }

    /** Tests whether a value counts as false in Python. addok omits these values. */
    private static boolean isEmpty(Object value) {
        return switch (value) {
            case JsonNull _ -> true;
            case String text -> text.isEmpty();
            case Number number -> number.doubleValue() == 0;
            case Boolean flag -> !flag;
            case JsonObject nested -> nested.keys().isEmpty();
            case List<?> list -> list.isEmpty();
            default -> false;
        };
    }
}
