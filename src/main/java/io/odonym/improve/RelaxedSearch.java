package io.odonym.improve;

import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.WordFormCache;
import io.odonym.improve.rules.NearCentreRule;
import io.odonym.index.IndexLookup;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.terms.DocumentSet;
import io.odonym.rank.HouseNumberPolicy;
import io.odonym.rank.ScoreFormula;
import io.odonym.rank.ScoredCandidate;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches again for a query whose first result does not match well.
 *
 * <p>The relaxed search runs if the first result of the plain search leaves a term of the query or
 * a word of the name unmatched, has a different postcode, or does not have the house number of the
 * query. It applies the {@link Improvements} to the query, retrieves places with {@link
 * CandidateRetrieval}, and returns the cheapest places according to {@link CandidateEvaluator}. The
 * results of the plain search are candidates too.
 *
 * <p>Not thread-safe.
 */
public final class RelaxedSearch {

    /** The maximum cost of a first result that is good enough. */
    private static final double MAX_GOOD_COST = 0.45;

    /** The minimum label similarity of a first result that is good enough without an alignment. */
    private static final double MIN_CERTAIN_SIMILARITY = 0.97;

    /** The minimum difference in cost for another place to replace the first result. */
    private static final double MIN_GAIN = 0.1;

    /** The maximum cost of a relaxed result. */
    private static final double MAX_COST = 3.8;

    /**
     * The additional cost of a first result that does not include the house number of the query.
     */
    private static final double OTHER_NUMBER_COST = 0.7;

    private final IndexLookup lookup;
    private final WordFormCache wordForms;
    private final CandidateEvaluator evaluator;
    private final ImprovedResultBuilder results;
    private long lastQueryId;

    /** Creates a search that uses the index lookup of one thread. */
    public RelaxedSearch(IndexLookup lookup, TextAnalysis text) {
        this.lookup = lookup;
        this.wordForms = new WordFormCache(text);
        this.evaluator = new CandidateEvaluator(lookup, wordForms);
        this.results = new ImprovedResultBuilder(lookup);
    }

    /**
     * A request for a relaxed search.
     *
     * @param folded the folded query
     * @param unfinished whether the last term may be the beginning of a longer word
     * @param limit the maximum number of relaxed results
     * @param filter the set of permitted places; empty if all are permitted
     * @param policy whether the search looks for house numbers
     * @param center the latitude and longitude near which places rank higher, in degrees WGS84;
     *     empty if the request has no centre
     * @param explain whether to describe each step in the results
     */
    public record Request(
            String folded,
            boolean unfinished,
            int limit,
            Optional<DocumentSet> filter,
            HouseNumberPolicy policy,
            double[] center,
            boolean explain) {

        boolean hasCenter() {
            return center.length > 0;
        }
    }

    /**
     * Returns the results of the relaxed search if they are better than those of the plain search,
     * and otherwise the results of the plain search.
     *
     * @param plain the results of the plain search, best first
     * @param phases records the duration of each improvement
     */
    public ImprovedResults improve(Request request, ScoredCandidate[] plain, PhaseRecorder phases) {
        boolean local = plain.length > 0 && isLocal(request, plain[0]);
        if (local && isCertain(request, plain[0])) {
            return plainResults(request, plain, "", List.of());
        }
        wordForms.startQuery();
        RelaxedQuery query =
                new RelaxedQuery(
                        lookup, wordForms, ++lastQueryId, request.folded(), request.unfinished());
        evaluator.start(query);
        RuleRunner runner = new RuleRunner(phases, request.explain());
        runner.apply(Improvements.CLASSIFYING, query);
        double costToBeat = Double.POSITIVE_INFINITY;
        String requestedNumber =
                query.houseNumbers().isEmpty() ? "" : query.houseNumbers().getFirst().text();
        if (plain.length > 0) {
            AlignedCandidate first = evaluator.evaluate(query, plain[0].document(), request);
            requestedNumber = first.houseNumber().requested();
            boolean sameNumber = first.houseNumber().number() == plain[0].houseNumber();
            if (first.cost() <= MAX_GOOD_COST && sameNumber && local) {
                return plainResults(request, plain, requestedNumber, runner.attempts());
            }
            double cost = sameNumber ? first.cost() : first.cost() + OTHER_NUMBER_COST;
            costToBeat = cost - first.nearnessBonus();
        }
        runner.apply(Improvements.RELAXING, query);
        List<AlignedCandidate> candidates = evaluator.evaluateAll(query, request, plain, runner);
        List<ImprovedResults.Result> better =
                candidates.isEmpty() || !isBetter(candidates.getFirst(), plain, costToBeat)
                        ? List.of()
                        : build(query, candidates, request);
        return better.isEmpty()
                ? plainResults(request, plain, requestedNumber, runner.attempts())
                : new ImprovedResults(better, runner.attempts());
    }

    private List<ImprovedResults.Result> build(
            RelaxedQuery query, List<AlignedCandidate> candidates, Request request) {
        List<ImprovedResults.Result> built = new ArrayList<>();
        int count = Math.min(request.limit(), candidates.size());
        for (AlignedCandidate each : candidates.subList(0, count)) {
            ImprovedResults.Result result =
                    results.build(each, evaluator.correctedQuery(query, each), request);
            if (result.candidate().score() >= ScoreFormula.MIN_SCORE) {
                built.add(result);
            }
        }
        return built;
    }

    private ImprovedResults plainResults(
            Request request,
            ScoredCandidate[] plain,
            String requestedNumber,
            List<ImprovedResults.Attempt> attempts) {
        return new ImprovedResults(
                results.buildPlain(plain, requestedNumber, request.policy()), attempts);
    }

    private static boolean isBetter(
            AlignedCandidate best, ScoredCandidate[] plain, double costToBeat) {
        if (best.cost() > MAX_COST) {
            return false;
        }
        if (plain.length == 0) {
            return true;
        }
        boolean sameResult =
                best.document() == plain[0].document()
                        && best.houseNumber().number() == plain[0].houseNumber();
        return !sameResult && best.cost() - best.nearnessBonus() <= costToBeat - MIN_GAIN;
    }

    /**
     * Returns whether a result is near the centre of the request. Also returns true if the request
     * has no centre.
     */
    private static boolean isLocal(Request request, ScoredCandidate result) {
        return !request.hasCenter() || result.kilometres() <= NearCentreRule.MAX_LOCAL_KILOMETRES;
    }

    /** Returns whether a result is good enough without an alignment. */
    private static boolean isCertain(Request request, ScoredCandidate result) {
        return result.similarity() >= MIN_CERTAIN_SIMILARITY
                && (result.houseNumber() != StoredPlaceReader.NO_NUMBER
                        || !containsDigit(request.folded()));
    }

    private static boolean containsDigit(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
