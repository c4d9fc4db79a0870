package io.odonym.improve.rules;

import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.WordForm;

/**
 * Accepts a query that omits words of a street name: "Rue Delacroix" matches "Rue Général
 * Delacroix".
 */
public final class MissingNameWordRule implements ImprovementRule {

    private static final double WORD_COST = 0.95;
    private static final double STOP_WORD_COST = 0.1;

    /** Creates the rule. */
    public MissingNameWordRule() {}

    @Override
    public String name() {
        return "missing_words";
    }

    /** Returns the cost of a word of a place name that the query omits. */
    public static double cost(WordForm word) {
        return word.isStopWord() ? STOP_WORD_COST : WORD_COST;
    }
}
