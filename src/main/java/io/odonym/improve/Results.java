package io.odonym.improve;

import io.odonym.index.Answers;
import io.odonym.index.Letters;
import io.odonym.index.Lookup;
import io.odonym.rank.Distance;
import io.odonym.rank.HouseNumberRule;
import io.odonym.rank.LabelSimilarity;
import io.odonym.rank.Ranked;
import io.odonym.rank.Scoring;
import io.odonym.text.Folding;

import java.util.ArrayList;
import java.util.List;

/** Makes results of candidates, and of what the plain search found. One search at a time. */
final class Results {

    /** What a point of cost takes from a score. */
    private static final double POINT = 0.05;

    private static final byte[] NO_NUMBER = {};

    private final Lookup lookup;
    private final LabelSimilarity similarity = new LabelSimilarity();

    /** Over one thread's cursors. */
    Results(Lookup lookup) {
        this.lookup = lookup;
    }

    /** The plain search's results, with what their numbers are. */
    List<Improved.Result> plain(Ranked[] plain, String wanted, HouseNumberRule rule) {
        List<Improved.Result> results = new ArrayList<>(plain.length);
        for (Ranked each : plain) {
            results.add(numbered(each, List.of(), wanted, rule));
        }
        return results;
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

    /**
     * A place of the second search, scored as addok would score the query as it was read, less what
     * that reading costs.
     *
     * @param corrected the query as it was read
     */
    Improved.Result of(Candidate candidate, String corrected, Improver.Request request) {
        int document = candidate.document();
        boolean found = candidate.number().number() != Answers.NO_NUMBER;
        String wanted = candidate.number().wanted();
        similarity.start(corrected, false);
        byte[] letters =
                found
                        ? Letters.codes(
                                Folding.fold(
                                        lookup.answers()
                                                .number(document, candidate.number().number())))
                        : NO_NUMBER;
        double likeness = similarity.best(lookup.rank(document), letters);
        double importance = candidate.importance();
        double kilometres = candidate.kilometres();
        boolean centered = request.center().length > 0;
        double score =
                centered
                        ? Scoring.score(importance, likeness, Distance.nearness(kilometres))
                        : Scoring.score(importance, likeness);
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
