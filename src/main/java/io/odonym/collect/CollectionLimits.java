package io.odonym.collect;

/**
 * Limits of candidate collection.
 *
 * @param bucketMin the largest number of candidates that are scored during collection to look for a
 *     close match (addok's BUCKET_MIN)
 * @param bucketMax the number of candidates at which the bucket is full; usually the maximum number
 *     of candidates that a search scores (addok's BUCKET_MAX)
 * @param commonThreshold a term is common if more documents than this contain it (addok's
 *     COMMON_THRESHOLD)
 * @param intersectLimit if even the rarest of several common terms is in at least this many
 *     documents, only the term's highest-weighted documents are searched (addok's INTERSECT_LIMIT)
 * @param maxMeaningful the maximum number of terms that are looked up together; further terms count
 *     as common
 */
public record CollectionLimits(
        int bucketMin, int bucketMax, int commonThreshold, int intersectLimit, int maxMeaningful) {

    /** The defaults of addok 1.3.2 (config/default.py). */
    public static final CollectionLimits ADDOK = new CollectionLimits(10, 100, 10_000, 100_000, 10);
}
