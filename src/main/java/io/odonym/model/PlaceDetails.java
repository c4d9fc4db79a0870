package io.odonym.model;

import java.util.Arrays;
import java.util.List;

/**
 * The details of places and house numbers that CSV files contain besides the attributes of addok's
 * export. They are stored with the prefix "_", and are returned only if a request asks for them, so
 * that responses stay those of addok by default.
 */
public final class PlaceDetails {

    /** Whether the municipality has certified the address: true or false. */
    public static final String CERTIFIED = "certified";

    /** The identifiers of the cadastral parcels, of 14 characters each. */
    public static final String PARCELS = "parcels";

    /** What the position marks, such as "entrée" or "parcelle". */
    public static final String POSITION_TYPE = "positionType";

    /**
     * All positions of a house number that has several, the displayed one first: objects with the
     * keys positionType, lon and lat (degrees WGS84).
     */
    public static final String POSITIONS = "positions";

    /** The date of the last change, in ISO 8601. */
    public static final String UPDATED = "updated";

    /** Who has provided the address, such as "commune". */
    public static final String SOURCE = "source";

    /** The interoperability key, such as "75118_1234_00012_bis". */
    public static final String INTEROPERABILITY_KEY = "cleInterop";

    /** The identifier of the municipality in the BAN. */
    public static final String CITY_BAN_ID = "cityBanId";

    /** The identifier of the street in the BAN, for a house number. Not stored. */
    public static final String STREET_BAN_ID = "streetBanId";

    /** The names of all details except those in {@link RegionalLanguage}. */
    public static final List<String> NAMES =
            List.of(
                    CERTIFIED,
                    PARCELS,
                    POSITION_TYPE,
                    POSITIONS,
                    UPDATED,
                    SOURCE,
                    INTEROPERABILITY_KEY,
                    CITY_BAN_ID,
                    STREET_BAN_ID);

    private static final char PREFIX = '_';

    /**
     * The stored keys of the identifiers by which a place or a house number can be found besides
     * its id: the BAN's UUID and the interoperability key.
     */
    public static final List<String> IDENTIFIER_KEYS =
            List.of("banId", PREFIX + INTEROPERABILITY_KEY);

    private PlaceDetails() {}

    /** Returns the key under which a detail is stored. */
    public static String storedKey(String name) {
        return PREFIX + name;
    }

    /** Returns whether a stored key is that of a detail. */
    public static boolean isStoredKey(String key) {
        return !key.isEmpty() && key.charAt(0) == PREFIX && isName(key.substring(1));
    }

    private static boolean isName(String name) {
        return NAMES.contains(name) || RegionalLanguage.isDetail(name);
    }

    /**
     * Splits lists of names at commas. Blank and repeated names are dropped.
     *
     * @throws IllegalArgumentException if a name is unknown; the message lists the known names
     */
    public static List<String> parseNames(List<String> texts) {
        List<String> names =
                texts.stream()
                        .flatMap(text -> Arrays.stream(text.split(",")))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
        if (!names.stream().allMatch(PlaceDetails::isName)) {
            throw new IllegalArgumentException(
                    "unknown field; known fields: "
                            + String.join(", ", NAMES)
                            + ", and name_ or city_ with a language code such as bre");
        }
        return names;
    }
}
