package io.odonym.improve;

import io.odonym.index.IndexLookup;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.rank.GeoDistance;
import io.odonym.rank.ScoredCandidate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The places that a query may mean, and what it costs to take it for each.
 *
 * <p>All that {@link CandidateRetrieval} finds are aligned with the query; of the cheapest the
 * house numbers, the nearness and the fields beside name and city are looked at too. One search at
 * a time.
 */
final class CandidateEvaluator {

    /** How much of the cost of a word is taken back that the place holds elsewhere. */
    private static final double HELD = 0.9;

    /** So many places have their numbers and other fields looked at. */
    private static final int CLOSER_LOOK = 20;

    private final IndexLookup lookup;
    private final WordFormCache forms;
    private final CandidateRetrieval gathering;
    private final QueryAlignment alignment = new QueryAlignment();
    private final HouseNumberChooser numbers;

    /** Over one thread's cursors and words. */
    CandidateEvaluator(IndexLookup lookup, WordFormCache forms) {
        this.lookup = lookup;
        this.forms = forms;
        this.gathering = new CandidateRetrieval(lookup, forms);
        this.numbers = new HouseNumberChooser(lookup.storedPlaces());
    }

    /**
     * What the words of a query cost as a place's, before house numbers and other fields are looked
     * at.
     */
    private record Aligned(int document, double cost, long matched, int improvements) {}

    /** Starts on a query. */
    void start(RelaxedQuery attempt) {
        alignment.start(attempt);
    }

    /**
     * The places that hold the words of the query in any reading, and those that the plain search
     * found: the cheapest first.
     */
    List<AlignedCandidate> all(
            RelaxedQuery attempt,
            RelaxedSearch.Request request,
            ScoredCandidate[] plain,
            RuleRunner steps) {
        long start = System.nanoTime();
        int[] documents = gathering.gather(attempt, request.filter());
        long gathered = System.nanoTime();
        steps.add(Improvements.GATHER, start, gathered, documents.length);
        List<AlignedCandidate> bases = new ArrayList<>();
        TreeSet<Integer> all = new TreeSet<>();
        for (int document : documents) {
            all.add(document);
        }
        for (ScoredCandidate each : plain) {
            all.add(each.document());
        }
        for (Aligned aligned : promising(attempt, all)) {
            bases.add(judge(attempt, aligned, request));
        }
        bases.removeIf(
                each ->
                        request.rule().required()
                                && each.number().number() == StoredPlaceReader.NO_NUMBER);
        bases.sort(
                Comparator.comparingDouble(AlignedCandidate::rankCost)
                        .thenComparing(each -> lookup.storedPlaces().id(each.document())));
        steps.add(Improvements.ALIGN, gathered, System.nanoTime(), bases.size());
        return bases;
    }

    /** Those that cost least, ascending by document. */
    private List<Aligned> promising(RelaxedQuery attempt, TreeSet<Integer> all) {
        List<Aligned> aligned = new ArrayList<>(all.size());
        for (int document : all) {
            aligned.add(aligned(attempt, document));
        }
        aligned.sort(Comparator.comparingDouble(each -> (float) each.cost()));
        List<Aligned> promising = aligned.subList(0, Math.min(CLOSER_LOOK, aligned.size()));
        promising.sort(Comparator.comparingInt(Aligned::document));
        return promising;
    }

    private Aligned aligned(RelaxedQuery attempt, int document) {
        align(attempt, document, false);
        return new Aligned(
                document, alignment.cost(), alignment.matched(), alignment.improvements());
    }

    private void align(RelaxedQuery attempt, int document, boolean describe) {
        RankingRecord place = lookup.rankingRecord(document);
        WordForm[][] names = new WordForm[place.names()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = forms.of(place.bytes(), place.nameStart(i), place.nameLength(i));
        }
        alignment.align(place, names, attempt.certainNumber(), describe);
    }

    /** A place that the plain search found. */
    AlignedCandidate of(RelaxedQuery attempt, int document, RelaxedSearch.Request request) {
        return judge(attempt, aligned(attempt, document), request);
    }

    /**
     * The query as it was read for a place: the place's words for those that are paired, behind the
     * house number.
     */
    String corrected(RelaxedQuery attempt, AlignedCandidate candidate) {
        align(attempt, candidate.document(), true);
        String number = candidate.number().wanted();
        return number.isEmpty() ? alignment.corrected() : number + " " + alignment.corrected();
    }

    private AlignedCandidate judge(
            RelaxedQuery attempt, Aligned aligned, RelaxedSearch.Request request) {
        int document = aligned.document();
        RankingRecord place = lookup.rankingRecord(document);
        double latitude = place.latitude();
        double longitude = place.longitude();
        HouseNumberChooser.Judged number =
                request.rule().allowed()
                        ? numbers.judge(attempt, document, aligned.matched(), !place.municipality())
                        : new HouseNumberChooser.Judged(0, StoredPlaceReader.NO_NUMBER, "", false);
        double kilometres = 0;
        double near = 0;
        if (request.center().length > 0) {
            if (number.number() != StoredPlaceReader.NO_NUMBER) {
                latitude = lookup.storedPlaces().latitude(number.number());
                longitude = lookup.storedPlaces().longitude(number.number());
            }
            kilometres =
                    GeoDistance.kilometres(
                            latitude, longitude, request.center()[0], request.center()[1]);
            near = NearCentreRule.worth(kilometres);
        }
        int improvements = aligned.improvements();
        if (number.moved() && number.number() != StoredPlaceReader.NO_NUMBER) {
            improvements |= Improvements.bit(Improvements.NUMBER_POSITION);
        }
        double cost = aligned.cost() + number.cost() - held(attempt, aligned);
        return new AlignedCandidate(
                document,
                cost,
                kilometres,
                near,
                lookup.importance(document),
                number,
                improvements);
    }

    /** What is taken back for words left out that stand elsewhere in the place: its old city. */
    private double held(RelaxedQuery attempt, Aligned aligned) {
        long left = ~aligned.matched() & ~attempt.numberWords();
        double back = 0;
        for (int i = attempt.before(); i < attempt.size(); i++) {
            if ((left >>> i & 1) != 0 && attempt.isPlainWord(i) && !attempt.word(i).small) {
                Optional<IndexedTerm> term = lookup.findTerm(attempt.word(i).sound);
                if (term.isPresent()
                        && lookup.containsAll(aligned.document(), List.of(term.get()))) {
                    back += HELD * attempt.dropCost(i);
                }
            }
        }
        return back;
    }
}
