package io.odonym.index.postings;

/**
 * Encodes the weight of a term in a document as a small integer. The index stores this code as the
 * frequency of the posting.
 *
 * <p>addok 1.3.2 (helpers/index.py, extract_tokens) weights each token of a field value with (1 /
 * number of tokens) × (field boost + importance × 0.1). A token that occurs in several values gets
 * the largest of these weights. The importance belongs to the document, so a code contains only the
 * field and the number of tokens. For every document, the sum of the weights of the query terms
 * equals addok's sum to the last bit.
 *
 * <pre>
 *   code = number of tokens × 3 + field; field 0: default boost 1, 1: postcode of a municipality 1.2, 2: name 4
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class TokenWeightCode {

    /**
     * The factor of a document's importance in its term weights and in its score (addok's
     * IMPORTANCE_WEIGHT).
     */
    public static final double IMPORTANCE_WEIGHT = 0.1;

    private static final int DEFAULT_FIELD = 0;
    private static final int MUNICIPALITY_POSTCODE_FIELD = 1;
    private static final int NAME_FIELD = 2;

    /** The boost of each field, indexed by field number. */
    private static final double[] FIELD_BOOSTS = {1.0, 1.2, 4.0};

    /** Codes below this limit fit into a byte and are decoded through tables. */
    private static final int TABLE_SIZE = 1 << Byte.SIZE;

    private static final double[] TOKEN_SHARES = new double[TABLE_SIZE];
    private static final double[] BOOSTS = new double[TABLE_SIZE];

    static {
        // Codes below 3 represent a token count of 0, so their table entries remain 0.
        for (int code = FIELD_BOOSTS.length; code < TABLE_SIZE; code++) {
            TOKEN_SHARES[code] = tokenShare(code);
            BOOSTS[code] = boost(code);
        }
    }

    private TokenWeightCode() {}

    /**
     * Returns the weight code of the tokens of a field value.
     *
     * @param field the field of the value, such as "name" or "postcode"
     * @param municipality whether the document is a municipality
     * @param tokenCount the number of tokens of the value, at least 1
     */
    public static int encode(String field, boolean municipality, int tokenCount) {
        int number =
                field.equals("name")
                        ? NAME_FIELD
                        : field.equals("postcode") && municipality
                                ? MUNICIPALITY_POSTCODE_FIELD
                                : DEFAULT_FIELD;
        return tokenCount * FIELD_BOOSTS.length + number;
    }

    /** Returns whether a weight code belongs to a token of a name. */
    public static boolean isNameCode(int code) {
        return code % FIELD_BOOSTS.length == NAME_FIELD;
    }

    /** Returns the weight code of the tokens of a name that has the given number of tokens. */
    public static int nameCode(int tokenCount) {
        return tokenCount * FIELD_BOOSTS.length + NAME_FIELD;
    }

    /**
     * Returns the token count that a weight code contains, which is the number of tokens of the
     * field value.
     */
    public static int tokenCount(int code) {
        return code / FIELD_BOOSTS.length;
    }

    /**
     * Decodes a weight.
     *
     * @param code a code returned by {@link #encode} or {@link #nameCode}
     * @param importance the document's importance
     */
    public static double weight(int code, double importance) {
        return code < TABLE_SIZE
                ? TOKEN_SHARES[code] * (BOOSTS[code] + importance * IMPORTANCE_WEIGHT)
                : tokenShare(code) * (boost(code) + importance * IMPORTANCE_WEIGHT);
    }

    private static double tokenShare(int code) {
        return 1.0 / tokenCount(code);
    }

    private static double boost(int code) {
        return FIELD_BOOSTS[code % FIELD_BOOSTS.length];
    }
}
