package io.odonym.improve;

import io.odonym.improve.query.AddressConflict;
import io.odonym.improve.query.HouseNumberMatchType;
import io.odonym.improve.query.HouseNumberText;
import io.odonym.improve.rules.UnknownHouseNumberRule;
import io.odonym.index.IndexLookup;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.rank.GeoDistance;
import io.odonym.rank.HouseNumberResultPolicy;
import io.odonym.rank.LabelSimilarity;
import io.odonym.rank.ScoreFormula;
import io.odonym.rank.ScoredCandidate;
import io.odonym.text.AsciiFolding;
import io.odonym.text.FoldedAlphabet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Creates the results of a request from the candidates of the relaxed search and from the results
 * of the plain search. Not thread-safe.
 */
final class ImprovedResultBuilder {

    /** The amount by which one point of cost lowers a score. */
    private static final double SCORE_PER_POINT = 0.05;

    /** The maximum score of a result that contradicts the query. */
    private static final double MAX_CONFLICT_SCORE = 0.59;

    private static final byte[] NO_NUMBER = {};

    private final IndexLookup lookup;
    private final LabelSimilarity similarity = new LabelSimilarity();

    /** Creates a builder that uses the index lookup of one thread. */
    ImprovedResultBuilder(IndexLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Converts the results of the plain search.
     *
     * @param conflicts returns the parts of the address in which a place differs from the query
     * @param requestedNumber the house number of the query as one word; empty if there is none
     */
    List<RelaxedResults.Result> buildPlain(
            ScoredCandidate[] plain,
            IntFunction<Set<AddressConflict>> conflicts,
            String requestedNumber,
            HouseNumberResultPolicy policy) {
        List<RelaxedResults.Result> results = new ArrayList<>(plain.length);
        for (ScoredCandidate each : plain) {
            results.add(
                    build(
                            each,
                            List.of(),
                            conflicts.apply(each.document()),
                            requestedNumber,
                            policy));
        }
        return results;
    }

    /**
     * Converts a candidate of the relaxed search. Its score is addok's score for the corrected
     * query, reduced by the cost of the correction.
     */
    RelaxedResults.Result build(
            AlignedCandidate candidate, String correctedQuery, RelaxedSearch.Request request) {
        int document = candidate.document();
        int number = candidate.houseNumber().number();
        similarity.start(correctedQuery, false);
        double labelSimilarity =
                similarity.maxSimilarity(lookup.rankingRecord(document), numberCodes(candidate));
        double importance = candidate.importance();
        double kilometres = candidate.kilometres();
        double addokScore =
                request.hasCenter()
                        ? ScoreFormula.score(
                                importance, labelSimilarity, GeoDistance.proximity(kilometres))
                        : ScoreFormula.score(importance, labelSimilarity);
        double score = Math.max(0, addokScore - SCORE_PER_POINT * candidate.cost());
        AppliedImprovements improvements = candidate.improvements();
        if (improvements.isEmpty() && request.hasCenter()) {
            improvements = improvements.with(ImprovementRules.NEAR_CENTRE);
        }
        return build(
                new ScoredCandidate(
                        document, number, score, labelSimilarity, importance, kilometres),
                improvements.names(),
                candidate.conflicts(),
                candidate.houseNumber().requested(),
                request.policy());
    }

    /**
     * Returns the results for the place where two streets meet. The first result is the first
     * street, at the position of the intersection and with the lower of the two scores. The second
     * result is the second street.
     *
     * @param center the latitude and longitude of the centre of the request, in degrees WGS84;
     *     empty if the request has no centre
     */
    List<RelaxedResults.Result> intersection(
            RelaxedResults.Result first,
            RelaxedResults.Result second,
            RelaxedResults.Intersection intersection,
            double[] center) {
        Set<String> names = new LinkedHashSet<>(first.improvements());
        names.addAll(second.improvements());
        names.add(ImprovementRules.INTERSECTION.name());
        Set<AddressConflict> conflicts = new HashSet<>(first.conflicts());
        conflicts.addAll(second.conflicts());
        ScoredCandidate street = first.candidate();
        double kilometres =
                center.length == 0
                        ? street.kilometres()
                        : GeoDistance.kilometres(
                                intersection.latitude(),
                                intersection.longitude(),
                                center[0],
                                center[1]);
        double score = Math.min(street.score(), second.candidate().score());
        RelaxedResults.Result meeting =
                new RelaxedResults.Result(
                        new ScoredCandidate(
                                street.document(),
                                StoredPlaceReader.NO_NUMBER,
                                score,
                                street.similarity(),
                                street.importance(),
                                kilometres),
                        List.copyOf(names),
                        conflicts,
                        HouseNumberMatchType.NOT_ASKED,
                        "",
                        StoredPlaceReader.NO_NUMBER,
                        0,
                        Optional.of(intersection));
        RelaxedResults.Result crossStreet =
                withoutSubstitute(
                        with(second.candidate(), StoredPlaceReader.NO_NUMBER, score),
                        second.improvements(),
                        second.conflicts(),
                        HouseNumberMatchType.NOT_ASKED,
                        "");
        return List.of(meeting, crossStreet);
    }

    /** Returns the folded house number of a result as one word; empty if it has none. */
    String numberText(ScoredCandidate candidate) {
        return candidate.houseNumber() == StoredPlaceReader.NO_NUMBER
                ? ""
                : AsciiFolding.fold(
                                lookup.storedPlaces()
                                        .houseNumbers(candidate.document())
                                        .text(candidate.houseNumber()))
                        .replace(" ", "");
    }

    private byte[] numberCodes(AlignedCandidate candidate) {
        return candidate.houseNumber().isFound()
                ? FoldedAlphabet.codes(
                        AsciiFolding.fold(
                                lookup.storedPlaces()
                                        .houseNumbers(candidate.document())
                                        .text(candidate.houseNumber().number())))
                : NO_NUMBER;
    }

    /** Adds the requested house number, or its substitute if the place does not have the number. */
    private RelaxedResults.Result build(
            ScoredCandidate scored,
            List<String> improvements,
            Set<AddressConflict> conflicts,
            String requestedNumber,
            HouseNumberResultPolicy policy) {
        ScoredCandidate candidate =
                conflicts.isEmpty() || scored.score() <= MAX_CONFLICT_SCORE
                        ? scored
                        : with(scored, scored.houseNumber(), MAX_CONFLICT_SCORE);
        if (candidate.houseNumber() != StoredPlaceReader.NO_NUMBER && !requestedNumber.isEmpty()) {
            return withoutSubstitute(
                    candidate,
                    improvements,
                    conflicts,
                    HouseNumberMatchType.EXACT,
                    requestedNumber);
        }
        if (requestedNumber.isEmpty()) {
            return withoutSubstitute(
                    candidate,
                    improvements,
                    conflicts,
                    HouseNumberMatchType.NOT_ASKED,
                    requestedNumber);
        }
        if (!policy.allowed()) {
            return withoutSubstitute(
                    candidate, improvements, conflicts, HouseNumberMatchType.NONE, requestedNumber);
        }
        String first = HouseNumberText.first(requestedNumber);
        UnknownHouseNumberRule.Substitute substitute =
                UnknownHouseNumberRule.find(
                        lookup.storedPlaces().houseNumbers(candidate.document()), first);
        if (substitute.match() == HouseNumberMatchType.NONE
                || !policy.filter()
                        .accepts(lookup.storedPlaces(), candidate.document(), substitute.lower())) {
            return withoutSubstitute(
                    candidate, improvements, conflicts, HouseNumberMatchType.NONE, requestedNumber);
        }
        List<String> names = new ArrayList<>(improvements);
        names.add(ImprovementRules.UNKNOWN_HOUSE_NUMBER.name());
        return new RelaxedResults.Result(
                with(candidate, substitute.lower(), candidate.score()),
                names,
                conflicts,
                substitute.match(),
                substitute.match() == HouseNumberMatchType.INTERPOLATED ? first : requestedNumber,
                substitute.upper(),
                substitute.fraction(),
                Optional.empty());
    }

    private static RelaxedResults.Result withoutSubstitute(
            ScoredCandidate candidate,
            List<String> improvements,
            Set<AddressConflict> conflicts,
            HouseNumberMatchType match,
            String requestedNumber) {
        return new RelaxedResults.Result(
                candidate,
                improvements,
                conflicts,
                match,
                requestedNumber,
                StoredPlaceReader.NO_NUMBER,
                0,
                Optional.empty());
    }

    private static ScoredCandidate with(ScoredCandidate candidate, int number, double score) {
        return new ScoredCandidate(
                candidate.document(),
                number,
                score,
                candidate.similarity(),
                candidate.importance(),
                candidate.kilometres());
    }
}
