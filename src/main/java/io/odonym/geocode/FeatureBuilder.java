package io.odonym.geocode;

import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.model.Attributes;
import io.odonym.model.Attributes.JsonNull;
import io.odonym.rank.ScoredCandidate;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns ranked candidates into features, with the properties that addok shows in the order in which
 * it shows them (1.3.2, helpers/formatters.geojson): label, score, house number, the document's
 * keys with empty values left out, the name once more under the place's type, the distance.
 */
final class FeatureBuilder {

    private static final String HOUSE_NUMBER = "housenumber";
    private static final double METRES = 1000;

    /** An index has a few lists of keys; one that has more pays for each feature. */
    private static final int MOST_ORDERS = 64;

    /** What a feature has besides the keys of the place. */
    private static final int MORE_KEYS = 5;

    private final StoredPlaceReader storedPlaces;
    private final List<FeatureLayout> orders = new ArrayList<>();

    FeatureBuilder(StoredPlaceReader storedPlaces) {
        this.storedPlaces = storedPlaces;
    }

    /** The feature of a candidate. */
    Feature write(ScoredCandidate ranked, boolean withDistance) {
        boolean numbered = ranked.houseNumber() != StoredPlaceReader.NO_NUMBER;
        Attributes place = storedPlaces.attributes(ranked.document());
        Attributes ofNumber = Attributes.EMPTY;
        String number = "";
        if (numbered) {
            HouseNumbers houseNumbers = storedPlaces.houseNumbers(ranked.document());
            number = houseNumbers.text(ranked.houseNumber());
            ofNumber = houseNumbers.attributes(ranked.houseNumber(), place.text("id"));
        }
        FeatureLayout order = order(place.keys(), ofNumber.keys());
        FeatureLayout.Values of = order.values(place, ofNumber);
        List<String> keys = new ArrayList<>(order.size() + MORE_KEYS);
        List<Object> values = new ArrayList<>(order.size() + MORE_KEYS);
        add(keys, values, "label", label(of, number));
        add(keys, values, "score", ranked.score());
        if (!number.isEmpty()) {
            add(keys, values, HOUSE_NUMBER, number);
        }
        for (int i = 0; i < order.size(); i++) {
            String key = order.key(i);
            Object value = of.shown(i);
            if (key.equals("type") && numbered) {
                value = HOUSE_NUMBER;
            }
            if (key.equals("name") && !number.isEmpty() && !isEmpty(value)) {
                value = number + " " + value;
            }
            boolean isWritten = key.equals(HOUSE_NUMBER) && !number.isEmpty();
            if (!isWritten && !isEmpty(value)) {
                add(keys, values, key, value);
            }
        }
        String under = of.type();
        if (!under.isEmpty() && !keys.contains(under)) {
            add(keys, values, under, of.name());
        }
        if (withDistance) {
            add(keys, values, "distance", (long) (ranked.kilometres() * METRES));
        }
        return new Feature(of.longitude(), of.latitude(), new Attributes(keys, values));
    }

    private FeatureLayout order(List<String> place, List<String> number) {
        for (FeatureLayout known : orders) {
            if (known.isOf(place, number)) {
                return known;
            }
        }
        FeatureLayout made = new FeatureLayout(place, number);
        if (orders.size() < MOST_ORDERS) {
            orders.add(made);
        }
        return made;
    }

    private static void add(List<String> keys, List<Object> values, String key, Object value) {
        keys.add(key);
        values.add(value);
    }

    /** The first label, in the source's own spelling (addok-france 1.2.0, make_labels). */
    private static String label(FeatureLayout.Values of, String number) {
        String name = of.nameText();
        String city = of.city();
        String postcode = of.postcode();
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

    /** What Python takes for false. */
    private static boolean isEmpty(Object value) {
        return switch (value) {
            case JsonNull _ -> true;
            case String text -> text.isEmpty();
            case Number number -> number.doubleValue() == 0;
            case Boolean flag -> !flag;
            case Attributes nested -> nested.keys().isEmpty();
            case List<?> list -> list.isEmpty();
            default -> false;
        };
    }
}
