package io.odonym.improve;

import io.odonym.improve.query.AddressConflict;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.query.WordFormCache;
import io.odonym.improve.rules.ProximityBoostRule;
import io.odonym.index.IndexLookup;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.rank.GeoDistance;
import io.odonym.rank.ScoredCandidate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Retrieves the places that a query may refer to and computes the cost of each place.
 *
 * <p>The query is aligned with all retrieved places. House numbers, nearness and fields other than
 * name, city and postcode are evaluated for the cheapest places only. Not thread-safe.
 */
final class RelaxedCandidateRanker {

    /**
     * The share of a term's omission cost that is refunded if another field of the place contains
     * the term.
     */
    private static final double REFUND = 0.9;

    /** The number of places for which the house number and the other fields are evaluated. */
    private static final int MAX_EVALUATED = 20;

    private final IndexLookup lookup;
    private final WordFormCache wordForms;
    private final RelaxedCandidateRetrieval retrieval;
    private final QueryAlignment alignment = new QueryAlignment();
    private final HouseNumberInterpretationSelector houseNumbers;

    /** Creates an evaluator that uses the index lookup and the word cache of one thread. */
    RelaxedCandidateRanker(IndexLookup lookup, WordFormCache wordForms) {
        this.lookup = lookup;
        this.wordForms = wordForms;
        this.retrieval = new RelaxedCandidateRetrieval(lookup, wordForms);
        this.houseNumbers = new HouseNumberInterpretationSelector(lookup.storedPlaces());
    }

    /** A place and its cost without the house number. */
    private record Aligned(
            int document,
            double cost,
            long matchedTerms,
            AppliedImprovements improvements,
            Set<AddressConflict> conflicts) {}

    /** Prepares this evaluator for a new query. */
    void start(RelaxedQuery query) {
        alignment.start(query);
    }

    /**
     * Returns the cheapest places, in ascending order of cost. The candidates are the places that
     * contain terms of the query or their alternatives, and the results of the plain search.
     */
    List<AlignedCandidate> evaluateAll(
            RelaxedQuery query,
            RelaxedSearch.Request request,
            ScoredCandidate[] plain,
            ImprovementRuleRunner runner) {
        long start = System.nanoTime();
        int[] retrieved = retrieval.retrieve(query, request.filter());
        long retrievalEnd = System.nanoTime();
        runner.record(ImprovementRules.RETRIEVAL_PHASE, start, retrievalEnd, retrieved.length);
        List<AlignedCandidate> candidates = new ArrayList<>();
        TreeSet<Integer> documents = documents(query, request, retrieved, plain);
        for (Aligned aligned : alignCheapest(query, documents)) {
            query.deadline().check();
            candidates.add(evaluate(query, aligned, request));
        }
        if (request.policy().required()) {
            candidates.removeIf(each -> !each.houseNumber().isFound());
        }
        candidates.sort(
                Comparator.comparingDouble(AlignedCandidate::rankingCost)
                        .thenComparing(each -> lookup.storedPlaces().id(each.document())));
        runner.record(
                ImprovementRules.ALIGNMENT_PHASE,
                retrievalEnd,
                System.nanoTime(),
                candidates.size());
        return candidates;
    }

    private static TreeSet<Integer> documents(
            RelaxedQuery query,
            RelaxedSearch.Request request,
            int[] retrieved,
            ScoredCandidate[] plain) {
        TreeSet<Integer> documents = new TreeSet<>();
        if (request.filter().isEmpty()) {
            documents.addAll(query.cities().documents());
        }
        for (int document : retrieved) {
            documents.add(document);
        }
        for (ScoredCandidate each : plain) {
            documents.add(each.document());
        }
        return documents;
    }

    /** Aligns the query with all documents and returns the cheapest ones, in document order. */
    private List<Aligned> alignCheapest(RelaxedQuery query, TreeSet<Integer> documents) {
        List<Aligned> aligned = new ArrayList<>(documents.size());
        for (int document : documents) {
            query.deadline().check();
            aligned.add(align(query, document));
        }
        aligned.sort(Comparator.comparingDouble(each -> (float) each.cost()));
        List<Aligned> cheapest = aligned.subList(0, Math.min(MAX_EVALUATED, aligned.size()));
        cheapest.sort(Comparator.comparingInt(Aligned::document));
        return cheapest;
    }

    private Aligned align(RelaxedQuery query, int document) {
        align(query, document, false);
        return new Aligned(
                document,
                alignment.cost(),
                alignment.matchedTerms(),
                alignment.improvements(),
                alignment.conflicts());
    }

    private void align(RelaxedQuery query, int document, boolean correct) {
        RankingRecord place = lookup.rankingRecord(document);
        WordForm[][] names = new WordForm[place.nameCount()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = wordForms.get(place.bytes(), place.nameStart(i), place.nameLength(i));
        }
        alignment.align(place, names, query.certainHouseNumber(), correct);
    }

    /** Returns the parts of the address in which a place differs from the query. */
    Set<AddressConflict> conflicts(RelaxedQuery query, int document) {
        return align(query, document).conflicts();
    }

    /** Evaluates a single place and returns it with its cost. */
    AlignedCandidate evaluate(RelaxedQuery query, int document, RelaxedSearch.Request request) {
        return evaluate(query, align(query, document), request);
    }

    /**
     * Returns the house number of the query, followed by the query with its matched terms replaced
     * with the words of the place.
     */
    String correctedQuery(RelaxedQuery query, AlignedCandidate candidate) {
        align(query, candidate.document(), true);
        String number = candidate.houseNumber().text();
        return number.isEmpty()
                ? alignment.correctedQuery()
                : number + " " + alignment.correctedQuery();
    }

    private AlignedCandidate evaluate(
            RelaxedQuery query, Aligned aligned, RelaxedSearch.Request request) {
        int document = aligned.document();
        RankingRecord place = lookup.rankingRecord(document);
        double latitude = place.latitude();
        double longitude = place.longitude();
        HouseNumberInterpretationSelector.Choice number =
                request.policy().allowed()
                        ? houseNumbers.choose(
                                query, document, aligned.matchedTerms(), !place.isMunicipality())
                        : HouseNumberInterpretationSelector.Choice.NONE;
        if (number.isFound()
                && !request.policy()
                        .filter()
                        .accepts(lookup.storedPlaces(), document, number.number())) {
            number = number.withoutNumber();
        }
        double kilometres = 0;
        double nearnessBonus = 0;
        if (request.hasCenter()) {
            if (number.isFound()) {
                latitude = lookup.storedPlaces().houseNumbers(document).latitude(number.number());
                longitude = lookup.storedPlaces().houseNumbers(document).longitude(number.number());
            }
            kilometres =
                    GeoDistance.kilometres(
                            latitude, longitude, request.center()[0], request.center()[1]);
            nearnessBonus = ProximityBoostRule.bonus(kilometres);
        }
        AppliedImprovements improvements = aligned.improvements();
        if (number.moved() && number.isFound()) {
            improvements = improvements.with(ImprovementRules.HOUSE_NUMBER_POSITION);
        }
        double placeCost = aligned.cost() - refund(query, aligned);
        return new AlignedCandidate(
                document,
                placeCost + number.cost(),
                placeCost,
                aligned.conflicts(),
                kilometres,
                nearnessBonus,
                lookup.importance(document),
                number,
                improvements);
    }

    /**
     * Returns the refund for unmatched terms that occur in other fields of the place, such as a
     * former city.
     */
    private double refund(RelaxedQuery query, Aligned aligned) {
        long unmatched = ~aligned.matchedTerms() & ~query.houseNumberTerms();
        double refund = 0;
        for (int i = query.addressStart(); i < query.termCount(); i++) {
            if (TermMask.contains(unmatched, i)
                    && query.isOrdinaryWord(i)
                    && !query.term(i).isStopWord()) {
                Optional<IndexedTerm> term = lookup.findTerm(query.term(i).token());
                if (term.isPresent()
                        && lookup.containsAll(aligned.document(), List.of(term.get()))) {
                    refund += REFUND * query.omissionCost(i);
                }
            }
        }
        return refund;
    }
}
