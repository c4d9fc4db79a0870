package io.odonym.source;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The kind of place that the coordinates of a house number mark. If a house number has several
 * positions, the BAN shows the one with the highest priority; the priorities here are those of the
 * BAN's export (BaseAdresseNationale/ban-plateforme).
 */
enum PositionType {
    ENTRANCE("entree", 10),
    BUILDING("batiment", 8),
    STAIRCASE("cage d escalier", 7),
    DWELLING("logement", 6),
    TECHNICAL_SERVICE("service technique", 5),
    POSTAL_DELIVERY("delivrance postale", 3),
    PARCEL("parcelle", 2),
    SEGMENT("segment", 1),
    UNKNOWN("", 0);

    private final String key;
    private final int priority;

    PositionType(String key, int priority) {
        this.key = key;
        this.priority = priority;
    }

    /** Returns the priority; the position with the highest one represents the house number. */
    int priority() {
        return priority;
    }

    /**
     * Returns the type that a cell names, regardless of case, accents and apostrophes; {@link
     * #UNKNOWN} for any other text.
     */
    static PositionType of(String cell) {
        if (cell.isEmpty()) {
            return UNKNOWN;
        }
        String key =
                Normalizer.normalize(cell.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^a-z]+", " ")
                        .strip();
        for (PositionType type : values()) {
            if (type.key.equals(key)) {
                return type;
            }
        }
        return UNKNOWN;
    }
}
