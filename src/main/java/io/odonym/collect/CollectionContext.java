package io.odonym.collect;

import io.odonym.index.IndexLookup;
import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.threads.Deadline;
import io.odonym.threads.SearchTimeoutException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The mutable state of one candidate collection: the bucket, the lookup keys and the term lists
 * that the collectors share.
 *
 * <p>The term lists start as copies of the lists of the query. As in addok, a collector may reorder
 * them or add terms to them, and later collectors see the change. The {@code isBucket...} methods
 * implement addok's conditions on the size of the bucket.
 *
 * <p>Used for one search. Not thread-safe.
 */
public final class CollectionContext {

    private final QueryTerms query;
    private final IndexLookup lookup;
    private final CollectionLimits limits;
    private final CloseMatchCounter scorer;
    private final CollectorListener listener;
    private final Bucket bucket;
    private final Set<IndexedTerm> matchedTerms = new HashSet<>();

    /**
     * Caches the results of {@link #cooccur}. A key consists of the ordinals of both terms, with
     * the lower ordinal in the high 32 bits.
     */
    private final Map<Long, Boolean> cooccurrence = new HashMap<>();

    private final List<QueryTerm> terms;
    private final List<QueryTerm> meaningful;
    private final List<QueryTerm> unknown;
    private List<ConjunctionClause> keys = new ArrayList<>();
    private CompleteResult lastComplete = CompleteResult.NONE;
    private Deadline deadline = Deadline.NONE;
    private int lookupCount;

    /** Creates the context of a search and clears the bucket. */
    public CollectionContext(
            QueryTerms query,
            IndexLookup lookup,
            CollectionLimits limits,
            CloseMatchCounter scorer,
            CollectorListener listener,
            Bucket bucket) {
        this.query = query;
        this.lookup = lookup;
        this.limits = limits;
        this.scorer = scorer;
        this.listener = listener;
        this.bucket = bucket;
        this.terms = new ArrayList<>(query.terms());
        this.meaningful = new ArrayList<>(query.meaningful());
        this.unknown = new ArrayList<>(query.unknown());
        bucket.clear();
    }

    /**
     * Runs the collectors one after another until one of them ends the collection.
     *
     * @param limit checked before each lookup and after each collector
     * @param phases records each collector that used the index or ended the collection
     * @throws SearchTimeoutException if the deadline has passed and no collector has ended the
     *     collection
     */
    public void run(List<Collector> collectors, Deadline limit, PhaseRecorder phases) {
        deadline = limit;
        long start = System.nanoTime();
        for (Collector collector : collectors) {
            int before = lookupCount;
            boolean done = collector.collect(this);
            long end = System.nanoTime();
            if (done || lookupCount != before) {
                phases.add(collector.name(), start, end, bucket.size());
            }
            if (listener.isEnabled()) {
                listener.onCollectorEnd(collector.name(), bucket.size(), end - start);
            }
            start = end;
            if (done) {
                return;
            }
            deadline.check();
        }
    }

    QueryTerms query() {
        return query;
    }

    /** Returns the index lookup, and records that the current collector uses the index. */
    IndexLookup lookup() {
        lookupCount++;
        return lookup;
    }

    CollectionLimits limits() {
        return limits;
    }

    Bucket bucket() {
        return bucket;
    }

    /** Returns all terms of the query except the house number. Collectors may reorder the list. */
    List<QueryTerm> terms() {
        return terms;
    }

    /**
     * Returns the meaningful terms, which are the terms of the main lookup. Collectors may reorder
     * the list and add common terms to it.
     */
    List<QueryTerm> meaningful() {
        return meaningful;
    }

    /** Returns the terms that are not in the index. Collectors may reorder the list. */
    List<QueryTerm> unknown() {
        return unknown;
    }

    /**
     * Returns the keys of the main lookup. After the first lookup with these keys, the list also
     * contains the request's filter.
     */
    List<ConjunctionClause> keys() {
        return keys;
    }

    /** Makes the meaningful terms the keys of the main lookup. */
    void setKeysToMeaningful() {
        keys = toKeys(meaningful);
    }

    /** Returns the index entries of terms. All terms must be in the index. */
    static List<ConjunctionClause> toKeys(List<QueryTerm> terms) {
        List<ConjunctionClause> keys = new ArrayList<>(terms.size() + 1);
        for (QueryTerm term : terms) {
            keys.add(term.indexedTerm());
        }
        return keys;
    }

    /**
     * Adds documents that match all the keys to the bucket, until the bucket is full.
     *
     * @param by see {@link #addToBucket(List, int)}
     */
    void addToBucket(List<ConjunctionClause> by) {
        addToBucket(by, limits.bucketMax() - bucket.size());
    }

    /**
     * Adds the documents that match all the keys to the bucket.
     *
     * @param by the keys; the request's filter is appended to this list, as addok's intersect does
     * @param limit the maximum number of documents to look up; if it is 0 or less, the maximum is
     *     the same as in {@link #replaceBucket(List)}
     */
    void addToBucket(List<ConjunctionClause> by, int limit) {
        markMatched(by);
        bucket.addAll(intersect(by, limit > 0 ? limit : maxBucketSize()));
        notifyListener("add", by);
    }

    /**
     * Replaces the content of the bucket with the documents that match all the keys. Looks up at
     * most {@link CollectionLimits#bucketMax} documents or, if greater, the number of results
     * requested.
     *
     * @param by the keys; the request's filter is appended to this list
     */
    void replaceBucket(List<ConjunctionClause> by) {
        replaceBucket(by, maxBucketSize());
    }

    /**
     * Replaces the content of the bucket with the documents that match all the keys.
     *
     * @param by the keys; the request's filter is appended to this list
     * @param limit the maximum number of documents to look up
     */
    void replaceBucket(List<ConjunctionClause> by, int limit) {
        matchedTerms.clear();
        markMatched(by);
        int[] found = intersect(by, limit);
        lastComplete =
                found.length < limit
                        ? new CompleteResult(List.copyOf(by), found)
                        : CompleteResult.NONE;
        bucket.clear();
        bucket.addAll(found);
        notifyListener("replace", by);
    }

    /**
     * Adds documents that a collector found by a scan instead of an intersection.
     *
     * @param by the keys that the documents match
     */
    void addScanned(int[] documents, List<? extends ConjunctionClause> by) {
        bucket.addAll(documents);
        notifyListener("scan", by);
    }

    /** Returns whether any document contains both terms. The result is cached for this search. */
    boolean cooccur(IndexedTerm first, IndexedTerm second) {
        lookupCount++;
        long low = Math.min(first.ordinal(), second.ordinal());
        long pair = low << Integer.SIZE | Math.max(first.ordinal(), second.ordinal());
        return cooccurrence.computeIfAbsent(pair, _ -> lookupCooccurrence(first, second));
    }

    private boolean lookupCooccurrence(IndexedTerm first, IndexedTerm second) {
        deadline.check();
        return lookup.cooccur(first, second);
    }

    /** Marks the terms among the keys as matched. */
    void markMatched(List<ConjunctionClause> by) {
        for (ConjunctionClause key : by) {
            if (key instanceof IndexedTerm term) {
                matchedTerms.add(term);
            }
        }
    }

    /**
     * The result of the last {@link #replaceBucket}, if it contains all matching documents. {@link
     * TermRelationsCollector} often looks up the same terms again, and can then reuse this result.
     */
    private record CompleteResult(List<ConjunctionClause> keys, int[] documents) {

        static final CompleteResult NONE = new CompleteResult(List.of(), new int[0]);

        boolean hasKeys(List<ConjunctionClause> others) {
            return keys.size() == others.size()
                    && keys.containsAll(others)
                    && others.containsAll(keys);
        }
    }

    private int[] intersect(List<ConjunctionClause> by, int limit) {
        deadline.check();
        lookupCount++;
        if (by.isEmpty()) {
            return new int[0];
        }
        query.filter()
                .ifPresent(
                        filter -> {
                            if (!by.contains(filter)) {
                                by.add(filter);
                            }
                        });
        return lastComplete.documents().length <= limit && lastComplete.hasKeys(by)
                ? lastComplete.documents()
                : lookup.intersect(by, limit);
    }

    private int maxBucketSize() {
        return Math.max(query.limit(), limits.bucketMax());
    }

    private void notifyListener(String action, List<? extends ConjunctionClause> by) {
        if (listener.isEnabled()) {
            listener.onLookup(action, by, bucket.size());
        }
    }

    /**
     * Returns whether there are at least as many candidates as the request asks for, but fewer than
     * the maximum.
     */
    boolean isBucketFull() {
        return bucket.size() >= query.limit() && bucket.size() < limits.bucketMax();
    }

    /** Returns whether the maximum number of candidates is reached. */
    boolean isBucketOverflowing() {
        return bucket.size() >= limits.bucketMax();
    }

    /** Returns whether there are fewer candidates than the request asks for. */
    boolean isBucketDry() {
        return bucket.size() < query.limit();
    }

    boolean isBucketEmpty() {
        return bucket.size() == 0;
    }

    /**
     * Returns whether there are at most {@link CollectionLimits#bucketMin} candidates and at least
     * one of them is a close match. Scores the candidates first.
     */
    boolean hasCream() {
        return !isBucketEmpty()
                && !isBucketOverflowing()
                && bucket.size() <= limits.bucketMin()
                && scorer.countCream(bucket) > 0;
    }

    /** Returns the number of candidates that are close matches. Scores the candidates first. */
    int countCream() {
        return scorer.countCream(bucket);
    }

    /**
     * Returns whether the lookups so far have used at least {@link QueryTerms#minMatchedTerms}
     * terms of the query.
     */
    boolean hasEnoughMatchedTerms() {
        return matchedTerms.size() >= query.minMatchedTerms();
    }
}
