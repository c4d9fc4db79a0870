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
import java.util.TreeSet;

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

    /** So many improvements say what the words are; the others only add readings. */
    private static final int JUDGING = 2;

    /** So many places have their numbers and other fields looked at. */
    private static final int CLOSER_LOOK = 20;

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
        this.gathering = new Gathering(lookup, forms);
        this.numbers = new Numbers(lookup.answers());
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
     * What the words of a query cost as a place's, before house numbers and other fields are looked
     * at.
     */
    private record Aligned(int document, double cost, long matched, int improvements) {}

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
            return plain(plain, "", request.rule(), new Steps(phases, false));
        }
        forms.startQuery();
        Attempt attempt =
                new Attempt(lookup, forms, ++queries, request.folded(), request.unfinished());
        alignment.start(attempt);
        Steps steps = new Steps(phases, request.explain());
        // The first two say what every word is; the plain search's first result is judged by them.
        steps.run(0, JUDGING, attempt);
        double plainCost = Double.POSITIVE_INFINITY;
        double plainNear = 0;
        String wanted = attempt.numbers().isEmpty() ? "" : attempt.numbers().getFirst().text();
        if (plain.length > 0) {
            Candidate first = judge(attempt, aligned(attempt, plain[0].document()), request);
            wanted = first.number().wanted();
            plainCost = first.cost();
            plainNear = first.near();
            boolean sameNumber = first.number().number() == plain[0].number();
            if (plainCost <= GOOD && sameNumber && here) {
                return plain(plain, wanted, request.rule(), steps);
            }
            if (!sameNumber) {
                plainCost += NUMBER_NOT_SHOWN;
            }
        }
        steps.run(JUDGING, Improvements.ALL.size(), attempt);
        List<Candidate> found = align(attempt, request, plain, steps);
        if (found.isEmpty() || isNoBetter(found.getFirst(), plain, plainCost - plainNear)) {
            return plain(plain, wanted, request.rule(), steps);
        }
        List<Improved.Result> results = new ArrayList<>();
        for (Candidate each : found.subList(0, Math.min(request.limit(), found.size()))) {
            Improved.Result result = result(attempt, each, request);
            if (result.ranked().score() >= Scoring.MIN_SCORE) {
                results.add(result);
            }
        }
        return results.isEmpty()
                ? plain(plain, wanted, request.rule(), steps)
                : new Improved(results, steps.told());
    }

    private static boolean isNoBetter(Candidate best, Ranked[] plain, double plainCost) {
        return best.cost() > MOST
                || plain.length > 0
                        && (best.cost() - best.near() > plainCost - MARGIN
                                || best.document() == plain[0].document()
                                        && best.number().number() == plain[0].number());
    }

    /** The plain search's results, with what their numbers are. */
    private Improved plain(Ranked[] plain, String wanted, HouseNumberRule rule, Steps steps) {
        List<Improved.Result> results = new ArrayList<>(plain.length);
        for (Ranked each : plain) {
            results.add(numbered(each, List.of(), wanted, rule));
        }
        return new Improved(results, steps.told());
    }

    /** A result with the number that was asked for, or what there is in its place. */
    private Improved.Result numbered(
            Ranked ranked, List<String> improvements, String wanted, HouseNumberRule rule) {
        if (ranked.number() != Answers.NO_NUMBER || wanted.isEmpty() || !rule.look()) {
            HouseNumberMatch match =
                    ranked.number() != Answers.NO_NUMBER
                            ? HouseNumberMatch.EXACT
                            : wanted.isEmpty() ? HouseNumberMatch.NOT_ASKED : HouseNumberMatch.NONE;
            return new Improved.Result(ranked, improvements, match, wanted, Answers.NO_NUMBER, 0);
        }
        UnknownNumber.Found found = UnknownNumber.find(lookup.answers(), ranked.document(), wanted);
        if (found.match() == HouseNumberMatch.NONE) {
            return new Improved.Result(
                    ranked, improvements, HouseNumberMatch.NONE, wanted, Answers.NO_NUMBER, 0);
        }
        List<String> names = new ArrayList<>(improvements);
        names.add(Improvements.ALL.get(Improvements.UNKNOWN_NUMBER).name());
        return new Improved.Result(
                new Ranked(
                        ranked.document(),
                        found.lower(),
                        ranked.score(),
                        ranked.likeness(),
                        ranked.importance(),
                        ranked.kilometres()),
                names,
                found.match(),
                wanted,
                found.upper(),
                found.share());
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

    private List<Candidate> align(Attempt attempt, Request request, Ranked[] plain, Steps steps) {
        long start = System.nanoTime();
        int[] documents = gathering.gather(attempt, request.filter());
        long gathered = System.nanoTime();
        steps.add(Improvements.GATHER, start, gathered, documents.length);
        List<Candidate> bases = new ArrayList<>();
        TreeSet<Integer> all = new TreeSet<>();
        for (int document : documents) {
            all.add(document);
        }
        for (Ranked each : plain) {
            all.add(each.document());
        }
        for (Aligned aligned : promising(attempt, all)) {
            bases.add(judge(attempt, aligned, request));
        }
        bases.removeIf(
                each -> request.rule().only() && each.number().number() == Answers.NO_NUMBER);
        bases.sort(
                Comparator.comparingDouble(Candidate::rankCost)
                        .thenComparing(each -> lookup.answers().id(each.document())));
        steps.add(Improvements.ALIGN, gathered, System.nanoTime(), bases.size());
        return bases;
    }

    /** Those that cost least, ascending by document. */
    private List<Aligned> promising(Attempt attempt, TreeSet<Integer> all) {
        List<Aligned> aligned = new ArrayList<>(all.size());
        for (int document : all) {
            aligned.add(aligned(attempt, document));
        }
        aligned.sort(Comparator.comparingDouble(each -> (float) each.cost()));
        List<Aligned> promising = aligned.subList(0, Math.min(CLOSER_LOOK, aligned.size()));
        promising.sort(Comparator.comparingInt(Aligned::document));
        return promising;
    }

    private Aligned aligned(Attempt attempt, int document) {
        align(attempt, document, false);
        return new Aligned(
                document, alignment.cost(), alignment.matched(), alignment.improvements());
    }

    private RankRecord align(Attempt attempt, int document, boolean describe) {
        RankRecord place = lookup.rank(document);
        Form[][] names = new Form[place.names()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = forms.of(place.bytes(), place.nameStart(i), place.nameLength(i));
        }
        alignment.align(place, names, attempt.certainNumber(), describe);
        return place;
    }

    private Candidate judge(Attempt attempt, Aligned aligned, Request request) {
        int document = aligned.document();
        RankRecord place = lookup.rank(document);
        double latitude = place.latitude();
        double longitude = place.longitude();
        Numbers.Judged number =
                request.rule().look()
                        ? numbers.judge(attempt, document, aligned.matched(), !place.municipality())
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
                                    latitude, longitude, request.center()[0], request.center()[1]));
        }
        int improvements = aligned.improvements();
        if (number.moved() && number.number() != Answers.NO_NUMBER) {
            improvements |= 1 << Improvements.NUMBER_POSITION;
        }
        double cost = aligned.cost() + number.cost() - held(attempt, aligned);
        return new Candidate(
                document, cost, near, lookup.importance(document), number, improvements);
    }

    /** What is taken back for words left out that stand elsewhere in the place: its old city. */
    private double held(Attempt attempt, Aligned aligned) {
        long left = ~aligned.matched() & ~attempt.numberWords();
        double back = 0;
        for (int i = attempt.before(); i < attempt.size(); i++) {
            if ((left >>> i & 1) != 0 && attempt.isPlainWord(i) && !attempt.word(i).small) {
                Optional<Term> term = lookup.term(attempt.word(i).sound);
                if (term.isPresent() && lookup.holds(aligned.document(), List.of(term.get()))) {
                    back += HELD * attempt.dropCost(i);
                }
            }
        }
        return back;
    }

    private Improved.Result result(Attempt attempt, Candidate candidate, Request request) {
        int document = candidate.document();
        RankRecord place = align(attempt, document, true);
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
        return numbered(
                new Ranked(
                        document,
                        candidate.number().number(),
                        score,
                        likeness,
                        importance,
                        kilometres),
                used,
                wanted,
                request.rule());
    }
}
