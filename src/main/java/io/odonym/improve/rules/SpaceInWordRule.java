package io.odonym.improve.rules;

import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.WordForm;

/** Joins terms that are parts of one word: "tann eurs" matches "tanneurs". */
public final class SpaceInWordRule implements ImprovementRule {

    private static final double COST = 0.5;
    private static final int MAX_PARTS = 4;
    private static final int MIN_LENGTH = 4;

    /** Creates the rule. */
    public SpaceInWordRule() {}

    @Override
    public String name() {
        return "split_words";
    }

    /** Adds every concatenation of two to four consecutive terms that is a word of the index. */
    @Override
    public void apply(RelaxedQuery query) {
        for (int from = 0; from < query.termCount(); from++) {
            StringBuilder joined = new StringBuilder();
            for (int to = from; to < Math.min(query.termCount(), from + MAX_PARTS); to++) {
                WordForm term = query.term(to);
                if (term.startsWithDigit()) {
                    break;
                }
                joined.append(term.text());
                if (to > from && joined.length() >= MIN_LENGTH) {
                    query.addAlternative(
                            this, TermMask.range(from, to + 1), joined.toString(), COST);
                }
            }
        }
    }
}
