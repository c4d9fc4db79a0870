package io.odonym.improve.rules;

import io.odonym.improve.query.EditDistance;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.query.WordSubstitutionRule;
import io.odonym.text.FoldedAlphabet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Corrects misspelt words. A word of three or four letters is corrected with one edit, a longer
 * word with up to two edits. A word of nine or more letters may also match a word of a place with
 * three edits, and a word of two letters with one edit. {@link EditDistance} defines an edit.
 */
public final class MisspeltWordRule implements WordSubstitutionRule {

    private static final int MIN_LENGTH = 3;
    private static final int MIN_LENGTH_FOR_TWO_EDITS = 5;
    private static final int MIN_LENGTH_FOR_THREE_EDITS = 9;
    private static final int MAX_CORRECTIONS = 12;

    /**
     * A word is rare if at most this many places contain it. A more frequent word is seldom a
     * misspelling of another word.
     */
    private static final int MAX_RARE_DOCUMENT_COUNT = 3;

    /** The cost of one edit in a word, in points. */
    public static final double ONE_EDIT_COST = 1.0;

    private static final double TWO_EDITS_COST = 2.1;
    private static final double THREE_EDITS_COST = 3.1;

    /**
     * The additional cost of an edit in a short word. One edit changes a larger part of a short
     * word than of a long word.
     */
    private static final double SHORT_WORD_COST = 0.4;

    private static final int MAX_SHORT_LENGTH = 4;

    /** The cost of a misspelt street type or stop word. */
    private static final double LIGHT_WORD_COST = 0.5;

    /** The additional cost of correcting a word that occurs often in the index. */
    private static final double FREQUENT_WORD_COST = 0.5;

    private record Correction(String word, int documentCount, int edits) {}

    /** Creates the rule. */
    public MisspeltWordRule() {}

    @Override
    public String name() {
        return "misspelt_words";
    }

    /**
     * Returns the cost of one or two edits.
     *
     * @param edits the number of edits, 1 or 2
     * @param length the length of the misspelt word
     */
    static double cost(int edits, int length) {
        return (edits == 1 ? ONE_EDIT_COST : TWO_EDITS_COST)
                + (length <= MAX_SHORT_LENGTH ? SHORT_WORD_COST : 0);
    }

    /** Returns the maximum number of edits in a word of a given length: 0 to 2. */
    static int maxEdits(int length) {
        if (length < MIN_LENGTH) {
            return 0;
        }
        return length < MIN_LENGTH_FOR_TWO_EDITS ? 1 : 2;
    }

    /** Returns the maximum number of edits that a cost permits: 0 to 2. */
    private static int maxEdits(double maxCost) {
        return maxCost < ONE_EDIT_COST ? 0 : maxCost < TWO_EDITS_COST ? 1 : 2;
    }

    /**
     * Adds the closest words of the index. If words are equally close, the most frequent ones are
     * added.
     */
    @Override
    public void apply(RelaxedQuery query) {
        Map<String, List<Correction>> found = new HashMap<>();
        for (int i = query.addressStart(); i < query.termCount(); i++) {
            query.deadline().check();
            WordForm term = query.term(i);
            if (query.isOrdinaryWord(i) && !term.isStopWord() && !term.isStreetType()) {
                String text = term.text();
                int index = i;
                for (Correction each :
                        found.computeIfAbsent(text, _ -> corrections(query, index, text))) {
                    query.addAlternative(
                            this,
                            TermMask.of(i),
                            each.word(),
                            cost(each.edits(), text.length()),
                            each.documentCount());
                }
            }
        }
    }

    private static List<Correction> corrections(RelaxedQuery query, int i, String text) {
        int maxEdits = Math.min(maxEdits(text.length()), maxEdits(query.maxAlternativeCost()));
        Corrections corrections = new Corrections();
        if (maxEdits == 0) {
            return List.of();
        }
        query.wordTrie()
                .findWithinEdits(
                        text,
                        isFrequent(query, i) ? Math.min(1, maxEdits) : maxEdits,
                        (word, length, documentCount, edits) -> {
                            if (edits > 0) {
                                corrections.offer(word, length, documentCount, edits);
                            }
                        });
        return corrections.sorted();
    }

    private static boolean isFrequent(RelaxedQuery query, int i) {
        return query.documentCount(i) > MAX_RARE_DOCUMENT_COUNT;
    }

    @Override
    public float substitutionCost(RelaxedQuery query, int i, WordForm word) {
        WordForm term = query.term(i);
        if (term.isStopWord() || !term.isComparableWith(word)) {
            return NO_MATCH;
        }
        int length = term.text().length();
        boolean light = word.isStreetType() || word.isStopWord();
        int maxEdits = maxSubstitutionEdits(length, light);
        if (maxEdits == 0 || EditDistance.exceeds(term.letterMask(), word.letterMask(), maxEdits)) {
            return NO_MATCH;
        }
        int edits = EditDistance.between(term.text(), word.text(), maxEdits);
        if (edits > maxEdits) {
            return NO_MATCH;
        }
        if (light) {
            return (float) LIGHT_WORD_COST;
        }
        return (float)
                ((edits > 2 ? THREE_EDITS_COST : cost(edits, length))
                        + (isFrequent(query, i) ? FREQUENT_WORD_COST : 0));
    }

    private static int maxSubstitutionEdits(int length, boolean light) {
        if (length == 2 || light && length > 2) {
            return 1;
        }
        return length >= MIN_LENGTH_FOR_THREE_EDITS ? 3 : maxEdits(length);
    }

    /**
     * The best corrections found so far, best first: fewest edits, then most documents, then in the
     * order in which they were offered. A word is decoded only if it is one of them, because a term
     * may have hundreds of similar words.
     */
    private static final class Corrections {

        private static final int DOCUMENT_COUNT_SHIFT = 28;
        private static final int EDITS_SHIFT = DOCUMENT_COUNT_SHIFT + Integer.SIZE - 1;

        /** The order of each correction as a number, in ascending order. */
        private final long[] keys = new long[MAX_CORRECTIONS];

        private final byte[][] words = new byte[MAX_CORRECTIONS][];
        private int size;
        private int offered;

        void offer(byte[] letters, int length, int documentCount, int edits) {
            long key =
                    (long) edits << EDITS_SHIFT
                            | (long) (Integer.MAX_VALUE - documentCount) << DOCUMENT_COUNT_SHIFT
                            | offered++;
            if (size == MAX_CORRECTIONS && key > keys[size - 1]) {
                return;
            }
            int at = size == MAX_CORRECTIONS ? size - 1 : size++;
            while (at > 0 && keys[at - 1] > key) {
                keys[at] = keys[at - 1];
                words[at] = words[at - 1];
                at--;
            }
            keys[at] = key;
            words[at] = Arrays.copyOf(letters, length);
        }

        List<Correction> sorted() {
            List<Correction> sorted = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                int rarity = (int) (keys[i] >>> DOCUMENT_COUNT_SHIFT) & Integer.MAX_VALUE;
                sorted.add(
                        new Correction(
                                FoldedAlphabet.text(words[i], 0, words[i].length),
                                Integer.MAX_VALUE - rarity,
                                (int) (keys[i] >>> EDITS_SHIFT)));
            }
            return sorted;
        }
    }
}
