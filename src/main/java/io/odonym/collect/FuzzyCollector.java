package io.odonym.collect;

import io.odonym.index.CooccurringTerms;
import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.FuzzyTerms;
import io.odonym.index.terms.IndexedTerm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces one term at a time with each indexed term that is one typing error away, and looks up
 * the replacement together with the other terms (addok's fuzzy.py, fuzzy_collector).
 *
 * <p>Unknown terms are replaced first. If there are still too few candidates, the meaningful terms
 * are replaced as well, first together with the common terms, then without them.
 *
 * <p>As in addok, only replacements that share a document with each of the other terms are looked
 * up. Also as in addok, no term is replaced if the keys include a filter.
 */
final class FuzzyCollector implements Collector {

    @Override
    public String name() {
        return "misspelt";
    }

    @Override
    public boolean collect(CollectionContext context) {
        if (!needsMore(context) || context.unknown().isEmpty() && context.meaningful().isEmpty()) {
            return false;
        }
        Corrections corrections = new Corrections(new FuzzyTerms(context.lookup().dictionary()));
        correctEach(context, context.unknown(), true, corrections);
        if (needsMore(context)) {
            correctEach(context, context.meaningful(), true, corrections);
        }
        if (needsMore(context) && !context.query().common().isEmpty()) {
            correctEach(context, context.meaningful(), false, corrections);
        }
        return false;
    }

    private static boolean needsMore(CollectionContext context) {
        return context.isBucketDry() && !context.hasCream();
    }

    /** Caches the corrections of each term, because a term may be corrected twice in a search. */
    private record Corrections(FuzzyTerms fuzzyTerms, Map<String, int[]> cache) {

        Corrections(FuzzyTerms fuzzyTerms) {
            this(fuzzyTerms, new HashMap<>());
        }

        int[] find(String term) {
            return cache.computeIfAbsent(term, fuzzyTerms::find);
        }
    }

    private static void correctEach(
            CollectionContext context,
            List<QueryTerm> terms,
            boolean withCommon,
            Corrections corrections) {
        terms.sort(QueryTerm.LONGEST_FIRST);
        List<ConjunctionClause> all = new ArrayList<>(context.keys());
        if (withCommon) {
            for (QueryTerm common : context.query().common()) {
                IndexedTerm key = common.indexedTerm();
                if (!context.keys().contains(key)) {
                    all.add(key);
                }
            }
        }
        for (QueryTerm term : terms) {
            if (context.isBucketFull()) {
                return;
            }
            if (!term.isNumeric()) {
                List<ConjunctionClause> others = new ArrayList<>(all);
                term.term().ifPresent(others::remove);
                correct(context, term, others, corrections);
            }
        }
    }

    /** Looks up the corrections of a term, each together with the other keys. */
    private static void correct(
            CollectionContext context,
            QueryTerm term,
            List<ConjunctionClause> others,
            Corrections corrections) {
        if (others.stream().anyMatch(DocumentSet.class::isInstance)
                || !allCooccur(context, others)) {
            return;
        }
        int[] ordinals = corrections.find(term.text());
        Optional<CooccurringTerms> cooccurring =
                context.lookup().cooccurringTerms(others, ordinals.length);
        for (int ordinal : ordinals) {
            if (!context.isBucketDry()) {
                return;
            }
            if (cooccurring.isPresent() && !cooccurring.get().contains(ordinal)) {
                continue;
            }
            IndexedTerm correction = context.lookup().term(ordinal);
            if (!others.contains(correction)) {
                List<ConjunctionClause> keys = new ArrayList<>(others);
                keys.add(correction);
                context.addToBucket(keys);
            }
        }
    }

    /**
     * Returns whether every pair of keys shares a document. If a pair shares none, a lookup of all
     * keys together with a correction finds nothing.
     */
    private static boolean allCooccur(CollectionContext context, List<ConjunctionClause> keys) {
        for (int i = 1; i < keys.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!context.cooccur((IndexedTerm) keys.get(i), (IndexedTerm) keys.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }
}
