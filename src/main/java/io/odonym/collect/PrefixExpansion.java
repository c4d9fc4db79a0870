package io.odonym.collect;

import io.odonym.index.CooccurringTerms;
import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.TermDictionary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Treats the last word of a query as a prefix and expands it into the indexed terms that start with
 * it (addok 1.3.2, autocomplete.py).
 *
 * <p>addok stores an edge n-gram index: the prefixes of 3 to 20 letters of each term that is not a
 * number, and the pairs of terms that share a document. Here, the terms that start with a prefix
 * are a range of the sorted dictionary. The posting lists show whether two terms share a document.
 * This is checked only if it affects the result, because a lookup of terms that share no document
 * finds nothing anyway.
 *
 * <p>Call the fluent methods to configure an instance, and use it once. Not thread-safe.
 */
final class PrefixExpansion {

    /** The minimum length of a prefix in letters (addok's MIN_EDGE_NGRAMS). */
    private static final int MIN_PREFIX_LENGTH = 3;

    /** The maximum length of a prefix in letters (addok's MAX_EDGE_NGRAMS). */
    private static final int MAX_PREFIX_LENGTH = 20;

    private final CollectionContext context;
    private final List<QueryTerm> terms;
    private boolean excludeCommon;
    private boolean nearbyOnly;
    private boolean cooccurringOnly;

    private PrefixExpansion(CollectionContext context, List<QueryTerm> terms) {
        this.context = context;
        this.terms = terms;
    }

    /**
     * Creates an expansion of the query's last word.
     *
     * @param terms the terms to look up together with each completion; the last word of the query
     *     is ignored
     */
    static PrefixExpansion of(CollectionContext context, List<QueryTerm> terms) {
        return new PrefixExpansion(context, terms);
    }

    /** Excludes completions that are common terms. */
    PrefixExpansion excludeCommon() {
        excludeCommon = true;
        return this;
    }

    /** Restricts the lookups to the documents near the centre, if the request has a centre. */
    PrefixExpansion nearbyOnly() {
        nearbyOnly = true;
        return this;
    }

    /**
     * Excludes completions that do not share a document with each of the other terms. These
     * completions do not count as matched terms.
     */
    PrefixExpansion cooccurringOnly() {
        cooccurringOnly = true;
        return this;
    }

    /**
     * Adds the documents that match a completion and the other terms to the bucket, best
     * completions first, until the bucket overflows. If the last word itself is not in the index,
     * all completions are looked up.
     */
    void addToBucket() {
        String prefix = context.query().lastToken();
        if (prefix.length() < MIN_PREFIX_LENGTH || prefix.length() > MAX_PREFIX_LENGTH) {
            return;
        }
        List<ConjunctionClause> others = new ArrayList<>();
        for (QueryTerm term : terms) {
            if (!term.last()) {
                others.add(term.indexedTerm());
            }
        }
        boolean isPrefixUnknown =
                context.unknown().stream().anyMatch(term -> term.text().equals(prefix));
        TermDictionary dictionary = context.lookup().dictionary();
        TermDictionary.OrdinalRange range = dictionary.prefixRange(prefix);
        Optional<CooccurringTerms> cooccurring = cooccurringTerms(others, range.size());
        boolean byWeight = terms.size() == 1;
        PrefixExpansionQueue queue =
                cooccurring
                        .map(
                                among ->
                                        PrefixExpansionQueue.ofCooccurring(
                                                among, dictionary, prefix, range, byWeight))
                        .orElseGet(
                                () ->
                                        PrefixExpansionQueue.ofAll(
                                                dictionary, prefix, range, byWeight));
        int last = TermDictionary.ABSENT;
        while (!queue.isEmpty() && (isPrefixUnknown || !context.isBucketOverflowing())) {
            last = queue.poll();
            if (isEligible(dictionary, last, others)) {
                List<ConjunctionClause> keys = new ArrayList<>(others);
                keys.add(context.lookup().term(last));
                if (nearbyOnly) {
                    context.query().nearby().ifPresent(keys::add);
                }
                context.addToBucket(keys);
            }
        }
        if (cooccurring.isPresent() && !context.hasEnoughMatchedTerms()) {
            markMatchedWithoutLookup(
                    PrefixExpansionQueue.ofAll(dictionary, prefix, range, byWeight),
                    dictionary,
                    others,
                    queue.isEmpty() ? TermDictionary.ABSENT : last);
        }
    }

    private boolean isEligible(
            TermDictionary dictionary, int ordinal, List<ConjunctionClause> others) {
        if (excludeCommon
                && dictionary.documentCount(ordinal) > context.limits().commonThreshold()) {
            return false;
        }
        IndexedTerm completion = context.lookup().term(ordinal);
        return !others.contains(completion)
                && (!cooccurringOnly || cooccursWithAll(completion, others));
    }

    /**
     * Marks skipped completions as matched, until enough terms have matched. addok looks these
     * completions up, finds no document, and counts them as matched.
     *
     * @param last the completion that made the bucket overflow, after which addok stops; {@link
     *     TermDictionary#ABSENT} if the bucket did not overflow
     */
    private void markMatchedWithoutLookup(
            PrefixExpansionQueue all,
            TermDictionary dictionary,
            List<ConjunctionClause> others,
            int last) {
        while (!all.isEmpty() && !context.hasEnoughMatchedTerms()) {
            int ordinal = all.poll();
            if (isEligible(dictionary, ordinal, others)) {
                List<ConjunctionClause> keys = new ArrayList<>(others);
                keys.add(context.lookup().term(ordinal));
                context.markMatched(keys);
            }
            if (ordinal == last) {
                return;
            }
        }
    }

    /**
     * Returns the terms that share a document with all the other keys, if this is cheap to compute.
     * Completions that are not among these terms need no lookup.
     */
    private Optional<CooccurringTerms> cooccurringTerms(
            List<ConjunctionClause> others, int completions) {
        if (others.isEmpty()) {
            return Optional.empty();
        }
        List<ConjunctionClause> keys = new ArrayList<>(others);
        context.query().filter().ifPresent(keys::add);
        if (nearbyOnly) {
            context.query().nearby().ifPresent(keys::add);
        }
        return context.lookup().cooccurringTerms(keys, completions);
    }

    private boolean cooccursWithAll(IndexedTerm completion, List<ConjunctionClause> others) {
        for (ConjunctionClause other : others) {
            if (!context.lookup().cooccur(completion, (IndexedTerm) other)) {
                return false;
            }
        }
        return true;
    }
}
