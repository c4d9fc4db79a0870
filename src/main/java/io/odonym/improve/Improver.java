package io.odonym.improve;

import io.odonym.index.Answers;
import io.odonym.index.DocumentSet;
import io.odonym.index.Letters;
import io.odonym.index.Lookup;
import io.odonym.index.RankRecord;
import io.odonym.index.Term;
import io.odonym.rank.Distance;
import io.odonym.rank.HouseNumberRule;
import io.odonym.rank.LabelSimilarity;
import io.odonym.rank.Ranked;
import io.odonym.rank.Scoring;
import io.odonym.telemetry.Phases;
import io.odonym.text.Folding;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The second search of a query that the first found nothing good for.
 *
 * <p>It runs where the first result of the plain search does not account for the query: a word of
 * the query or of the result's name is left over, the postcode is another, or a number of the query
 * is no house number of the result. Then every improvement of {@link Improvements#ALL} adds its
 * readings, {@link Gathering} looks up the places that hold them, and {@link Alignment} says which
 * place costs least. The plain search's own results are judged beside them.
 *
 * <p>One search at a time.
 */
public final class Improver {

    /** What a point of cost takes from a score. */
    static final double POINT = 0.05;

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

    /** How much of the cost of a word is taken back that the place holds elsewhere. */
    private static final double HELD = 0.9;

    private static final double IMPORTANCE_WORTH = 0.3;
    private static final byte[] NO_NUMBER = {};

    private final Lookup lookup;
    private final Forms forms;
    private final Gathering gathering;
    private final Alignment alignment = new Alignment();
    private final Numbers numbers;
    private final LabelSimilarity similarity = new LabelSimilarity();
    private long queries;

    /** Over one thread's cursors. */
    public Improver(Lookup lookup, TextAnalysis text) {
        this.lookup = lookup;
        this.forms = new Forms(text);
        this.gathering = new Gathering(lookup, text);
        this.numbers = new Numbers(lookup.answers(), text);
    }

    /** A place and what it costs to take the query for it. */
    private record Candidate(
            int document,
            double cost,
            double near,
            double importance,
            Numbers.Judged number,
            int improvements) {

        /** What places are ordered by. */
        double rankCost() {
            return cost - near - IMPORTANCE_WORTH * importance;
        }
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
     */
    public record Request(
            String folded,
            boolean unfinished,
            int limit,
            Optional<DocumentSet> filter,
            HouseNumberRule rule,
            double[] center) {}

    /** Better results than the plain search's, where there are any. */
    public Optional<Improved> improve(Request request, Ranked[] plain, Phases phases) {
        boolean here = plain.length > 0 && isHere(request, plain[0]);
        if (here && isSure(request, plain[0])) {
            return Optional.empty();
        }
        forms.startQuery();
        Attempt attempt =
                new Attempt(lookup, forms, ++queries, request.folded(), request.unfinished());
        alignment.start(attempt);
        if (attempt.size() == 0) {
            return Optional.empty();
        }
        // The first two say what every word is; the plain search's first result is judged by them.
        run(0, 2, attempt, phases);
        double plainCost = Double.POSITIVE_INFINITY;
        double plainNear = 0;
        if (plain.length > 0) {
            Candidate first = judge(attempt, plain[0].document(), request);
            plainCost = first.cost();
            boolean sameNumber = (first.number().number() == plain[0].number());
            plainNear = first.near();
            if (plainCost <= GOOD && sameNumber && here) {
                return Optional.empty();
            }
            if (!sameNumber) {
                plainCost += NUMBER_NOT_SHOWN;
            }
        }
        run(2, Improvements.ALL.size(), attempt, phases);
        long start = System.nanoTime();
        List<Candidate> found = align(attempt, request, plain);
        phases.add("improve.align", start, System.nanoTime(), found.size());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Candidate best = found.getFirst();
        if (best.cost() > MOST
                || plain.length > 0
                        && (best.cost() - best.near() > plainCost - plainNear - MARGIN
                                || best.document() == plain[0].document()
                                        && best.number().number() == plain[0].number())) {
            return Optional.empty();
        }
        List<Improved.Result> results = new ArrayList<>();
        for (Candidate each : found.subList(0, Math.min(request.limit(), found.size()))) {
            results.add(result(attempt, each, request));
        }
        return Optional.of(new Improved(results));
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

    private static void run(int from, int to, Attempt attempt, Phases phases) {
        for (int i = from; i < to; i++) {
            Improvement improvement = Improvements.ALL.get(i);
            long start = System.nanoTime();
            attempt.begin(i);
            int before = attempt.readings().size();
            improvement.read(attempt);
            phases.add(
                    improvement.name(),
                    start,
                    System.nanoTime(),
                    attempt.readings().size() - before);
        }
    }

    private List<Candidate> align(Attempt attempt, Request request, Ranked[] plain) {
        int[] documents = gathering.gather(attempt, request.filter());
        List<Candidate> bases = new ArrayList<>();
        int next = 0;
        java.util.TreeSet<Integer> all = new java.util.TreeSet<>();
        for (int document : documents) {
            all.add(document);
        }
        for (Ranked each : plain) {
            all.add(each.document());
        }
        for (int document : all) {
            bases.add(judge(attempt, document, request));
        }
        bases.removeIf(each -> request.rule().only() && each.number().number() == Answers.NO_NUMBER);
        bases.sort(
                Comparator.comparingDouble(Candidate::rankCost)
                        .thenComparing(each -> lookup.answers().id(each.document())));
        return bases;
    }

    private Candidate judge(Attempt attempt, int document, Request request) {
        RankRecord place = lookup.rank(document);
        Form[][] names = new Form[place.names()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = forms.of(place.bytes(), place.nameStart(i), place.nameLength(i));
        }
        alignment.align(place, names, attempt.certainNumber(), false);
        double latitude = place.latitude();
        double longitude = place.longitude();
        Numbers.Judged number =
                request.rule().look()
                        ? numbers.judge(attempt, document, alignment.matched(), !place.municipality())
                        : new Numbers.Judged(0, Answers.NO_NUMBER, "", false);
        double near = 0;
        if (request.center().length > 0) {
            if (number.number() != Answers.NO_NUMBER) {
                latitude = lookup.answers().latitude(number.number());
                longitude = lookup.answers().longitude(number.number());
            }
            near =
                    NearCentre.worth(
                            Distance.kilometres(
                                    latitude,
                                    longitude,
                                    request.center()[0],
                                    request.center()[1]));
        }
        int improvements = alignment.improvements();
        if (number.moved() && number.number() != Answers.NO_NUMBER) {
            improvements |= 1 << Improvements.NUMBER_POSITION;
        }
        double cost = alignment.cost() + number.cost() - held(attempt, document);
        return new Candidate(
                document,
                cost,
                near,
                lookup.importance(document),
                number,
                improvements);
    }

    /** What is taken back for words left out that stand elsewhere in the place: its old city. */
    private double held(Attempt attempt, int document) {
        long left = ~alignment.matched() & ~attempt.numberWords();
        double back = 0;
        for (int i = attempt.before(); i < attempt.size(); i++) {
            if ((left >>> i & 1) != 0 && attempt.isPlainWord(i) && !attempt.word(i).small) {
                Optional<Term> term = lookup.term(attempt.word(i).sound);
                if (term.isPresent() && lookup.holds(document, List.of(term.get()))) {
                    back += HELD * attempt.dropCost(i);
                }
            }
        }
        return back;
    }

    private Improved.Result result(Attempt attempt, Candidate candidate, Request request) {
        int document = candidate.document();
        RankRecord place = lookup.rank(document);
        Form[][] names = new Form[place.names()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = forms.of(place.bytes(), place.nameStart(i), place.nameLength(i));
        }
        alignment.align(place, names, attempt.certainNumber(), true);
        boolean found = candidate.number().number() != Answers.NO_NUMBER;
        String wanted = candidate.number().wanted();
        String corrected =
                wanted.isEmpty() ? alignment.corrected() : wanted + " " + alignment.corrected();
        similarity.start(corrected, false);
        byte[] letters =
                found
                        ? Letters.codes(
                                Folding.fold(
                                        lookup.answers()
                                                .number(document, candidate.number().number())))
                        : NO_NUMBER;
        double likeness = similarity.best(lookup.rank(document), letters);
        double importance = lookup.importance(document);
        double kilometres = 0;
        double score;
        if (request.center().length > 0) {
            kilometres =
                    found
                            ? Distance.kilometres(
                                    lookup.answers().latitude(candidate.number().number()),
                                    lookup.answers().longitude(candidate.number().number()),
                                    request.center()[0],
                                    request.center()[1])
                            : Distance.kilometres(
                                    place.latitude(),
                                    place.longitude(),
                                    request.center()[0],
                                    request.center()[1]);
            score = Scoring.score(importance, likeness, Distance.nearness(kilometres));
        } else {
            score = Scoring.score(importance, likeness);
        }
        score = Math.max(0, score - POINT * candidate.cost());
        int improvements = candidate.improvements();
        if (improvements == 0 && request.center().length > 0) {
            improvements = 1 << Improvements.NEAR_CENTRE;
        }
        List<String> used = new ArrayList<>();
        for (int i = 0; i < Improvements.ALL.size(); i++) {
            if ((improvements >>> i & 1) != 0) {
                used.add(Improvements.ALL.get(i).name());
            }
        }
        return new Improved.Result(
                new Ranked(
                        document,
                        candidate.number().number(),
                        score,
                        likeness,
                        importance,
                        kilometres),
                used,
                wanted,
                candidate.cost());
    }
}
