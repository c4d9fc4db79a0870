package io.odonym.rank;

import io.odonym.index.places.RankingRecord;
import io.odonym.text.FoldedAlphabet;

import java.util.Arrays;

/**
 * How alike a query and the best of a place's labels are.
 *
 * <p>A place has up to six labels for each of its names and cities ("name postcode city", "name
 * postcode", "name city", "name", and for a municipality "postcode name" and "name postcode"), each
 * once more with the house number before it (addok-france 1.2.0, make_labels). The likeness of two
 * texts is that of their multisets of letter pairs: shared / (all - shared) (the ngram package with
 * N = 2, no padding). While a query is typed, a label that equals it counts 1, one that begins with
 * it 0.9, one that contains it 0.7, and only without any of these 0.9 × the likeness (addok 1.3.2,
 * helpers/results.py).
 *
 * <p>The labels share their parts, and a multiset does not mind the order: the pairs of the name
 * are counted once, those of a city or a house number are added and taken back. One search at a
 * time.
 */
public final class LabelSimilarity {

    /**
     * From here on a label is as good as the query itself; those that follow are not looked at
     * (addok's MATCH_THRESHOLD).
     */
    public static final double MATCH_THRESHOLD = 0.9;

    private static final double EQUAL = 1.0;
    private static final double BEGINS = 0.9;
    private static final double CONTAINS = 0.7;
    private static final double TYPING = 0.9;
    private static final byte[] NO_LETTERS = {};

    /**
     * The labels of a name and a city, each with the house number and without, in addok's order.
     */
    private static final int NAME_POSTCODE_CITY = 0;

    private static final int NAME_POSTCODE = 2;
    private static final int NAME_CITY = 4;
    private static final int NAME = 6;
    private static final int POSTCODE_MUNICIPALITY = 8;
    private static final int MUNICIPALITY_POSTCODE = 10;
    private static final double NO_LABEL = -1;

    private final double[] likenesses = new double[12];

    /** How often each pair of letters of the query is still to be met by the label. */
    private final short[] open = new short[FoldedAlphabet.COUNT * FoldedAlphabet.COUNT];

    /** The pairs met so far, to be taken back. */
    private int[] met = new int[256];

    private int metCount;
    private byte[] query = NO_LETTERS;
    private boolean typing;
    private byte[] houseNumber = NO_LETTERS;

    /**
     * The label's letters, from {@link #labelStart} on, with room before it for the house number.
     */
    private byte[] label = new byte[256];

    private int labelStart;
    private int labelEnd;
    private double bestGrade;

    /**
     * Starts on a query.
     *
     * @param folded the folded query
     * @param autocomplete whether the query may be unfinished
     */
    public void start(String folded, boolean autocomplete) {
        takeBack(0);
        for (int i = 0; i + 1 < query.length; i++) {
            open[pair(query[i], query[i + 1])] = 0;
        }
        query = FoldedAlphabet.codes(folded);
        if (met.length < query.length) {
            met = new int[query.length * 2];
        }
        typing = autocomplete;
        for (int i = 0; i + 1 < query.length; i++) {
            open[pair(query[i], query[i + 1])]++;
        }
    }

    /**
     * The likeness of the best label.
     *
     * @param place the place's names, cities and postcode
     * @param number the letters of the house number that was found; none where there is none
     * @return 0 to 1
     */
    public double best(RankingRecord place, byte[] number) {
        houseNumber = number;
        labelStart = number.length + 1;
        if (label.length < 2 * labelStart) {
            label = new byte[4 * labelStart];
        }
        bestGrade = 0;
        double best = 0;
        for (int name = 0; name < place.nameCount(); name++) {
            for (int city = 0; city < place.cityCount(); city++) {
                measure(place, name, city);
                for (double likeness : likenesses) {
                    best = Math.max(best, likeness);
                    if (!typing && best >= MATCH_THRESHOLD) {
                        return best;
                    }
                }
            }
        }
        return !typing ? best : bestGrade > 0 ? bestGrade : best * TYPING;
    }

    /**
     * The most that the likeness of a place may be: a label that is longer than the query does not
     * equal it, and all are at least as long as the place's shortest name.
     *
     * @param shortestName how many letters it has; 0 where that is not known
     */
    public double upperBound(int shortestName) {
        return typing && shortestName > query.length ? Math.max(BEGINS, TYPING) : EQUAL;
    }

    /** Measures the labels of one name in one city, each part once. */
    private void measure(RankingRecord place, int name, int city) {
        Arrays.fill(likenesses, NO_LABEL);
        boolean joined = place.joinsCity(name, city);
        boolean postcode = place.postcodeLength() > 0;
        boolean municipality = postcode && place.isMunicipality();
        byte[] letters = place.bytes();
        byte[] cityLetters = place.city(city);

        clear();
        append(letters, place.nameStart(name), place.nameLength(name));
        compare(NAME);
        if (isSettled(labelEnd - labelStart)) {
            return;
        }
        int nameEnd = labelEnd;
        int nameMet = metCount;
        if (postcode && (joined || municipality)) {
            append(letters, place.postcodeStart(), place.postcodeLength());
            compare(NAME_POSTCODE);
            if (municipality) {
                likenesses[MUNICIPALITY_POSTCODE] = likenesses[NAME_POSTCODE];
                likenesses[MUNICIPALITY_POSTCODE + 1] = likenesses[NAME_POSTCODE + 1];
            }
            if (joined) {
                append(cityLetters, 0, cityLetters.length);
                compare(NAME_POSTCODE_CITY);
            } else {
                likenesses[NAME_POSTCODE] = NO_LABEL;
                likenesses[NAME_POSTCODE + 1] = NO_LABEL;
            }
            takeBack(nameMet);
            labelEnd = nameEnd;
        }
        if (joined) {
            append(cityLetters, 0, cityLetters.length);
            compare(NAME_CITY);
        }
        if (municipality) {
            clear();
            append(letters, place.postcodeStart(), place.postcodeLength());
            append(letters, place.nameStart(name), place.nameLength(name));
            compare(POSTCODE_MUNICIPALITY);
        }
    }

    /**
     * Whether no more of a name's labels need be looked at: one equals the query, or one begins
     * with it and all that follow are longer, so that none equals it.
     */
    private boolean isSettled(int nameLength) {
        return bestGrade == EQUAL || bestGrade == BEGINS && query.length <= nameLength;
    }

    private void clear() {
        takeBack(0);
        labelEnd = labelStart;
    }

    private void takeBack(int count) {
        while (metCount > count) {
            open[met[--metCount]]++;
        }
    }

    /** Puts a part at the label's end, after a space. */
    private void append(byte[] letters, int start, int count) {
        if (count == 0) {
            return;
        }
        if (label.length < labelEnd + count + 1) {
            label = Arrays.copyOf(label, (labelEnd + count + 1) * 2);
        }
        if (labelEnd > labelStart) {
            meet(label[labelEnd - 1], FoldedAlphabet.SPACE);
            meet(FoldedAlphabet.SPACE, letters[start]);
            label[labelEnd++] = FoldedAlphabet.SPACE;
        }
        System.arraycopy(letters, start, label, labelEnd, count);
        meetPairs(letters, start, count);
        labelEnd += count;
    }

    private void meetPairs(byte[] letters, int start, int count) {
        for (int i = start; i + 1 < start + count; i++) {
            meet(letters[i], letters[i + 1]);
        }
    }

    private void meet(int first, int second) {
        int pair = pair(first, second);
        if (open[pair] > 0) {
            open[pair]--;
            met[metCount++] = pair;
        }
    }

    /** Compares the label as it stands, and with the house number before it. */
    private void compare(int slot) {
        likenesses[slot + 1] = likeness(labelStart);
        if (houseNumber.length == 0) {
            return;
        }
        int bare = metCount;
        int start = labelStart;
        if (labelEnd > labelStart) {
            meet(FoldedAlphabet.SPACE, label[labelStart]);
            meet(houseNumber[houseNumber.length - 1], FoldedAlphabet.SPACE);
            label[--start] = FoldedAlphabet.SPACE;
        }
        start -= houseNumber.length;
        System.arraycopy(houseNumber, 0, label, start, houseNumber.length);
        meetPairs(houseNumber, 0, houseNumber.length);
        likenesses[slot] = likeness(start);
        takeBack(bare);
    }

    /** The likeness of the query and the label from a letter on, whose pairs have all been met. */
    private double likeness(int start) {
        int letters = labelEnd - start;
        if (typing) {
            bestGrade = Math.max(bestGrade, grade(start, letters));
        }
        if (query.length == 1 && letters == 1) {
            return query[0] == label[start] ? EQUAL : 0;
        }
        int shared = metCount;
        return shared == 0 ? 0 : (double) shared / (query.length + letters - 2 - shared);
    }

    private double grade(int start, int letters) {
        if (query.length > letters || query.length == 0 || metCount < query.length - 1) {
            return 0;
        }
        if (Arrays.equals(label, start, start + query.length, query, 0, query.length)) {
            return letters == query.length ? EQUAL : BEGINS;
        }
        for (int at = start + 1; at + query.length <= labelEnd; at++) {
            if (Arrays.equals(label, at, at + query.length, query, 0, query.length)) {
                return CONTAINS;
            }
        }
        return 0;
    }

    private static int pair(int first, int second) {
        return first * FoldedAlphabet.COUNT + second;
    }
}
