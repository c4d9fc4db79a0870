package io.odonym.improve;

import io.odonym.improve.query.HouseNumberMatch;
import io.odonym.index.IndexLookup;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.rank.GeoDistance;
import io.odonym.rank.HouseNumberPolicy;
import io.odonym.rank.LabelSimilarity;
import io.odonym.rank.ScoreFormula;
import io.odonym.rank.ScoredCandidate;
import io.odonym.text.AsciiFolding;
import io.odonym.text.FoldedAlphabet;

import java.util.ArrayList;
import java.util.List;

/** Makes results of candidates, and of what the plain search found. One search at a time. */
final class ImprovedResultBuilder {

    /** What a point of cost takes from a score. */
    private static final double POINT = 0.05;

    private static final byte[] NO_NUMBER = {};

    private final IndexLookup lookup;
    private final LabelSimilarity similarity = new LabelSimilarity();

    /** Over one thread's cursors. */
    ImprovedResultBuilder(IndexLookup lookup) {
        this.lookup = lookup;
    }

    /** The plain search's results, with what their numbers are. */
    List<ImprovedResults.Result> plain(
            ScoredCandidate[] plain, String wanted, HouseNumberPolicy rule) {
        List<ImprovedResults.Result> results = new ArrayList<>(plain.length);
        for (ScoredCandidate each : plain) {
            results.add(numbered(each, List.of(), wanted, rule));
        }
        return results;
    }

    /** A result with the number that was asked for, or what there is in its place. */
    private ImprovedResults.Result numbered(
            ScoredCandidate ranked,
            List<String> improvements,
            String wanted,
            HouseNumberPolicy rule) {
        if (ranked.houseNumber() != StoredPlaceReader.NO_NUMBER
                || wanted.isEmpty()
                || !rule.allowed()) {
            HouseNumberMatch match =
                    ranked.houseNumber() != StoredPlaceReader.NO_NUMBER
                            ? HouseNumberMatch.EXACT
                            : wanted.isEmpty() ? HouseNumberMatch.NOT_ASKED : HouseNumberMatch.NONE;
            return new ImprovedResults.Result(
                    ranked, improvements, match, wanted, StoredPlaceReader.NO_NUMBER, 0);
        }
        UnknownHouseNumberRule.Found found =
                UnknownHouseNumberRule.find(lookup.storedPlaces(), ranked.document(), wanted);
        if (found.match() == HouseNumberMatch.NONE) {
            return new ImprovedResults.Result(
                    ranked,
                    improvements,
                    HouseNumberMatch.NONE,
                    wanted,
                    StoredPlaceReader.NO_NUMBER,
                    0);
        }
        List<String> names = new ArrayList<>(improvements);
        names.add(Improvements.ALL.get(Improvements.UNKNOWN_NUMBER).name());
        return new ImprovedResults.Result(
                new ScoredCandidate(
                        ranked.document(),
                        found.lower(),
                        ranked.score(),
                        ranked.similarity(),
                        ranked.importance(),
                        ranked.kilometres()),
                names,
                found.match(),
                wanted,
                found.upper(),
                found.share());
    }

    /**
     * A place of the second search, scored as addok would score the query as it was read, less what
     * that reading costs.
     *
     * @param corrected the query as it was read
     */
    ImprovedResults.Result of(
            AlignedCandidate candidate, String corrected, RelaxedSearch.Request request) {
        int document = candidate.document();
        boolean found = candidate.number().number() != StoredPlaceReader.NO_NUMBER;
        String wanted = candidate.number().wanted();
        similarity.start(corrected, false);
        byte[] letters =
                found
                        ? FoldedAlphabet.codes(
                                AsciiFolding.fold(
                                        lookup.storedPlaces()
                                                .number(document, candidate.number().number())))
                        : NO_NUMBER;
        double likeness = similarity.best(lookup.rankingRecord(document), letters);
        double importance = candidate.importance();
        double kilometres = candidate.kilometres();
        boolean centered = request.center().length > 0;
        double score =
                centered
                        ? ScoreFormula.score(
                                importance, likeness, GeoDistance.proximity(kilometres))
                        : ScoreFormula.score(importance, likeness);
        score = Math.max(0, score - POINT * candidate.cost());
        int improvements = candidate.improvements();
        if (improvements == 0 && centered) {
            improvements = Improvements.bit(Improvements.NEAR_CENTRE);
        }
        List<String> used = new ArrayList<>();
        for (int i = 0; i < Improvements.ALL.size(); i++) {
            if ((improvements >>> i & 1) != 0) {
                used.add(Improvements.ALL.get(i).name());
            }
        }
        return numbered(
                new ScoredCandidate(
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
