package io.odonym.improve.rules;

import io.odonym.improve.query.NumberWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.query.WordSubstitutionRule;

import java.util.ArrayList;
import java.util.List;

/**
 * Matches different spellings of a number: digits, words and Roman numerals. A cardinal number does
 * not match an ordinal number. "Rue du 14 Juillet" matches "Rue du Quatorze Juillet".
 */
public final class SpelledNumberRule implements WordSubstitutionRule {

    private static final double COST = 0.2;

    /** Creates the rule. */
    public SpelledNumberRule() {}

    @Override
    public String name() {
        return "spelled_numbers";
    }

    /**
     * Adds the other spellings of every number. For a number that consists of several words, adds
     * only the digits.
     */
    @Override
    public void apply(RelaxedQuery query) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < query.termCount(); i++) {
            texts.add(query.term(i).text());
        }
        for (int i = 0; i < query.termCount(); i++) {
            NumberWords.Compound compound =
                    NumberWords.parseCompound(texts.subList(i, texts.size()));
            if (compound.wordCount() > 1) {
                query.addAlternative(
                        this,
                        TermMask.range(i, i + compound.wordCount()),
                        Integer.toString(compound.value()),
                        COST);
            }
            for (String spelling : NumberWords.spellings(query.term(i).numberValue())) {
                query.addAlternative(this, TermMask.of(i), spelling, COST);
            }
        }
    }

    @Override
    public float substitutionCost(RelaxedQuery query, int i, WordForm word) {
        return query.term(i).isSameNumber(word) ? (float) COST : NO_MATCH;
    }
}
