package io.odonym.index.places;

import io.odonym.model.JsonObject;

import org.apache.lucene.util.BytesRef;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A view of the house numbers of one place, obtained from {@link StoredPlaceReader#houseNumbers}.
 *
 * <p>The ordinal of a house number is its position in the place, in source order, starting at 0.
 * Ordinals remain valid for as long as the index is open; the view is valid until its reader
 * returns the house numbers of another document. Not thread-safe.
 */
public final class HouseNumbers {

    private static final int NO_DOCUMENT = -1;

    private final PlaceDocValues docValues;
    private final ValueDictionaries dictionaries;
    private final HouseNumberUuidFile.Source identifiers;
    private final HouseNumberBlockReader block;
    private final BytesRef buffer = new BytesRef();
    private int document = NO_DOCUMENT;

    HouseNumbers(
            PlaceDocValues docValues,
            ValueDictionaries dictionaries,
            HouseNumberUuidFile.Source identifiers) {
        this.docValues = docValues;
        this.dictionaries = dictionaries;
        this.identifiers = identifiers;
        this.block = new HouseNumberBlockReader(dictionaries);
    }

    /** Moves this view to a document. Does nothing if the view is already at the document. */
    void moveTo(int target) {
        if (target == document) {
            return;
        }
        docValues.readHouseNumbers(target, buffer);
        if (buffer.length == 0) {
            block.clear();
        } else {
            block.read(buffer);
        }
        document = target;
    }

    /** Returns the number of house numbers, including hidden ones. */
    public int size() {
        return block.size();
    }

    /** Returns whether the place has no house numbers. */
    public boolean isEmpty() {
        return block.size() == 0;
    }

    /**
     * Finds a house number.
     *
     * @param number the numeric part
     * @param letter the suffix as a single letter, or 0 for no suffix
     * @param key the key of the complete house number: its tokens joined into one word
     * @return its ordinal, or {@link StoredPlaceReader#NO_NUMBER}
     */
    public int find(int number, char letter, String key) {
        return block.find(number, letter, key);
    }

    /**
     * Finds the nearest house number that is not hidden. If several are equally near, returns the
     * first of them.
     *
     * @param distance computes the distance to a house number, in any unit
     * @return its ordinal, or {@link StoredPlaceReader#NO_NUMBER} if the place has no house numbers
     */
    public int findNearest(DistanceFunction distance) {
        return findNearest(distance, _ -> true);
    }

    /**
     * Finds the nearest house number that is not hidden and satisfies a condition. If several are
     * equally near, returns the first of them.
     *
     * @param distance computes the distance to a house number, in any unit
     * @param condition tests the ordinal of a house number
     * @return its ordinal, or {@link StoredPlaceReader#NO_NUMBER} if there is none
     */
    public int findNearest(DistanceFunction distance, IntPredicate condition) {
        int nearest = StoredPlaceReader.NO_NUMBER;
        double minDistance = Double.POSITIVE_INFINITY;
        for (int i = 0; i < block.size(); i++) {
            double candidate = distance.apply(block.latitude(i), block.longitude(i), minDistance);
            if (candidate < minDistance && !block.isHidden(i) && condition.test(i)) {
                minDistance = candidate;
                nearest = i;
            }
        }
        return nearest;
    }

    /** Computes the distance to a point. */
    @FunctionalInterface
    public interface DistanceFunction {

        /**
         * Returns the distance to a point, given in degrees (WGS84).
         *
         * @param minDistance the smallest distance found so far; if the point is not nearer, the
         *     function may return any value that is at least as large
         */
        double apply(double latitude, double longitude, double minDistance);
    }

    /**
     * Returns the ordinals of all house numbers that are not hidden. A house number is hidden if a
     * later one has the same key.
     */
    public int[] visibleOrdinals() {
        return IntStream.range(0, block.size()).filter(i -> !block.isHidden(i)).toArray();
    }

    /** Returns whether a house number is hidden; see {@link #visibleOrdinals}. */
    public boolean isHidden(int ordinal) {
        return block.isHidden(ordinal);
    }

    /** Returns a house number as written in the source. */
    public String text(int ordinal) {
        return block.text(ordinal);
    }

    /**
     * Returns an integer code for the text of a house number. Within an index, two house numbers
     * have the same code if and only if they have the same text.
     */
    public long textCode(int ordinal) {
        return block.textCode(ordinal);
    }

    /** Returns the latitude of a house number, in degrees (WGS84). */
    public double latitude(int ordinal) {
        return block.latitude(ordinal);
    }

    /** Returns the longitude of a house number, in degrees (WGS84). */
    public double longitude(int ordinal) {
        return block.longitude(ordinal);
    }

    /**
     * Returns whether a house number has its own name, city, postcode or importance. Ranking then
     * uses these values instead of those of the place.
     */
    public boolean overridesRanking(int ordinal) {
        return dictionaries.hasRankingOverrides()
                && dictionaries.isRankingOverride(block.keyListCode(ordinal));
    }

    /**
     * Returns whether any house number of the place has its own name, city, postcode or importance.
     */
    public boolean anyOverridesRanking() {
        if (dictionaries.hasRankingOverrides()) {
            for (int i = 0; i < block.size(); i++) {
                if (overridesRanking(i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Returns the attributes of a house number.
     *
     * @param placeId the identifier of the place
     */
    public JsonObject attributes(int ordinal, String placeId) {
        return block.attributes(ordinal, placeId, identifiers);
    }
}
