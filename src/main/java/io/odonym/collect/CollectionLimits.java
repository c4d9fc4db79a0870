package io.odonym.collect;

/**
 * Where collection stops; the defaults are addok 1.3.2's (config/default.py).
 *
 * @param bucketMin up to so many candidates are looked at closely before others are fetched
 * @param bucketMax so many candidates are ranked at most, as a rule
 * @param commonThreshold a token of more documents is common
 * @param intersectLimit where even the rarest token has more documents, only its heaviest are
 *     looked at
 * @param maxMeaningful so many tokens at most are looked up together; the commoner of the others
 *     count as common
 */
public record CollectionLimits(
        int bucketMin, int bucketMax, int commonThreshold, int intersectLimit, int maxMeaningful) {

    /** addok's own. */
    public static final CollectionLimits ADDOK = new CollectionLimits(10, 100, 10_000, 100_000, 10);
}
