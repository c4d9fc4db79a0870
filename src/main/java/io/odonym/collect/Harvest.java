package io.odonym.collect;

import io.odonym.index.Key;
import io.odonym.index.Lookup;
import io.odonym.index.Term;
import io.odonym.telemetry.Phases;

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
public final class Harvest {

    private final Query query;
    private final Lookup lookup;
    private final Limits limits;
    private final Judge judge;
    private final Trace trace;
    private final Bucket bucket;
    private final Set<Term> matched = new HashSet<>();

    /** By the numbers of two terms, the lower one in front. */
    private final Map<Long, Boolean> together = new HashMap<>();

    private final List<Word> words;
    private final List<Word> meaningful;
    private final List<Word> unknown;
    private List<Key> keys = new ArrayList<>();
    private Whole whole = Whole.NONE;
    private int lookups;

    /** Starts with an empty bucket. */
    public Harvest(
            Query query, Lookup lookup, Limits limits, Judge judge, Trace trace, Bucket bucket) {
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
     * @throws OutOfTimeException where that time is over
     */
    public void gather(List<Collector> collectors, Duration patience, Phases phases) {
        long begin = System.nanoTime();
        long start = begin;
        for (Collector collector : collectors) {
            int before = lookups;
            boolean enough = collector.collect(this);
            long end = System.nanoTime();
            if (enough || lookups != before) {
                phases.add(collector.name(), start, end, bucket.size());
            }
            if (trace.listens()) {
                trace.collector(collector.name(), bucket.size(), end - start);
            }
            start = end;
            if (enough) {
                return;
            }
            if (end - begin > patience.toNanos()) {
                throw new OutOfTimeException(patience);
            }
        }
    }

    /** What is searched. */
    Query query() {
        return query;
    }

    Lookup lookup() {
        lookups++;
        return lookup;
    }

    Limits limits() {
        return limits;
    }

    Bucket bucket() {
        return bucket;
    }

    /** All words, to be reordered. */
    List<Word> words() {
        return words;
    }

    /** The words looked up together, to be reordered or added to. */
    List<Word> meaningful() {
        return meaningful;
    }

    /** The words that no document holds, to be reordered. */
    List<Word> unknown() {
        return unknown;
    }

    /** The keys of the main lookup; the filter is among them once it was used. */
    List<Key> keys() {
        return keys;
    }

    /** Makes the meaningful words the keys of the main lookup. */
    void lookUpMeaningful() {
        keys = keys(meaningful);
    }

    /** The terms of words that are in the index. */
    static List<Key> keys(List<Word> words) {
        List<Key> keys = new ArrayList<>(words.size() + 1);
        for (Word word : words) {
            keys.add(word.term().orElseThrow());
        }
        return keys;
    }

    /** Looks up and keeps what is there; as many as there is room for. */
    void addToBucket(List<Key> by) {
        addToBucket(by, limits.bucketMax() - bucket.size());
    }

    /**
     * Looks up and keeps what is there.
     *
     * @param by the keys; the filter is added to them, and stays (addok's intersect extends the
     *     list it is given)
     * @param limit how many at most; not above 0: as many as a bucket takes
     */
    void addToBucket(List<Key> by, int limit) {
        matchedBy(by);
        bucket.addAll(intersect(by, limit));
        tell("add", by);
    }

    /** Looks up and drops what was there. */
    void newBucket(List<Key> by, int limit) {
        matched.clear();
        matchedBy(by);
        int[] found = intersect(by, limit);
        whole = found.length < most(limit) ? new Whole(List.copyOf(by), found) : Whole.NONE;
        bucket.clear();
        bucket.addAll(found);
        tell("replace", by);
    }

    /** Keeps documents that were found otherwise. */
    void addFound(int[] documents, List<? extends Key> by) {
        bucket.addAll(documents);
        tell("scan", by);
    }

    /** Whether any document holds both terms; asked of the index once a search. */
    boolean together(Term one, Term other) {
        lookups++;
        long low = Math.min(one.number(), other.number());
        long pair = low << Integer.SIZE | Math.max(one.number(), other.number());
        return together.computeIfAbsent(pair, _ -> lookup.together(one, other));
    }

    /** Counts the words among the keys as used. */
    void matchedBy(List<Key> by) {
        for (Key key : by) {
            if (key instanceof Term term) {
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
    private record Whole(List<Key> keys, int[] documents) {

        static final Whole NONE = new Whole(List.of(), new int[0]);

        boolean isOf(List<Key> others) {
            return keys.size() == others.size()
                    && keys.containsAll(others)
                    && others.containsAll(keys);
        }
    }

    private int[] intersect(List<Key> by, int limit) {
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

    private void tell(String action, List<? extends Key> by) {
        if (trace.listens()) {
            trace.lookup(action, by, bucket.size());
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
                && judge.cream(bucket) > 0;
    }

    /** How many of the candidates are nearly what was asked for. */
    int cream() {
        return judge.cream(bucket);
    }

    /** Whether the lookups so far used enough of the query's words. */
    boolean enoughMatched() {
        return matched.size() >= query.shouldMatch();
    }
}
