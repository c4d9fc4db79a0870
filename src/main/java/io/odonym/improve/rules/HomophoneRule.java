package io.odonym.improve.rules;

import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.query.WordSubstitutionRule;

/**
 * Matches words that sound alike in French but that addok's phonetic analysis distinguishes:
 * "bouleau" and "boulot", "martin" and "martain", and words with doubled or silent letters.
 */
public final class HomophoneRule implements WordSubstitutionRule {

    private static final double COST = 0.4;

    /** Pairs of spellings of the same sound. The first spelling is replaced with the second one. */
    private static final String[][] SPELLINGS = {
        {"eau", "o"},
        {"au", "o"},
        {"o", "au"},
        {"o", "eau"},
        {"ai", "e"},
        {"ei", "e"},
        {"e", "ai"},
        {"er", "e"},
        {"ez", "e"},
        {"et", "e"},
        {"en", "an"},
        {"an", "en"},
        {"em", "am"},
        {"am", "em"},
        {"ain", "in"},
        {"ein", "in"},
        {"in", "ain"},
        {"un", "in"},
        {"qu", "k"},
        {"k", "qu"},
        {"k", "c"},
        {"c", "k"},
        {"ph", "f"},
        {"f", "ph"},
        {"y", "i"},
        {"i", "y"},
        {"ss", "c"},
        {"c", "ss"},
        {"s", "z"},
        {"z", "s"},
        {"h", ""},
        {"oi", "oy"},
        {"oy", "oi"},
        {"ch", "sch"},
        {"sch", "ch"},
        {"j", "g"},
        {"g", "j"},
        {"th", "t"},
        {"t", "th"},
        {"x", "ks"},
        {"w", "v"},
        {"v", "w"}
    };

    private static final int MIN_LENGTH = 4;
    private static final int MIN_KEY_LENGTH = 3;

    /** Creates the rule. */
    public HomophoneRule() {}

    @Override
    public String name() {
        return "homophones";
    }

    /**
     * Adds the words of the index that differ from an unknown term in the spelling of one sound.
     */
    @Override
    public void apply(RelaxedQuery query) {
        for (int i = query.addressStart(); i < query.termCount(); i++) {
            query.deadline().check();
            if (query.isOrdinaryWord(i)
                    && query.term(i).text().length() >= MIN_LENGTH
                    && !query.isKnown(i)) {
                for (String[] spelling : SPELLINGS) {
                    replace(query, i, spelling[0], spelling[1]);
                }
            }
        }
    }

    private void replace(RelaxedQuery query, int i, String from, String to) {
        String text = query.term(i).text();
        for (int at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1)) {
            String other = text.substring(0, at) + to + text.substring(at + from.length());
            int documentCount = query.wordTrie().documentCount(other);
            if (documentCount > 0
                    && query.wordForms()
                            .get(other)
                            .homophoneKey()
                            .equals(query.term(i).homophoneKey())) {
                query.addAlternative(this, TermMask.of(i), other, COST, documentCount);
            }
        }
    }

    @Override
    public float substitutionCost(RelaxedQuery query, int i, WordForm word) {
        WordForm term = query.term(i);
        boolean sameSound =
                term.isComparableWith(word)
                        && term.homophoneKey().length() >= MIN_KEY_LENGTH
                        && term.homophoneKey().equals(word.homophoneKey());
        return sameSound ? (float) COST : NO_MATCH;
    }
}
