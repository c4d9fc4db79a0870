package io.odonym.improve.rules;

import io.odonym.improve.query.EditDistance;
import io.odonym.improve.query.MultiWordMatchRule;
import io.odonym.improve.query.PlaceWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.TermMatch;
import io.odonym.improve.query.WordForm;

import java.util.List;

/**
 * Splits a term that consists of several words without spaces: "laCommune" matches "la Commune".
 */
public final class MissingSpaceRule implements MultiWordMatchRule {

    private static final double COST = 0.5;

    /** The additional cost of an article that precedes another article: "dela" is "de la". */
    private static final double SECOND_STOP_WORD_COST = 0.1;

    private static final int MIN_LENGTH = 4;
    private static final int MIN_HEAD_LENGTH = 3;
    private static final int MIN_TAIL_LENGTH = 2;

    /** Creates the rule. */
    public MissingSpaceRule() {}

    @Override
    public String name() {
        return "joined_words";
    }

    /** Adds the two parts of a term as alternatives if the index contains both parts. */
    @Override
    public void apply(RelaxedQuery query) {
        for (int i = 0; i < query.termCount(); i++) {
            query.deadline().check();
            String text = query.term(i).text();
            if (query.isOrdinaryWord(i) && text.length() >= MIN_LENGTH) {
                split(query, i, text, COST, true);
            }
        }
    }

    private void split(RelaxedQuery query, int i, String text, double cost, boolean whole) {
        for (int at = 1; at <= text.length() - MIN_TAIL_LENGTH; at++) {
            String head = text.substring(0, at);
            boolean stopWord = query.wordForms().get(head).isStopWord();
            if (!stopWord && at < MIN_HEAD_LENGTH) {
                continue;
            }
            String tail = text.substring(at);
            int headCount = query.wordTrie().documentCount(head);
            if (headCount > 0 && query.wordTrie().documentCount(tail) > 0) {
                if (!stopWord) {
                    query.addAlternative(this, TermMask.of(i), head, cost, headCount);
                }
                query.addAlternative(this, TermMask.of(i), tail, cost);
                query.addJoinedTerm(i);
            } else if (stopWord && whole) {
                split(query, i, tail, cost + SECOND_STOP_WORD_COST, false);
            }
        }
    }

    /** Matches a joined term with consecutive words of the place, which may be misspelt. */
    @Override
    public void addMatches(RelaxedQuery query, PlaceWords place, List<TermMatch> matches) {
        long joined = query.joinedTerms();
        while (joined != 0) {
            addMatches(query.term(Long.numberOfTrailingZeros(joined)), joined, place, matches);
            joined &= joined - 1;
        }
    }

    private void addMatches(WordForm term, long joined, PlaceWords place, List<TermMatch> matches) {
        int length = term.text().length();
        int maxEdits = MisspeltWordRule.maxEdits(length) - 1;
        for (int from = 0; from < place.size() - 1; from++) {
            int joinedLength = place.word(from).text().length();
            long letterMask = place.word(from).letterMask();
            for (int to = from + 1; to < place.size() && joinedLength < length; to++) {
                joinedLength += place.word(to).text().length();
                letterMask |= place.word(to).letterMask();
                if (Math.abs(joinedLength - length) > maxEdits
                        || EditDistance.exceeds(term.letterMask(), letterMask, maxEdits)) {
                    continue;
                }
                int edits =
                        EditDistance.between(term.text(), place.concatenate(from, to), maxEdits);
                if (edits <= maxEdits) {
                    double cost = COST + (edits == 0 ? 0 : MisspeltWordRule.cost(edits, length));
                    matches.add(
                            new TermMatch(
                                    cost,
                                    Long.lowestOneBit(joined),
                                    TermMask.range(from, to + 1),
                                    this));
                }
            }
        }
    }
}
