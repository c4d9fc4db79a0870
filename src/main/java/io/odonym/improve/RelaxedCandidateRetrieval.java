package io.odonym.improve;

import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermAlternative;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.query.WordFormCache;
import io.odonym.improve.rules.ExtraWordRule;
import io.odonym.improve.rules.MisspeltWordRule;
import io.odonym.improve.tokens.TokenRole;
import io.odonym.index.IndexLookup;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Retrieves the places that are worth aligning with the query: those that contain the most terms of
 * the query or their alternatives, weighted by rarity.
 *
 * <p>The score of a place is a sum over the terms of the query. Each term adds the highest weight
 * among its alternatives that the place contains. The weight of an alternative is the logarithm of
 * its rarity, reduced by its cost. Alternatives with a long posting list retrieve no places; they
 * only raise the score of places that other alternatives retrieve. Terms that are repeated in the
 * query are read once, with a multiple of their weight. Not thread-safe.
 */
final class RelaxedCandidateRetrieval {

    /** The maximum number of places that are returned. */
    static final int MAX_CANDIDATES = 32;

    /** An index token is common if more places than this contain it. */
    private static final int MAX_RARE_DOCUMENTS = 30_000;

    /** An index token is also common if more than one in ten places contains it. */
    private static final int RARE_FRACTION_DIVISOR = 10;

    /** The number of postings per term after which no further alternatives of the term are read. */
    private static final int MAX_POSTINGS_PER_TERM = 50_000;

    /**
     * The maximum number of postings read for all terms together, which bounds the time of a query.
     * If a query has more than twenty different terms, they get equal shares of this number.
     */
    private static final int MAX_POSTINGS = 1_000_000;

    /**
     * The number of places for which the common tokens are added to the score: one in this many
     * places of the index, within the bounds.
     */
    private static final int RESCORED_DIVISOR = 600;

    private static final int MIN_RESCORED = 250;
    private static final int MAX_RESCORED = 1000;

    /** The number of postings above which a required term does not make the retrieval faster. */
    private static final int MAX_REQUIRED_POSTINGS = 2000;

    private static final double WEIGHT_LOSS_PER_POINT = 0.2;
    private static final double MIN_WEIGHT_FACTOR = 0.25;

    /**
     * The cost that reduces the weight of a postcode. The rarity of a postcode overstates its
     * significance, because a postcode is wrong more often than a name.
     */
    private static final double POSTCODE_COST = 2.5;

    private final IndexLookup lookup;
    private final WordFormCache wordForms;
    private final CandidateTable table = new CandidateTable();

    RelaxedCandidateRetrieval(IndexLookup lookup, WordFormCache wordForms) {
        this.lookup = lookup;
        this.wordForms = wordForms;
    }

    /**
     * Returns the places with the highest scores.
     *
     * @param filter the set of permitted places; empty if all are permitted
     * @return the documents, in ascending order
     */
    int[] retrieve(RelaxedQuery query, Optional<DocumentSet> filter) {
        table.clear();
        Map<Integer, Map<IndexedTerm, Double>> weights = distinctWeights(query);
        Map<Integer, Map<IndexedTerm, Double>> common = new TreeMap<>();
        int maxPostings =
                Math.min(MAX_POSTINGS_PER_TERM, MAX_POSTINGS / Math.max(1, weights.size()));
        int required = requiredTerm(query, weights);
        if (required >= 0) {
            return retrieveByRequiredTerm(query, filter, weights, required);
        }
        weights.forEach((i, each) -> common.put(i, addRare(query, i, each, maxPostings)));
        if (filter.isPresent()) {
            table.retain(filter.get(), lookup);
        }
        int[] best = table.best(maxRescored());
        if (best.length <= MAX_CANDIDATES) {
            return best;
        }
        common.forEach((i, each) -> addCommon(query, each, best, i));
        return table.best(MAX_CANDIDATES);
    }

    /**
     * Returns the required term that has the fewest postings. A term is required if a place without
     * the term would be too expensive to replace the first result of the plain search. A
     * misspelling of the term would also be too expensive, so places are retrieved by the known
     * alternatives of the term only.
     *
     * @return the index of the term; -1 if there is none with few postings
     */
    private static int requiredTerm(
            RelaxedQuery query, Map<Integer, Map<IndexedTerm, Double>> weights) {
        if (query.maxAlternativeCost() >= MisspeltWordRule.ONE_EDIT_COST) {
            return -1;
        }
        long replaced = query.joinedTerms();
        for (TermAlternative alternative : query.multiTermAlternatives()) {
            replaced |= alternative.terms();
        }
        int best = -1;
        long fewest = MAX_REQUIRED_POSTINGS;
        for (Map.Entry<Integer, Map<IndexedTerm, Double>> each : weights.entrySet()) {
            int i = each.getKey();
            long postings =
                    each.getValue().keySet().stream().mapToLong(IndexedTerm::documentCount).sum();
            if (postings > 0
                    && postings < fewest
                    && query.role(i) == TokenRole.NAME
                    && query.isKnown(i)
                    && query.isOrdinaryWord(i)
                    && query.omissionCost(i) > query.maxAlternativeCost()
                    && !TermMask.contains(replaced, i)) {
                best = i;
                fewest = postings;
            }
        }
        return best;
    }

    /** Returns the places with the highest scores among those that match a term. */
    private int[] retrieveByRequiredTerm(
            RelaxedQuery query,
            Optional<DocumentSet> filter,
            Map<Integer, Map<IndexedTerm, Double>> weights,
            int required) {
        addCommonTerms(addRare(query, required, weights.get(required), MAX_POSTINGS), required);
        if (filter.isPresent()) {
            table.retain(filter.get(), lookup);
        }
        int[] documents = table.best(MAX_REQUIRED_POSTINGS);
        weights.forEach(
                (i, each) -> {
                    if (i != required) {
                        addCommon(query, each, documents, i);
                    }
                });
        return table.best(MAX_CANDIDATES);
    }

    /** Adds the places that contain a common alternative of a term. */
    private void addCommonTerms(Map<IndexedTerm, Double> common, int i) {
        common.forEach(
                (token, weight) ->
                        lookup.forEachDocument(
                                token, document -> table.add(document, weight.floatValue(), i)));
    }

    /**
     * Returns the weights of each term that is not a stop word, keyed by term index. Terms with the
     * same weights, which are repetitions of a term, have only one entry. Its weights are
     * multiplied by the number of repetitions.
     */
    private Map<Integer, Map<IndexedTerm, Double>> distinctWeights(RelaxedQuery query) {
        Map<Map<IndexedTerm, Double>, List<Integer>> termsByWeights = new LinkedHashMap<>();
        for (int i = 0; i < query.termCount(); i++) {
            if (!query.term(i).isStopWord()) {
                query.deadline().check();
                termsByWeights.computeIfAbsent(weights(query, i), _ -> new ArrayList<>()).add(i);
            }
        }
        Map<Integer, Map<IndexedTerm, Double>> distinct = new TreeMap<>();
        termsByWeights.forEach(
                (weights, terms) -> {
                    int count = terms.size();
                    if (count > 1) {
                        weights.replaceAll((_, weight) -> weight * count);
                    }
                    distinct.put(terms.getFirst(), weights);
                });
        return distinct;
    }

    /**
     * Adds the places that contain a rare alternative of a term.
     *
     * @param weights the weights of the alternatives of the term
     * @param maxPostings the number of postings after which no further alternatives are read
     * @return the common alternatives of the term, with their weights
     */
    private Map<IndexedTerm, Double> addRare(
            RelaxedQuery query, int i, Map<IndexedTerm, Double> weights, int maxPostings) {
        Map<IndexedTerm, Double> common = new HashMap<>();
        List<Map.Entry<IndexedTerm, Double>> rare = new ArrayList<>();
        for (Map.Entry<IndexedTerm, Double> each : weights.entrySet()) {
            if (each.getKey().documentCount() <= maxRareDocuments()) {
                rare.add(each);
            } else {
                common.put(each.getKey(), each.getValue());
            }
        }
        rare.sort(Map.Entry.<IndexedTerm, Double>comparingByValue().reversed());
        int postings = 0;
        for (Map.Entry<IndexedTerm, Double> each : rare) {
            if (postings >= maxPostings) {
                break;
            }
            query.deadline().check();
            float weight = each.getValue().floatValue();
            lookup.forEachDocument(each.getKey(), document -> table.add(document, weight, i));
            postings += each.getKey().documentCount();
        }
        return common;
    }

    private void addCommon(
            RelaxedQuery query, Map<IndexedTerm, Double> weights, int[] documents, int i) {
        weights.forEach(
                (token, weight) -> {
                    query.deadline().check();
                    lookup.forEachDocument(
                            token,
                            documents,
                            documents.length,
                            document -> table.add(document, weight.floatValue(), i));
                });
    }

    private int maxRescored() {
        return Math.clamp(lookup.documentCount() / RESCORED_DIVISOR, MIN_RESCORED, MAX_RESCORED);
    }

    private int maxRareDocuments() {
        return Math.min(MAX_RARE_DOCUMENTS, lookup.documentCount() / RARE_FRACTION_DIVISOR);
    }

    /** Returns the index tokens of a term and of its alternatives, with their weights. */
    private Map<IndexedTerm, Double> weights(RelaxedQuery query, int i) {
        Map<IndexedTerm, Double> weights = new HashMap<>();
        WordForm term = query.term(i);
        boolean ignored =
                term.text().length() == 1
                        || query.role(i) == TokenRole.UNIT
                        || i < query.addressStart() && ExtraWordRule.isExtraWord(term.text())
                        || TermMask.contains(query.certainHouseNumber(), i);
        if (!ignored) {
            double cost = query.isPostcodeLike(i) ? POSTCODE_COST : 0;
            addWeights(weights, term.text(), cost, Double.MAX_VALUE);
        }
        // If the index contains the term, a rarer alternative must not get a higher weight than the
        // term itself.
        double maxRarity =
                weights.values().stream().mapToDouble(each -> each).max().orElse(Double.MAX_VALUE);
        for (TermAlternative alternative : query.alternatives()) {
            if (Long.numberOfTrailingZeros(alternative.terms()) == i
                    && !(ignored && Long.bitCount(alternative.terms()) == 1)) {
                addWeights(weights, alternative.word(), alternative.cost(), maxRarity);
            }
        }
        return weights;
    }

    private void addWeights(
            Map<IndexedTerm, Double> weights, String word, double cost, double maxRarity) {
        double factor = Math.max(MIN_WEIGHT_FACTOR, 1 - WEIGHT_LOSS_PER_POINT * cost);
        for (IndexedTerm token : wordForms.get(word).indexedTerms(lookup)) {
            double rarity = Math.log(1 + (double) lookup.documentCount() / token.documentCount());
            weights.merge(token, Math.min(rarity, maxRarity) * factor, Math::max);
        }
    }
}
