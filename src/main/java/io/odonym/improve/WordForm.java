package io.odonym.improve;

import io.odonym.index.IndexLookup;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.text.FoldedAlphabet;

import java.util.Arrays;
import java.util.Optional;

/**
 * A word as queries and places write it, and what it is compared by. Interned in {@link
 * WordFormCache}, so that a word which a hundred candidates share is compared with each word of a
 * query once.
 *
 * <p>One thread at a time.
 */
final class WordForm {

    static final int POSTCODE_DIGITS = 5;

    /** The folded word. */
    final String raw;

    /** What it stands for, before sounds: "boulevard" for "bd". */
    final String meaning;

    /** What the index knows it by: the sounds of what it stands for. */
    final String sound;

    /** The sound without what French spelling adds to it: see {@link HomophoneRule}. */
    final String ear;

    /** Whether it says nothing of itself: "de", "la". */
    final boolean small;

    /** Whether it is a kind of street. */
    final boolean type;

    /** Whether it can be a postcode: five digits. */
    final boolean postcode;

    /** Whether it begins with a digit. */
    final boolean digits;

    /** The number that it writes, in digits, letters or Roman numerals; -1 where it is none. */
    final int value;

    /** Which letters it has, a bit for each. */
    final long letters;

    private final byte[] codes;
    private final String[] tokens;
    private Optional<IndexedTerm[]> terms = Optional.empty();
    private long query = -1;
    private float[] costs = {};
    private byte[] reasons = {};

    WordForm(String raw, String meaning, String[] tokens, boolean small, boolean type) {
        this.codes = FoldedAlphabet.codes(raw);
        this.tokens = tokens;
        this.letters =
                raw.chars().mapToLong(letter -> 1L << (letter & 63)).reduce(0, (a, b) -> a | b);
        this.raw = raw;
        this.meaning = one(meaning, raw);
        this.sound = tokens.length == 1 ? tokens[0] : String.join("", tokens);
        this.ear = one(HomophoneRule.ear(sound), sound);
        this.small = small;
        this.type = type;
        this.digits = !raw.isEmpty() && raw.charAt(0) >= '0' && raw.charAt(0) <= '9';
        this.postcode =
                raw.length() == POSTCODE_DIGITS && raw.chars().allMatch(c -> c >= '0' && c <= '9');
        this.value = SpelledNumberRule.value(raw);
    }

    /** Of two texts that are mostly the same one is kept. */
    private static String one(String text, String other) {
        return text.equals(other) ? other : text;
    }

    /** Whether it is the word of these letters. */
    boolean is(byte[] letters, int start, int end) {
        return Arrays.equals(codes, 0, codes.length, letters, start, end);
    }

    /** The tokens that the index knows it by, those that it holds. */
    IndexedTerm[] terms(IndexLookup lookup) {
        if (terms.isEmpty()) {
            terms =
                    Optional.of(
                            Arrays.stream(tokens)
                                    .flatMap(token -> lookup.findTerm(token).stream())
                                    .toArray(IndexedTerm[]::new));
        }
        return terms.get();
    }

    /** Forgets what it costs, unless it was compared in this query. */
    void open(long current, int words) {
        if (query != current) {
            query = current;
            if (costs.length < words) {
                costs = new float[words];
                reasons = new byte[words];
            }
            Arrays.fill(costs, 0, words, Float.NaN);
        }
    }

    /** What it costs to take a word of the query for this; NaN where that was not asked yet. */
    float cost(int word) {
        return costs[word];
    }

    /** Which improvement takes a word of the query for this. */
    int reason(int word) {
        return reasons[word];
    }

    void set(int word, float cost, int reason) {
        costs[word] = cost;
        reasons[word] = (byte) reason;
    }

    @Override
    public String toString() {
        return raw;
    }
}
