package io.odonym.improve;

import io.odonym.improve.query.EditDistance;
import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.query.WordSubstitutionRule;

/**
 * Computes the cost of matching one query term with one word of a place. The cost is zero for the
 * same word and low for a synonym or a word that addok treats as equal. Otherwise, it is the cost
 * of the cheapest {@link WordSubstitutionRule}.
 */
final class WordSubstitutionCost {

    private static final float EQUIVALENT_COST = 0.02f;

    /**
     * The cost of two words with the same phonetic token whose spelling differs in more than one
     * letter, such as "gaie" and "gay".
     */
    private static final float DISTANT_SPELLING_COST = 0.25f;

    /** The cost of matching an unfinished term with a word that starts with it. */
    private static final float PREFIX_COST = 0.05f;

    private WordSubstitutionCost() {}

    /**
     * Computes the cost of matching a term with a word and stores it in the word.
     *
     * @param word the word of the place
     * @param i the index of the query term
     */
    static void compute(RelaxedQuery query, WordForm word, int i) {
        WordForm term = query.term(i);
        if (term.text().equals(word.text())) {
            word.setSubstitution(i, 0, ImprovementRule.NONE);
        } else if (term.meaning().equals(word.meaning())) {
            word.setSubstitution(i, EQUIVALENT_COST, ImprovementRule.NONE);
        } else if (term.token().equals(word.token())
                && term.startsWithDigit() == word.startsWithDigit()) {
            boolean similar = EditDistance.between(term.text(), word.text(), 1) <= 1;
            word.setSubstitution(
                    i, similar ? EQUIVALENT_COST : DISTANT_SPELLING_COST, ImprovementRule.NONE);
        } else if (query.isPrefix(i)
                && word.text().startsWith(term.text())
                && !term.isSameNumber(word)) {
            word.setSubstitution(i, PREFIX_COST, ImprovementRule.NONE);
        } else {
            computeByRules(query, word, i);
        }
    }

    private static void computeByRules(RelaxedQuery query, WordForm word, int i) {
        float cost = WordSubstitutionRule.NO_MATCH;
        ImprovementRule cheapest = ImprovementRule.NONE;
        for (WordSubstitutionRule rule : ImprovementRules.WORD_SUBSTITUTIONS) {
            float ruleCost = rule.substitutionCost(query, i, word);
            if (ruleCost < cost) {
                cost = ruleCost;
                cheapest = rule;
            }
        }
        word.setSubstitution(i, cost, cheapest);
    }
}
