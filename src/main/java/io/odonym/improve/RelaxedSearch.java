package io.odonym.improve;

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
 * The second search of a query that the first found nothing good for.
 *
 * <p>It runs where the first result of the plain search does not account for the query: a word of
 * the query or of the result's name is left over, the postcode is another, or a number of the query
 * is no house number of the result. Then every improvement of {@link Improvements#ALL} adds its
 * readings, {@link CandidateRetrieval} looks up the places that hold them, and {@link
 * CandidateEvaluator} says which place costs least. The plain search's own results are judged
 * beside them.
 *
 * <p>One search at a time.
 */
public final class RelaxedSearch {

    /** The plain search is good enough where its first result costs at most this. */
    private static final double GOOD = 0.45;

    /** A label that is so like the query, with its number found, accounts for it. */
    private static final double SURE = 0.97;

    /** How much cheaper another place must be than the plain search's first. */
    private static final double MARGIN = 0.1;

    /** A place that costs more is not what was asked for. */
    private static final double MOST = 3.8;

    /** The plain search's first result is the right street, but shows another number or none. */
    private static final double NUMBER_NOT_SHOWN = 0.7;

    /** So many improvements say what the words are; the others only add readings. */
    private static final int JUDGING = 2;

    private final IndexLookup lookup;
    private final WordFormCache forms;
    private final CandidateEvaluator candidates;
    private final ImprovedResultBuilder results;
    private long queries;

    /** Over one thread's cursors. */
    public RelaxedSearch(IndexLookup lookup, TextAnalysis text) {
        this.lookup = lookup;
        this.forms = new WordFormCache(text);
        this.candidates = new CandidateEvaluator(lookup, forms);
        this.results = new ImprovedResultBuilder(lookup);
    }

    /**
     * What is searched.
     *
     * @param folded the folded query
     * @param unfinished whether its last word may be the beginning of a longer one
     * @param limit how many results are wanted
     * @param filter what they must be in
     * @param rule whether house numbers are looked for
     * @param center near which places rank higher: latitude and longitude; empty for none
     * @param explain whether what was tried is told
     */
    public record Request(
            String folded,
            boolean unfinished,
            int limit,
            Optional<DocumentSet> filter,
            HouseNumberPolicy rule,
            double[] center,
            boolean explain) {}

    /** Better results than the plain search's where there are any, else these. */
    public ImprovedResults improve(Request request, ScoredCandidate[] plain, PhaseRecorder phases) {
        boolean here = plain.length > 0 && isHere(request, plain[0]);
        if (here && isSure(request, plain[0])) {
            return plain(request, plain, "", new RuleRunner(phases, false));
        }
        forms.startQuery();
        RelaxedQuery attempt =
                new RelaxedQuery(lookup, forms, ++queries, request.folded(), request.unfinished());
        candidates.start(attempt);
        RuleRunner steps = new RuleRunner(phases, request.explain());
        // The first two say what every word is; the plain search's first result is judged by them.
        steps.run(0, JUDGING, attempt);
        double plainCost = Double.POSITIVE_INFINITY;
        double plainNear = 0;
        String wanted = attempt.numbers().isEmpty() ? "" : attempt.numbers().getFirst().text();
        if (plain.length > 0) {
            AlignedCandidate first = candidates.of(attempt, plain[0].document(), request);
            wanted = first.number().wanted();
            plainCost = first.cost();
            plainNear = first.near();
            boolean sameNumber = first.number().number() == plain[0].houseNumber();
            if (plainCost <= GOOD && sameNumber && here) {
                return plain(request, plain, wanted, steps);
            }
            if (!sameNumber) {
                plainCost += NUMBER_NOT_SHOWN;
            }
        }
        steps.run(JUDGING, Improvements.ALL.size(), attempt);
        List<AlignedCandidate> found = candidates.all(attempt, request, plain, steps);
        if (found.isEmpty() || isNoBetter(found.getFirst(), plain, plainCost - plainNear)) {
            return plain(request, plain, wanted, steps);
        }
        List<ImprovedResults.Result> better = new ArrayList<>();
        for (AlignedCandidate each : found.subList(0, Math.min(request.limit(), found.size()))) {
            ImprovedResults.Result result =
                    results.of(each, candidates.corrected(attempt, each), request);
            if (result.ranked().score() >= ScoreFormula.MIN_SCORE) {
                better.add(result);
            }
        }
        return better.isEmpty()
                ? plain(request, plain, wanted, steps)
                : new ImprovedResults(better, steps.told());
    }

    private ImprovedResults plain(
            Request request, ScoredCandidate[] plain, String wanted, RuleRunner steps) {
        return new ImprovedResults(results.plain(plain, wanted, request.rule()), steps.told());
    }

    private static boolean isNoBetter(
            AlignedCandidate best, ScoredCandidate[] plain, double plainCost) {
        return best.cost() > MOST
                || plain.length > 0
                        && (best.cost() - best.near() > plainCost - MARGIN
                                || best.document() == plain[0].document()
                                        && best.number().number() == plain[0].houseNumber());
    }

    /** Whether there is no centre, or the result is where the centre is. */
    private static boolean isHere(Request request, ScoredCandidate first) {
        return request.center().length == 0 || first.kilometres() <= NearCentreRule.HERE_KILOMETRES;
    }

    private boolean isSure(Request request, ScoredCandidate first) {
        return first.similarity() >= SURE
                && (first.houseNumber() != StoredPlaceReader.NO_NUMBER
                        || !hasDigit(request.folded()));
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
