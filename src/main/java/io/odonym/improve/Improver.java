package io.odonym.improve;

import io.odonym.index.Answers;
import io.odonym.index.DocumentSet;
import io.odonym.index.Lookup;
import io.odonym.rank.HouseNumberRule;
import io.odonym.rank.Ranked;
import io.odonym.rank.Scoring;
import io.odonym.telemetry.Phases;
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
 * readings, {@link Gathering} looks up the places that hold them, and {@link Candidates} says which
 * place costs least. The plain search's own results are judged beside them.
 *
 * <p>One search at a time.
 */
public final class Improver {

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

    private final Lookup lookup;
    private final Forms forms;
    private final Candidates candidates;
    private final Results results;
    private long queries;

    /** Over one thread's cursors. */
    public Improver(Lookup lookup, TextAnalysis text) {
        this.lookup = lookup;
        this.forms = new Forms(text);
        this.candidates = new Candidates(lookup, forms);
        this.results = new Results(lookup);
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
            HouseNumberRule rule,
            double[] center,
            boolean explain) {}

    /** Better results than the plain search's where there are any, else these. */
    public Improved improve(Request request, Ranked[] plain, Phases phases) {
        boolean here = plain.length > 0 && isHere(request, plain[0]);
        if (here && isSure(request, plain[0])) {
            return plain(request, plain, "", new Steps(phases, false));
        }
        forms.startQuery();
        Attempt attempt =
                new Attempt(lookup, forms, ++queries, request.folded(), request.unfinished());
        candidates.start(attempt);
        Steps steps = new Steps(phases, request.explain());
        // The first two say what every word is; the plain search's first result is judged by them.
        steps.run(0, JUDGING, attempt);
        double plainCost = Double.POSITIVE_INFINITY;
        double plainNear = 0;
        String wanted = attempt.numbers().isEmpty() ? "" : attempt.numbers().getFirst().text();
        if (plain.length > 0) {
            Candidate first = candidates.of(attempt, plain[0].document(), request);
            wanted = first.number().wanted();
            plainCost = first.cost();
            plainNear = first.near();
            boolean sameNumber = first.number().number() == plain[0].number();
            if (plainCost <= GOOD && sameNumber && here) {
                return plain(request, plain, wanted, steps);
            }
            if (!sameNumber) {
                plainCost += NUMBER_NOT_SHOWN;
            }
        }
        steps.run(JUDGING, Improvements.ALL.size(), attempt);
        List<Candidate> found = candidates.all(attempt, request, plain, steps);
        if (found.isEmpty() || isNoBetter(found.getFirst(), plain, plainCost - plainNear)) {
            return plain(request, plain, wanted, steps);
        }
        List<Improved.Result> better = new ArrayList<>();
        for (Candidate each : found.subList(0, Math.min(request.limit(), found.size()))) {
            Improved.Result result = results.of(each, candidates.corrected(attempt, each), request);
            if (result.ranked().score() >= Scoring.MIN_SCORE) {
                better.add(result);
            }
        }
        return better.isEmpty()
                ? plain(request, plain, wanted, steps)
                : new Improved(better, steps.told());
    }

    private Improved plain(Request request, Ranked[] plain, String wanted, Steps steps) {
        return new Improved(results.plain(plain, wanted, request.rule()), steps.told());
    }

    private static boolean isNoBetter(Candidate best, Ranked[] plain, double plainCost) {
        return best.cost() > MOST
                || plain.length > 0
                        && (best.cost() - best.near() > plainCost - MARGIN
                                || best.document() == plain[0].document()
                                        && best.number().number() == plain[0].number());
    }

    /** Whether there is no centre, or the result is where the centre is. */
    private static boolean isHere(Request request, Ranked first) {
        return request.center().length == 0 || first.kilometres() <= NearCentre.HERE_KILOMETRES;
    }

    private boolean isSure(Request request, Ranked first) {
        return first.likeness() >= SURE
                && (first.number() != Answers.NO_NUMBER || !hasDigit(request.folded()));
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
