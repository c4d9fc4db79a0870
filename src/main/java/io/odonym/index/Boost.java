package io.odonym.index;

/**
 * The weight of a token in a document, as a small code that fits a posting's frequency.
 *
 * <p>addok 1.3.2 (helpers/index.py, extract_tokens) gives every token of a value (1 / number of
 * tokens) × (the field's boost + importance × 0.1), and a token that several values hold the
 * largest of these. The importance is the document's, so that field and number of tokens are all a
 * posting has to carry; the sum of a document's weights for the tokens of a query then comes out to
 * the last bit as addok's does.
 */
public final class Boost {

    /**
     * How much a document's importance adds to each weight and to a score (addok's
     * IMPORTANCE_WEIGHT).
     */
    public static final double IMPORTANCE_WEIGHT = 0.1;

    private static final double PLAIN = 1.0;
    private static final double MUNICIPALITY_POSTCODE = 1.2;
    private static final double NAME = 4.0;
    private static final double[] FIELD_BOOSTS = {PLAIN, MUNICIPALITY_POSTCODE, NAME};

    /** Codes of values with up to this many tokens are decoded through a table. */
    private static final int TABLE_TOKENS = 64;

    private static final double[] SHARES = new double[TABLE_TOKENS];

    static {
        for (int tokens = 1; tokens < TABLE_TOKENS; tokens++) {
            SHARES[tokens] = 1.0 / tokens;
        }
    }

    private Boost() {}

    /**
     * The code of a token's weight.
     *
     * @param key the key that holds the value
     * @param municipality whether the document is a municipality
     * @param tokens how many tokens the value has, at least 1
     */
    static int code(String key, boolean municipality, int tokens) {
        int field = key.equals("name") ? 2 : key.equals("postcode") && municipality ? 1 : 0;
        return tokens * FIELD_BOOSTS.length + field;
    }

    /** Whether a code is of a token in a name. */
    static boolean isName(int code) {
        return code % FIELD_BOOSTS.length == 2;
    }

    /** The code of a token in a name of so many tokens. */
    static int nameCode(int tokens) {
        return tokens * FIELD_BOOSTS.length + 2;
    }

    /** How many tokens the value has that a code is of. */
    static int tokens(int code) {
        return code / FIELD_BOOSTS.length;
    }

    /**
     * The weight behind a code.
     *
     * @param code what {@link #code} gave
     * @param importance the document's importance
     */
    public static double weight(int code, double importance) {
        int tokens = tokens(code);
        double share = tokens < TABLE_TOKENS ? SHARES[tokens] : 1.0 / tokens;
        return share
                * (FIELD_BOOSTS[code - tokens * FIELD_BOOSTS.length]
                        + importance * IMPORTANCE_WEIGHT);
    }
}
