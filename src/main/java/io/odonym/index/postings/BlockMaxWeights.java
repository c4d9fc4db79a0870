package io.odonym.index.postings;

/**
 * Upper bounds for the weight of a frequent term, one for each block of 512 documents. A bound
 * applies to those documents of the block that contain the term outside their shortest name.
 *
 * <p>A weight is a linear function of the document's importance. Each bound therefore consists of a
 * constant and a factor: the weight is at most {@code constant + importance × factor}. Both are
 * rounded up to single precision. Immutable.
 *
 * @param constants the maximum weight at importance 0, for each block
 * @param factors the maximum increase of the weight between importance 0 and 1, for each block
 */
record BlockMaxWeights(float[] constants, float[] factors) {

    /** A placeholder for bounds that have not been computed yet. */
    static final BlockMaxWeights NONE = new BlockMaxWeights(new float[0], new float[0]);

    /** The smallest token count whose weight code exceeds one byte. */
    private static final int MIN_WIDE_TOKENS =
            TokenWeightCode.tokenCount(TokenFieldPostings.CODE_MASK + 1);

    /** The constant part of the weight for each one-byte weight code, rounded up. */
    private static final float[] CONSTANT_BY_CODE = new float[256];

    /**
     * The factor by which the importance is multiplied, for each one-byte weight code, rounded up.
     */
    private static final float[] FACTOR_BY_CODE = new float[256];

    static {
        for (int code = 0; code < CONSTANT_BY_CODE.length; code++) {
            // The weight decreases as the token count increases. Code 0 replaces all codes that
            // exceed one byte. These codes have at least MIN_WIDE_TOKENS tokens, so the weight at
            // this token count is an upper bound for all of them.
            int heaviest =
                    TokenWeightCode.tokenCount(code) > 0
                            ? code
                            : TokenWeightCode.nameCode(MIN_WIDE_TOKENS);
            double constant = TokenWeightCode.weight(heaviest, 0);
            CONSTANT_BY_CODE[code] = Math.nextUp((float) constant);
            FACTOR_BY_CODE[code] =
                    Math.nextUp((float) (TokenWeightCode.weight(heaviest, 1) - constant));
        }
    }

    /**
     * Computes the bounds of one term.
     *
     * @param blockStarts the index of the first code of each block
     * @param codes the weight codes in document order, one byte each
     */
    static BlockMaxWeights of(int[] blockStarts, byte[] codes) {
        float[] constants = new float[blockStarts.length];
        float[] factors = new float[blockStarts.length];
        for (int block = 0; block < blockStarts.length; block++) {
            int end = block + 1 < blockStarts.length ? blockStarts[block + 1] : codes.length;
            for (int i = blockStarts[block]; i < end; i++) {
                int code = codes[i] & 0xFF;
                constants[block] = Math.max(constants[block], CONSTANT_BY_CODE[code]);
                factors[block] = Math.max(factors[block], FACTOR_BY_CODE[code]);
            }
        }
        return new BlockMaxWeights(constants, factors);
    }
}
