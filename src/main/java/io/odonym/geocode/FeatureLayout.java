package io.odonym.geocode;

import io.odonym.model.Attributes;

import java.util.ArrayList;
import java.util.List;

/**
 * Which keys a feature shows, in which order, and where their values are: in the place or in its
 * house number, whose values replace the place's and whose new keys come last.
 *
 * <p>Nearly all places of an index have one of a few lists of keys, and so have their house
 * numbers; for two such lists this is found out once, by name, and then done by number, where
 * {@link Attributes#with} compares all keys of every object.
 */
final class FeatureLayout {

    /** Where a key is that neither has. */
    private static final int ABSENT = -1;

    private final List<String> ofPlace;
    private final List<String> ofNumber;
    private final String[] keys;

    /** Places in the values of the place, and behind them in those of the house number. */
    private final int[] sources;

    private final int name;
    private final int city;
    private final int postcode;
    private final int type;
    private final int longitude;
    private final int latitude;

    /**
     * For two lists of keys.
     *
     * @param ofNumber those of the house number; none for a place itself
     */
    FeatureLayout(List<String> ofPlace, List<String> ofNumber) {
        this.ofPlace = ofPlace;
        this.ofNumber = ofNumber;
        List<String> shown = new ArrayList<>(ofPlace);
        for (String key : ofNumber) {
            if (!ofPlace.contains(key)) {
                shown.add(key);
            }
        }
        shown.removeIf(key -> !isShown(key));
        this.keys = shown.toArray(String[]::new);
        this.sources = shown.stream().mapToInt(this::source).toArray();
        this.name = source("name");
        this.city = source("city");
        this.postcode = source("postcode");
        this.type = source("type");
        this.longitude = source("lon");
        this.latitude = source("lat");
    }

    /** Label and score stand before the place's keys, and are not the place's. */
    private static boolean isShown(String key) {
        return switch (key) {
            case "lat", "lon", "_id", "housenumbers", "label", "score" -> false;
            default -> true;
        };
    }

    private int source(String key) {
        int at = ofNumber.indexOf(key);
        return at >= 0 ? ofPlace.size() + at : ofPlace.indexOf(key);
    }

    /** Whether this is for these two lists themselves. */
    boolean isOf(List<String> placeKeys, List<String> numberKeys) {
        return ofPlace == placeKeys && ofNumber == numberKeys;
    }

    /** How many keys are shown, where none is empty. */
    int size() {
        return keys.length;
    }

    /** A key that is shown. */
    String key(int i) {
        return keys[i];
    }

    /** The values of a place and of its house number, or of {@link Attributes#EMPTY}. */
    Values values(Attributes place, Attributes number) {
        return new Values(place.values(), number.values());
    }

    /** The values behind the keys. */
    final class Values {

        private final List<Object> place;
        private final List<Object> number;

        private Values(List<Object> place, List<Object> number) {
            this.place = place;
            this.number = number;
        }

        /** The value of the key at a place in the order, its first one where it has several. */
        Object shown(int i) {
            return first(sources[i]);
        }

        private Object at(int source) {
            return source < place.size() ? place.get(source) : number.get(source - place.size());
        }

        private Object first(int source) {
            return source == ABSENT ? "" : Attributes.firstOf(at(source));
        }

        private String text(int source) {
            return source == ABSENT ? "" : Attributes.textOf(at(source));
        }

        private double degrees(int source) {
            return source == ABSENT ? Double.NaN : Attributes.numberOf(at(source));
        }

        /** The first name, as it is. */
        Object name() {
            return first(name);
        }

        String nameText() {
            return text(name);
        }

        String city() {
            return text(city);
        }

        String postcode() {
            return text(postcode);
        }

        /** What the place is, where its house number does not say otherwise. */
        String type() {
            return text(type);
        }

        /** Degrees WGS84. */
        double longitude() {
            return degrees(longitude);
        }

        /** Degrees WGS84. */
        double latitude() {
            return degrees(latitude);
        }
    }
}
