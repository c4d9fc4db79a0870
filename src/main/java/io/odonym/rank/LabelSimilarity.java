package io.odonym.rank;

import io.odonym.index.places.RankingRecord;
import io.odonym.text.FoldedAlphabet;

import java.util.Arrays;

/**
 * Computes the similarity between a query and the best-matching label of a place.
 *
 * <p>A place has up to six labels for each of its names and cities: "name postcode city", "name
 * postcode", "name city", "name" and, for a municipality, "postcode name" and "name postcode". If a
 * house number was found, each label also exists with the house number in front (addok-france
 * 1.2.0, make_labels).
 *
 * <p>The similarity of two texts is the Jaccard index of their multisets of bigrams: shared /
 * (total - shared), as in the Python package ngram with N = 2 and no padding. If the query may be
 * incomplete, a label scores 1 if it equals the query, 0.9 if it starts with the query, and 0.7 if
 * it contains the query. If no label contains the query, the result is 0.9 times the bigram
 * similarity (addok 1.3.2, helpers/results.py).
 *
 * <p>All labels of a name contain the bigrams of the name, so these are counted once. For each
 * label, the bigrams of its remaining parts are added, and then removed again.
 *
 * <p>Not thread-safe.
 */
public final class LabelSimilarity {

    /**
     * The minimum similarity for a label to match the query (addok's MATCH_THRESHOLD). If the query
     * is complete, the labels after a match are not compared.
     */
    public static final double MATCH_THRESHOLD = 0.9;

    private static final double EQUAL_SCORE = 1.0;
    private static final double PREFIX_SCORE = 0.9;
    private static final double CONTAINED_SCORE = 0.7;

    /** The factor by which the bigram similarity is multiplied if the query may be incomplete. */
    private static final double INCOMPLETE_FACTOR = 0.9;

    private static final byte[] NO_LETTERS = {};

    /**
     * The indexes of the labels in {@link #similarities}, in addok's order. Each label has two
     * entries: with the house number, then without it.
     */
    private static final int NAME_POSTCODE_CITY = 0;

    private static final int NAME_POSTCODE = 2;
    private static final int NAME_CITY = 4;
    private static final int NAME = 6;
    private static final int POSTCODE_MUNICIPALITY = 8;
    private static final int MUNICIPALITY_POSTCODE = 10;
    private static final int SLOTS = 12;
    private static final double NO_LABEL = -1;
    private static final int INITIAL_CAPACITY = 256;

    private final double[] similarities = new double[SLOTS];

    /**
     * For each bigram, the number of its occurrences in the query that have no match in the label.
     */
    private final short[] unmatched = new short[FoldedAlphabet.COUNT * FoldedAlphabet.COUNT];

    /** A stack of the bigrams that occur in both the label and the query. */
    private int[] shared = new int[INITIAL_CAPACITY];

    private int sharedCount;
    private byte[] query = NO_LETTERS;
    private boolean incomplete;
    private byte[] houseNumber = NO_LETTERS;

    /**
     * The letters of the label, from {@link #labelStart} to {@link #labelEnd}. The elements before
     * {@link #labelStart} are reserved for the house number.
     */
    private byte[] label = new byte[INITIAL_CAPACITY];

    private int labelStart;
    private int labelEnd;

    /** The best score so far of a label that contains the query; 0 if no label contains it. */
    private double containmentScore;

    /**
     * Starts a search with a new query.
     *
     * @param folded the query, folded to ASCII
     * @param autocomplete whether the query may be incomplete
     */
    public void start(String folded, boolean autocomplete) {
        undoMatches(0);
        for (int i = 0; i + 1 < query.length; i++) {
            unmatched[bigram(query[i], query[i + 1])] = 0;
        }
        query = FoldedAlphabet.codes(folded);
        if (shared.length < query.length) {
            shared = new int[query.length * 2];
        }
        incomplete = autocomplete;
        for (int i = 0; i + 1 < query.length; i++) {
            unmatched[bigram(query[i], query[i + 1])]++;
        }
    }

    /**
     * Returns the similarity of the query and the best label of a place.
     *
     * @param place the names, cities and postcode of the place
     * @param number the letters of the house number; empty if the labels have no house number
     * @return the similarity, from 0 to 1
     */
    public double maxSimilarity(RankingRecord place, byte[] number) {
        houseNumber = number;
        labelStart = number.length + 1;
        if (label.length < 2 * labelStart) {
            label = new byte[4 * labelStart];
        }
        containmentScore = 0;
        double max = 0;
        for (int name = 0; name < place.nameCount(); name++) {
            for (int city = 0; city < place.cityCount(); city++) {
                compareLabels(place, name, city);
                for (double similarity : similarities) {
                    max = Math.max(max, similarity);
                    if (!incomplete && max >= MATCH_THRESHOLD) {
                        return max;
                    }
                }
            }
        }
        return !incomplete
                ? max
                : containmentScore > 0 ? containmentScore : max * INCOMPLETE_FACTOR;
    }

    /**
     * Returns an upper bound on the similarity of a place. Every label is at least as long as the
     * shortest name. If the shortest name is longer than the query, no label equals the query.
     *
     * @param shortestName the number of letters of the place's shortest name; 0 if it is unknown
     */
    public double upperBound(int shortestName) {
        return incomplete && shortestName > query.length
                ? Math.max(PREFIX_SCORE, INCOMPLETE_FACTOR)
                : EQUAL_SCORE;
    }

    /** Compares the labels of one name and one city with the query. */
    private void compareLabels(RankingRecord place, int name, int city) {
        Arrays.fill(similarities, NO_LABEL);
        boolean joined = place.joinsCity(name, city);
        boolean postcode = place.postcodeLength() > 0;
        boolean municipality = postcode && place.isMunicipality();
        byte[] letters = place.bytes();
        byte[] cityLetters = place.city(city);

        clearLabel();
        append(letters, place.nameStart(name), place.nameLength(name));
        compare(NAME);
        if (isSettled(labelEnd - labelStart)) {
            return;
        }
        int nameEnd = labelEnd;
        int nameShared = sharedCount;
        if (postcode && (joined || municipality)) {
            append(letters, place.postcodeStart(), place.postcodeLength());
            compare(NAME_POSTCODE);
            if (municipality) {
                similarities[MUNICIPALITY_POSTCODE] = similarities[NAME_POSTCODE];
                similarities[MUNICIPALITY_POSTCODE + 1] = similarities[NAME_POSTCODE + 1];
            }
            if (joined) {
                append(cityLetters, 0, cityLetters.length);
                compare(NAME_POSTCODE_CITY);
            } else {
                similarities[NAME_POSTCODE] = NO_LABEL;
                similarities[NAME_POSTCODE + 1] = NO_LABEL;
            }
            undoMatches(nameShared);
            labelEnd = nameEnd;
        }
        if (joined) {
            append(cityLetters, 0, cityLetters.length);
            compare(NAME_CITY);
        }
        if (municipality) {
            clearLabel();
            append(letters, place.postcodeStart(), place.postcodeLength());
            append(letters, place.nameStart(name), place.nameLength(name));
            compare(POSTCODE_MUNICIPALITY);
        }
    }

    /**
     * Returns whether the remaining labels of a name cannot change the result. This is the case if
     * a label equals the query, or if a label starts with the query and no remaining label can
     * equal it.
     */
    private boolean isSettled(int nameLength) {
        return containmentScore == EQUAL_SCORE
                || containmentScore == PREFIX_SCORE && query.length <= nameLength;
    }

    private void clearLabel() {
        undoMatches(0);
        labelEnd = labelStart;
    }

    /** Undoes the most recent bigram matches until only the given number of matches remains. */
    private void undoMatches(int remaining) {
        while (sharedCount > remaining) {
            unmatched[shared[--sharedCount]]++;
        }
    }

    /** Appends a name, a city or a postcode to the label, separated by a space. */
    private void append(byte[] letters, int start, int count) {
        if (count == 0) {
            return;
        }
        if (label.length < labelEnd + count + 1) {
            label = Arrays.copyOf(label, (labelEnd + count + 1) * 2);
        }
        if (labelEnd > labelStart) {
            match(label[labelEnd - 1], FoldedAlphabet.SPACE);
            match(FoldedAlphabet.SPACE, letters[start]);
            label[labelEnd++] = FoldedAlphabet.SPACE;
        }
        System.arraycopy(letters, start, label, labelEnd, count);
        matchAll(letters, start, count);
        labelEnd += count;
    }

    private void matchAll(byte[] letters, int start, int count) {
        for (int i = start; i + 1 < start + count; i++) {
            match(letters[i], letters[i + 1]);
        }
    }

    /** Matches a bigram of the label with an unmatched occurrence in the query, if there is one. */
    private void match(int first, int second) {
        int bigram = bigram(first, second);
        if (unmatched[bigram] > 0) {
            unmatched[bigram]--;
            shared[sharedCount++] = bigram;
        }
    }

    /** Compares the label with the query, first without and then with the house number. */
    private void compare(int slot) {
        similarities[slot + 1] = similarity(labelStart);
        if (houseNumber.length == 0) {
            return;
        }
        int sharedWithoutNumber = sharedCount;
        int start = labelStart;
        if (labelEnd > labelStart) {
            match(FoldedAlphabet.SPACE, label[labelStart]);
            match(houseNumber[houseNumber.length - 1], FoldedAlphabet.SPACE);
            label[--start] = FoldedAlphabet.SPACE;
        }
        start -= houseNumber.length;
        System.arraycopy(houseNumber, 0, label, start, houseNumber.length);
        matchAll(houseNumber, 0, houseNumber.length);
        similarities[slot] = similarity(start);
        undoMatches(sharedWithoutNumber);
    }

    /**
     * Returns the bigram similarity of the query and the label. Their bigrams must have been
     * matched before.
     */
    private double similarity(int start) {
        int letters = labelEnd - start;
        if (incomplete) {
            containmentScore = Math.max(containmentScore, containmentScore(start, letters));
        }
        if (query.length == 1 && letters == 1) {
            return query[0] == label[start] ? EQUAL_SCORE : 0;
        }
        return sharedCount == 0
                ? 0
                : (double) sharedCount / (query.length + letters - 2 - sharedCount);
    }

    private double containmentScore(int start, int letters) {
        if (query.length > letters || query.length == 0 || sharedCount < query.length - 1) {
            return 0;
        }
        if (Arrays.equals(label, start, start + query.length, query, 0, query.length)) {
            return letters == query.length ? EQUAL_SCORE : PREFIX_SCORE;
        }
        for (int at = start + 1; at + query.length <= labelEnd; at++) {
            if (Arrays.equals(label, at, at + query.length, query, 0, query.length)) {
                return CONTAINED_SCORE;
            }
        }
        return 0;
    }

    private static int bigram(int first, int second) {
        return first * FoldedAlphabet.COUNT + second;
    }
}
