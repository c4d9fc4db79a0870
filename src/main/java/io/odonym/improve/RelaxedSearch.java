package io.odonym.improve;

import io.odonym.improve.query.HouseNumberMatchType;
import io.odonym.improve.query.IndexGazetteer;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.WordFormCache;
import io.odonym.improve.roles.Gazetteer;
import io.odonym.improve.roles.QueryReading;
import io.odonym.improve.roles.QueryReadings;
import io.odonym.improve.rules.IntersectionRule;
import io.odonym.improve.rules.ProximityBoostRule;
import io.odonym.index.IndexLookup;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.terms.DocumentSet;
import io.odonym.rank.HouseNumberResultPolicy;
import io.odonym.rank.ScoreFormula;
import io.odonym.rank.ScoredCandidate;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.text.TextAnalysis;
import io.odonym.threads.Deadline;
import io.odonym.threads.SearchTimeoutException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Searches again for a query whose first result does not match well.
 *
 * <p>The relaxed search runs if the first result of the plain search leaves a term of the query or
 * a word of the name unmatched, has a different postcode, or does not have the house number of the
 * query. It applies the {@link ImprovementRules} to the query, retrieves places with {@link
 * RelaxedCandidateRetrieval}, and returns the cheapest places according to {@link
 * RelaxedCandidateRanker}. The results of the plain search are candidates too.
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
    private final RelaxedCandidateRanker evaluator;
    private final ImprovedResultBuilder results;
    private final IntersectionSearch intersections;
    private final SameStreetSelector sameStreets;
    private final Gazetteer gazetteer;
    private long lastQueryId;

    /** Creates a search that uses the index lookup of one thread. */
    public RelaxedSearch(IndexLookup lookup, TextAnalysis text) {
        this.lookup = lookup;
        this.wordForms = new WordFormCache(text);
        this.evaluator = new RelaxedCandidateRanker(lookup, wordForms);
        this.results = new ImprovedResultBuilder(lookup);
        this.intersections = new IntersectionSearch(lookup, evaluator, results);
        this.sameStreets = new SameStreetSelector(lookup);
        this.gazetteer = new IndexGazetteer(lookup, wordForms);
    }

    /**
     * A request for a relaxed search.
     *
     * @param query the query as the user wrote it
     * @param unfinished whether the last term may be the beginning of a longer word
     * @param limit the maximum number of relaxed results
     * @param filter the set of permitted places; empty if all are permitted
     * @param policy whether the search looks for house numbers
     * @param center the latitude and longitude near which places rank higher, in degrees WGS84;
     *     empty if the request has no centre
     * @param explain whether to describe each step in the results
     * @param deadline the time at which the search is aborted
     */
    public record Request(
            String query,
            boolean unfinished,
            int limit,
            Optional<DocumentSet> filter,
            HouseNumberResultPolicy policy,
            double[] center,
            boolean explain,
            Deadline deadline) {

        /** Creates a request without a deadline. */
        public Request(
                String query,
                boolean unfinished,
                int limit,
                Optional<DocumentSet> filter,
                HouseNumberResultPolicy policy,
                double[] center,
                boolean explain) {
            this(query, unfinished, limit, filter, policy, center, explain, Deadline.NONE);
        }

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
     * @throws SearchTimeoutException if the deadline passes
     */
    public RelaxedResults improve(Request request, ScoredCandidate[] plain, PhaseRecorder phases) {
        boolean local = plain.length > 0 && isLocal(request, plain[0]);
        if (local && isCertain(request, plain[0])) {
            return new RelaxedResults(
                    results.buildPlain(
                            plain, _ -> Set.of(), results.numberText(plain[0]), request.policy()),
                    request.explain() ? explainRoles(request, phases) : List.of());
        }
        wordForms.startQuery();
        ImprovementRuleRunner runner = new ImprovementRuleRunner(phases, request.explain());
        QueryReadings all = runner.read(request.query(), gazetteer);
        List<RelaxedResults.Result> intersection = intersection(all, request, plain, runner);
        if (!intersection.isEmpty()) {
            return new RelaxedResults(intersection, runner.attempts());
        }
        List<QueryReading> readings = all.addresses();
        Outcome best = search(readings.getFirst(), request, plain, runner);
        for (QueryReading other : readings.subList(1, readings.size())) {
            if (best.cost() > MAX_GOOD_COST) {
                Outcome outcome = search(other, request, plain, runner);
                boolean better = outcome.cost() < best.cost() - MIN_GAIN;
                best = better && !(best.hasNumber() && !outcome.hasNumber()) ? outcome : best;
            }
        }
        return new RelaxedResults(best.results(), runner.attempts());
    }

    private List<RelaxedResults.Attempt> explainRoles(Request request, PhaseRecorder phases) {
        wordForms.startQuery();
        ImprovementRuleRunner runner = new ImprovementRuleRunner(phases, true);
        runner.read(request.query(), gazetteer);
        return runner.attempts();
    }

    /**
     * The results for one reading of the query.
     *
     * @param cost the cost of the first result, in points
     */
    private record Outcome(double cost, List<RelaxedResults.Result> results) {

        /** Returns whether the first result matches and has the requested house number. */
        boolean hasNumber() {
            return cost <= IntersectionRule.MAX_STREET_COST
                    && !results.isEmpty()
                    && results.getFirst().match() == HouseNumberMatchType.EXACT;
        }
    }

    private RelaxedQuery query(QueryReading reading, Request request) {
        return new RelaxedQuery(
                lookup,
                wordForms,
                ++lastQueryId,
                reading,
                request.unfinished(),
                request.deadline());
    }

    /**
     * Returns the intersection of two streets, followed by the second street. The list is empty if
     * the query describes no corner or has a house number, or if the first result of the plain
     * search matches the whole query.
     */
    private List<RelaxedResults.Result> intersection(
            QueryReadings readings,
            Request request,
            ScoredCandidate[] plain,
            ImprovementRuleRunner runner) {
        Optional<QueryReadings.Corner> corner =
                readings.corner().filter(streets -> !streets.numbered());
        if (corner.isEmpty() || request.policy().required()) {
            return List.of();
        }
        if (plain.length > 0) {
            RelaxedQuery whole = query(readings.whole(), request);
            evaluator.start(whole);
            runner.apply(ImprovementRules.CLASSIFYING, whole);
            if (evaluator.evaluate(whole, plain[0].document(), request).cost() <= MAX_GOOD_COST) {
                return List.of();
            }
        }
        List<RelaxedResults.Result> found =
                intersections.search(
                        corner.get(), request, plain, runner, reading -> query(reading, request));
        return found.stream().limit(request.limit()).toList();
    }

    private Outcome search(
            QueryReading reading,
            Request request,
            ScoredCandidate[] plain,
            ImprovementRuleRunner runner) {
        RelaxedQuery query = query(reading, request);
        evaluator.start(query);
        runner.apply(ImprovementRules.CLASSIFYING, query);
        double plainCost = Double.POSITIVE_INFINITY;
        double costToBeat = Double.POSITIVE_INFINITY;
        double maxCost = MAX_COST;
        boolean stands = false;
        String requestedNumber =
                query.houseNumbers().isEmpty() ? "" : query.houseNumbers().getFirst().asked();
        if (plain.length > 0) {
            boolean local =
                    isLocal(request, plain[0])
                            && (!reading.isArrondissement() || isMunicipality(plain[0]));
            AlignedCandidate first = evaluator.evaluate(query, plain[0].document(), request);
            requestedNumber = first.houseNumber().requested();
            boolean sameNumber = first.houseNumber().number() == plain[0].houseNumber();
            if (first.cost() <= MAX_GOOD_COST && sameNumber && local) {
                return new Outcome(
                        first.cost(),
                        results.buildPlain(
                                plain, _ -> Set.of(), requestedNumber, request.policy()));
            }
            stands = local && first.placeCost() <= MAX_GOOD_COST;
            plainCost = sameNumber ? first.cost() : first.cost() + OTHER_NUMBER_COST;
            costToBeat = plainCost - first.nearnessBonus();
            maxCost =
                    stands
                            ? first.placeCost() + SameStreetSelector.MAX_SPELLING_COST
                            : costToBeat - MIN_GAIN;
        }
        double bonus = request.hasCenter() ? ProximityBoostRule.bonus(0) : 0;
        query.setMaxAlternativeCost(Math.min(MAX_COST, maxCost + bonus));
        runner.apply(ImprovementRules.RELAXING, query);
        List<AlignedCandidate> candidates = evaluator.evaluateAll(query, request, plain, runner);
        boolean replaceable =
                stands
                        ? sameStreets.moveFirst(candidates, plain[0].document())
                        : !candidates.isEmpty();
        List<RelaxedResults.Result> better =
                replaceable && isBetter(candidates.getFirst(), plain, costToBeat)
                        ? build(query, candidates, request)
                        : List.of();
        return better.isEmpty()
                ? new Outcome(
                        plainCost,
                        results.buildPlain(
                                plain,
                                document -> evaluator.conflicts(query, document),
                                requestedNumber,
                                request.policy()))
                : new Outcome(candidates.getFirst().cost(), better);
    }

    private boolean isMunicipality(ScoredCandidate result) {
        return lookup.rankingRecord(result.document()).isMunicipality();
    }

    private List<RelaxedResults.Result> build(
            RelaxedQuery query, List<AlignedCandidate> candidates, Request request) {
        List<RelaxedResults.Result> built = new ArrayList<>();
        int count = Math.min(request.limit(), candidates.size());
        for (AlignedCandidate each : candidates.subList(0, count)) {
            RelaxedResults.Result result =
                    results.build(each, evaluator.correctedQuery(query, each), request);
            if (result.candidate().score() >= ScoreFormula.MIN_SCORE) {
                built.add(result);
            }
        }
        return built;
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
        return !request.hasCenter()
                || result.kilometres() <= ProximityBoostRule.MAX_LOCAL_KILOMETRES;
    }

    /** Returns whether a result is good enough without an alignment. */
    private static boolean isCertain(Request request, ScoredCandidate result) {
        return result.similarity() >= MIN_CERTAIN_SIMILARITY
                && (result.houseNumber() != StoredPlaceReader.NO_NUMBER
                        || request.query().chars().noneMatch(c -> c >= '0' && c <= '9'));
    }
}
