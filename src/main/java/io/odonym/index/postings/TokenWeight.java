package io.odonym.index.postings;

/**
 * The weight of a token in a document, as a small code that fits a posting's frequency.
 *
 * <p>addok 1.3.2 (helpers/index.py, extract_tokens) gives every token of a value (1 / number of
 * tokens) × (the field's boost + importance × 0.1), and a token that several values hold the
 * largest of these. The importance is the document's, so that field and number of tokens are all a
 * posting has to carry; the sum of a document's weights for the tokens of a query then comes out to
 * the last bit as addok's does.
 */
public final class TokenWeight {

    /**
     * How much a document's importance adds to each weight and to a score (addok's
     * IMPORTANCE_WEIGHT).
     */
    public static final double IMPORTANCE_WEIGHT = 0.1;

    private static final double PLAIN = 1.0;
    private static final double MUNICIPALITY_POSTCODE = 1.2;
    private static final double NAME = 4.0;
    private static final double[] FIELD_BOOSTS = {PLAIN, MUNICIPALITY_POSTCODE, NAME};

    /** Codes below this, which fit a byte, are decoded through tables. */
    private static final int TABLE = 1 << Byte.SIZE;

    private static final double[] SHARES = new double[TABLE];
    private static final double[] BOOSTS = new double[TABLE];

    static {
        // Those before are of no tokens and weigh nothing.
        for (int code = FIELD_BOOSTS.length; code < TABLE; code++) {
            SHARES[code] = share(code);
            BOOSTS[code] = boost(code);
        }
    }

    private TokenWeight() {}

    /**
     * The code of a token's weight.
     *
     * @param key the key that holds the value
     * @param municipality whether the document is a municipality
     * @param tokens how many tokens the value has, at least 1
     */
    public static int code(String key, boolean municipality, int tokens) {
        int field = key.equals("name") ? 2 : key.equals("postcode") && municipality ? 1 : 0;
        return tokens * FIELD_BOOSTS.length + field;
    }

    /** Whether a code is of a token in a name. */
    public static boolean isName(int code) {
        return code % FIELD_BOOSTS.length == 2;
    }

    /** The code of a token in a name of so many tokens. */
    public static int nameCode(int tokens) {
        return tokens * FIELD_BOOSTS.length + 2;
    }

    /** How many tokens the value has that a code is of. */
    public static int tokens(int code) {
        return code / FIELD_BOOSTS.length;
    }

    /**
     * The weight behind a code.
     *
     * @param code what {@link #code} gave
     * @param importance the document's importance
     */
    public static double weight(int code, double importance) {
        return code < TABLE
                ? SHARES[code] * (BOOSTS[code] + importance * IMPORTANCE_WEIGHT)
                : share(code) * (boost(code) + importance * IMPORTANCE_WEIGHT);
    }

    /** 1 / number of tokens. */
    private static double share(int code) {
        return 1.0 / tokens(code);
    }

    /** The field's. */
    private static double boost(int code) {
        return FIELD_BOOSTS[code % FIELD_BOOSTS.length];
    }
}
