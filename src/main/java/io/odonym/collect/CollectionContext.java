package io.odonym.collect;

import io.odonym.index.IndexLookup;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.LookupKey;
import io.odonym.telemetry.PhaseRecorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One search's candidates as the collectors gather them, and what they were gathered by.
 *
 * <p>The predicates are addok's words for how full the bucket is. The lists of words start as the
 * query's; a collector may move words between them or reorder them for those that follow, as
 * addok's do. One search, one thread.
 */
public final class CollectionContext {

    private final QueryTerms query;
    private final IndexLookup lookup;
    private final CollectionLimits limits;
    private final CandidateScorer judge;
    private final CollectorListener trace;
    private final Bucket bucket;
    private final Set<IndexedTerm> matched = new HashSet<>();

    /** By the numbers of two terms, the lower one in front. */
    private final Map<Long, Boolean> together = new HashMap<>();

    private final List<QueryTerm> words;
    private final List<QueryTerm> meaningful;
    private final List<QueryTerm> unknown;
    private List<LookupKey> keys = new ArrayList<>();
    private Whole whole = Whole.NONE;
    private int lookups;

    /** Starts with an empty bucket. */
    public CollectionContext(
            QueryTerms query,
            IndexLookup lookup,
            CollectionLimits limits,
            CandidateScorer judge,
            CollectorListener trace,
            Bucket bucket) {
        this.query = query;
        this.lookup = lookup;
        this.limits = limits;
        this.judge = judge;
        this.trace = trace;
        this.bucket = bucket;
        this.words = new ArrayList<>(query.words());
        this.meaningful = new ArrayList<>(query.meaningful());
        this.unknown = new ArrayList<>(query.unknown());
        bucket.clear();
    }

    /**
     * Lets the collectors run in their order until one says that it is enough.
     *
     * @param phases notes those that looked anything up, or ended the search
     * @param patience after which time no other collector is begun
     * @throws SearchTimeoutException where that time is over
     */
    public void run(List<Collector> collectors, Duration patience, PhaseRecorder phases) {
        long begin = System.nanoTime();
        long start = begin;
        for (Collector collector : collectors) {
            int before = lookups;
            boolean enough = collector.collect(this);
            long end = System.nanoTime();
            if (enough || lookups != before) {
                phases.add(collector.name(), start, end, bucket.size());
            }
            if (trace.isEnabled()) {
                trace.onCollectorEnd(collector.name(), bucket.size(), end - start);
            }
            start = end;
            if (enough) {
                return;
            }
            if (end - begin > patience.toNanos()) {
                throw new SearchTimeoutException(patience);
            }
        }
    }

    /** What is searched. */
    QueryTerms query() {
        return query;
    }

    IndexLookup lookup() {
        lookups++;
        return lookup;
    }

    CollectionLimits limits() {
        return limits;
    }

    Bucket bucket() {
        return bucket;
    }

    /** All words, to be reordered. */
    List<QueryTerm> words() {
        return words;
    }

    /** The words looked up together, to be reordered or added to. */
    List<QueryTerm> meaningful() {
        return meaningful;
    }

    /** The words that no document holds, to be reordered. */
    List<QueryTerm> unknown() {
        return unknown;
    }

    /** The keys of the main lookup; the filter is among them once it was used. */
    List<LookupKey> keys() {
        return keys;
    }

    /** Makes the meaningful words the keys of the main lookup. */
    void lookUpMeaningful() {
        keys = keys(meaningful);
    }

    /** The terms of words that are in the index. */
    static List<LookupKey> keys(List<QueryTerm> words) {
        List<LookupKey> keys = new ArrayList<>(words.size() + 1);
        for (QueryTerm word : words) {
            keys.add(word.term().orElseThrow());
        }
        return keys;
    }

    /** Looks up and keeps what is there; as many as there is room for. */
    void addToBucket(List<LookupKey> by) {
        addToBucket(by, limits.bucketMax() - bucket.size());
    }

    /**
     * Looks up and keeps what is there.
     *
     * @param by the keys; the filter is added to them, and stays (addok's intersect extends the
     *     list it is given)
     * @param limit how many at most; not above 0: as many as a bucket takes
     */
    void addToBucket(List<LookupKey> by, int limit) {
        matchedBy(by);
        bucket.addAll(intersect(by, limit));
        tell("add", by);
    }

    /** Looks up and drops what was there. */
    void newBucket(List<LookupKey> by, int limit) {
        matched.clear();
        matchedBy(by);
        int[] found = intersect(by, limit);
        whole = found.length < most(limit) ? new Whole(List.copyOf(by), found) : Whole.NONE;
        bucket.clear();
        bucket.addAll(found);
        tell("replace", by);
    }

    /** Keeps documents that were found otherwise. */
    void addFound(int[] documents, List<? extends LookupKey> by) {
        bucket.addAll(documents);
        tell("scan", by);
    }

    /** Whether any document holds both terms; asked of the index once a search. */
    boolean together(IndexedTerm one, IndexedTerm other) {
        lookups++;
        long low = Math.min(one.ordinal(), other.ordinal());
        long pair = low << Integer.SIZE | Math.max(one.ordinal(), other.ordinal());
        return together.computeIfAbsent(pair, _ -> lookup.cooccur(one, other));
    }

    /** Counts the words among the keys as used. */
    void matchedBy(List<LookupKey> by) {
        for (LookupKey key : by) {
            if (key instanceof IndexedTerm term) {
                matched.add(term);
            }
        }
    }

    /**
     * All documents of the last lookup that filled the bucket anew. The groups of {@link
     * RelatedWords} are the same words most often.
     *
     * @param keys what they were looked up by; nothing where more were found than asked for
     */
    private record Whole(List<LookupKey> keys, int[] documents) {

        static final Whole NONE = new Whole(List.of(), new int[0]);

        boolean isOf(List<LookupKey> others) {
            return keys.size() == others.size()
                    && keys.containsAll(others)
                    && others.containsAll(keys);
        }
    }

    private int[] intersect(List<LookupKey> by, int limit) {
        lookups++;
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
        return whole.documents().length <= most(limit) && whole.isOf(by)
                ? whole.documents()
                : lookup.intersect(by, most(limit));
    }

    private int most(int limit) {
        return limit > 0 ? limit : Math.max(query.wanted(), limits.bucketMax());
    }

    private void tell(String action, List<? extends LookupKey> by) {
        if (trace.isEnabled()) {
            trace.onLookup(action, by, bucket.size());
        }
    }

    /** Enough for the request, and not too many. */
    boolean bucketFull() {
        return bucket.size() >= query.wanted() && bucket.size() < limits.bucketMax();
    }

    /** As many as are ranked at most. */
    boolean bucketOverflow() {
        return bucket.size() >= limits.bucketMax();
    }

    /** Fewer than the request wants. */
    boolean bucketDry() {
        return bucket.size() < query.wanted();
    }

    /** None. */
    boolean bucketEmpty() {
        return bucket.size() == 0;
    }

    /** Whether there are few candidates and one of them is nearly what was asked for. */
    boolean hasCream() {
        return !bucketEmpty()
                && !bucketOverflow()
                && bucket.size() <= limits.bucketMin()
                && judge.countCream(bucket) > 0;
    }

    /** How many of the candidates are nearly what was asked for. */
    int cream() {
        return judge.countCream(bucket);
    }

    /** Whether the lookups so far used enough of the query's words. */
    boolean enoughMatched() {
        return matched.size() >= query.shouldMatch();
    }
}
