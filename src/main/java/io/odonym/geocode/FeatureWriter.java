package io.odonym.geocode;

import io.odonym.index.Answers;
import io.odonym.rank.Ranked;
import io.odonym.source.Attributes;
import io.odonym.source.Attributes.JsonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns ranked candidates into features, with the properties that addok shows in the order in which
 * it shows them (1.3.2, helpers/formatters.geojson): label, score, house number, the document's
 * keys with empty values left out, the name once more under the place's type, the distance.
 */
final class FeatureWriter {

    private static final double METRES = 1000;

    private final Answers answers;

    FeatureWriter(Answers answers) {
        this.answers = answers;
    }

    /** The feature of a candidate. */
    Feature write(Ranked ranked, boolean withDistance) {
        boolean numbered = ranked.number() != Answers.NO_NUMBER;
        Attributes place = answers.place(ranked.document());
        String type = place.text("type");
        String number = "";
        if (numbered) {
            number = answers.number(ranked.document(), ranked.number());
            place = place.with(answers.attributes(ranked.document(), place, ranked.number()));
        }
        List<String> keys = new ArrayList<>(place.keys().size() + 5);
        List<Object> values = new ArrayList<>(place.keys().size() + 5);
        add(keys, values, "label", label(place, number));
        add(keys, values, "score", ranked.score());
        if (!number.isEmpty()) {
            add(keys, values, "housenumber", number);
        }
        for (int i = 0; i < place.keys().size(); i++) {
            String key = place.keys().get(i);
            Object value = first(place.values().get(i));
            if (key.equals("type") && numbered) {
                value = "housenumber";
            }
            if (isShown(key) && !isEmpty(value) && !isWritten(key, number)) {
                add(keys, values, key, value);
            }
        }
        Object name = first(place.get("name").orElse(""));
        String under = numbered ? place.text("type") : type;
        if (!under.isEmpty() && !keys.contains(under)) {
            add(keys, values, under, name);
        }
        if (!number.isEmpty()) {
            int at = keys.indexOf("name");
            if (at >= 0) {
                values.set(at, number + " " + name);
            }
        }
        if (withDistance) {
            add(keys, values, "distance", (long) (ranked.kilometres() * METRES));
        }
        return new Feature(place.number("lon"), place.number("lat"), new Attributes(keys, values));
    }

    private static void add(List<String> keys, List<Object> values, String key, Object value) {
        keys.add(key);
        values.add(value);
    }

    /** The first label, in the source's own spelling (addok-france 1.2.0, make_labels). */
    private static String label(Attributes place, String number) {
        String name = place.text("name");
        String city = place.text("city");
        String postcode = place.text("postcode");
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

    private static boolean isShown(String key) {
        return !key.equals("lat")
                && !key.equals("lon")
                && !key.equals("_id")
                && !key.equals("housenumbers");
    }

    /** Whether a key of the place has the name of one that stands before its own. */
    private static boolean isWritten(String key, String number) {
        return key.equals("label")
                || key.equals("score")
                || key.equals("housenumber") && !number.isEmpty();
    }

    private static Object first(Object value) {
        return value instanceof List<?> list ? list.isEmpty() ? "" : list.getFirst() : value;
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
