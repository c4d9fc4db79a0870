package io.odonym.geocode;

import io.odonym.model.Attributes;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps the properties of a feature to the values of a place and of its house number. The values of
 * the house number replace those of the place; keys that exist only in the house number come last.
 *
 * <p>Nearly all places and house numbers of an index have one of a few lists of keys. A layout
 * resolves the keys of two lists by name once. Features are then built by position, without the key
 * comparisons of {@link Attributes#overriddenBy}.
 *
 * <p>Immutable.
 */
final class FeatureLayout {

    /** The position of a key that exists neither in the place nor in the house number. */
    private static final int ABSENT = -1;

    private final List<String> placeKeys;
    private final List<String> numberKeys;
    private final String[] keys;

    /**
     * The position of the value of each key. Positions greater than or equal to the number of place
     * keys refer to the values of the house number.
     */
    private final int[] positions;

    private final int name;
    private final int city;
    private final int postcode;
    private final int type;
    private final int longitude;
    private final int latitude;

    /**
     * Creates the layout for two lists of keys.
     *
     * @param placeKeys the keys of the place
     * @param numberKeys the keys of the house number; empty if there is no house number
     */
    FeatureLayout(List<String> placeKeys, List<String> numberKeys) {
        this.placeKeys = placeKeys;
        this.numberKeys = numberKeys;
        List<String> copied = new ArrayList<>(placeKeys);
        for (String key : numberKeys) {
            if (!placeKeys.contains(key)) {
                copied.add(key);
            }
        }
        copied.removeIf(key -> !isCopied(key));
        this.keys = copied.toArray(String[]::new);
        this.positions = copied.stream().mapToInt(this::position).toArray();
        this.name = position("name");
        this.city = position("city");
        this.postcode = position("postcode");
        this.type = position("type");
        this.longitude = position("lon");
        this.latitude = position("lat");
    }

    /** Tests whether the value of a key is copied. The label and the score are computed instead. */
    private static boolean isCopied(String key) {
        return switch (key) {
            case "lat", "lon", "_id", "housenumbers", "label", "score" -> false;
            default -> true;
        };
    }

    private int position(String key) {
        int index = numberKeys.indexOf(key);
        return index >= 0 ? placeKeys.size() + index : placeKeys.indexOf(key);
    }

    /**
     * Tests whether this layout was created for two lists of keys. The lists are compared by
     * identity, because the index shares them between places.
     */
    boolean isFor(List<String> otherPlaceKeys, List<String> otherNumberKeys) {
        return placeKeys == otherPlaceKeys && numberKeys == otherNumberKeys;
    }

    /** Returns the number of copied properties. */
    int size() {
        return keys.length;
    }

    /** Returns the key of the copied property at an index. */
    String key(int i) {
        return keys[i];
    }

    /**
     * Returns a view of the values of a place and a house number. Without a house number, {@code
     * number} is {@link Attributes#EMPTY}.
     */
    Values values(Attributes place, Attributes number) {
        return new Values(place.values(), number.values());
    }

    /** The values of a place and its house number, accessed through the layout. */
    final class Values {

        private final List<Object> place;
        private final List<Object> number;

        private Values(List<Object> place, List<Object> number) {
            this.place = place;
            this.number = number;
        }

        /**
         * Returns the value of the copied property at an index. For a list, returns the first
         * element.
         */
        Object value(int i) {
            return first(positions[i]);
        }

        private Object at(int position) {
            return position < place.size()
                    ? place.get(position)
                    : number.get(position - place.size());
        }

        private Object first(int position) {
            return position == ABSENT ? "" : Attributes.firstOf(at(position));
        }

        private String text(int position) {
            return position == ABSENT ? "" : Attributes.textOf(at(position));
        }

        private double degrees(int position) {
            return position == ABSENT ? Double.NaN : Attributes.numberOf(at(position));
        }

        /** Returns the first of the names of the place, with its original type. */
        Object name() {
            return first(name);
        }

        /** Returns the first of the names of the place as text. */
        String nameText() {
            return text(name);
        }

        String city() {
            return text(city);
        }

        String postcode() {
            return text(postcode);
        }

        /** Returns the type of the house number or, if it has none, the type of the place. */
        String type() {
            return text(type);
        }

        /** Returns the longitude in degrees WGS84. */
        double longitude() {
            return degrees(longitude);
        }

        /** Returns the latitude in degrees WGS84. */
        double latitude() {
            return degrees(latitude);
        }
    }
}
