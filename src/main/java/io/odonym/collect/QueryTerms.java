package io.odonym.collect;

import io.odonym.index.IndexLookup;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.text.Token;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A query's words, sorted by what they are good for (addok 1.3.2, helpers/search.py,
 * select_tokens).
 *
 * @param words all but the house number, the longest first
 * @param meaningful those that the index holds, the rarest first; at most {@link
 *     Limits#maxMeaningful}
 * @param common those of more documents than {@link CollectionLimits#commonThreshold}, the rarest
 *     first, then what did not fit into the meaningful
 * @param unknown those that no document holds
 * @param houseNumber whether the query has a house number
 * @param lastWord the text of the last token, the house number included; empty where there is no
 *     token
 * @param wanted how many results the request wants
 * @param autocomplete whether the last word may be unfinished
 * @param filter the documents that pass the request's filters; none where it has none
 * @param nearby the documents near the centre; none without a centre, or where there are none
 */
public record QueryTerms(
        List<QueryTerm> words,
        List<QueryTerm> meaningful,
        List<QueryTerm> common,
        List<QueryTerm> unknown,
        boolean houseNumber,
        String lastWord,
        int wanted,
        boolean autocomplete,
        Optional<DocumentSet> filter,
        Optional<DocumentSet> nearby) {

    private static final Comparator<QueryTerm> LONGEST_FIRST =
            Comparator.comparingInt((QueryTerm word) -> word.text().length()).reversed();

    /** Rarest first. */
    static final Comparator<QueryTerm> RAREST_FIRST = Comparator.comparingInt(QueryTerm::documents);

    public QueryTerms {
        Objects.requireNonNull(filter);
        Objects.requireNonNull(nearby);
    }

    /** Sorts the tokens of a query. */
    public static QueryTerms of(
            List<Token> tokens,
            IndexLookup lookup,
            CollectionLimits limits,
            int wanted,
            boolean autocomplete,
            Optional<DocumentSet> filter,
            Optional<DocumentSet> nearby) {
        List<QueryTerm> words = new ArrayList<>(tokens.size());
        boolean houseNumber = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.houseNumber()) {
                houseNumber = true;
            } else {
                Optional<IndexedTerm> term = lookup.findTerm(token.text());
                words.add(new QueryTerm(token.text(), term, i == tokens.size() - 1));
            }
        }
        words.sort(LONGEST_FIRST);
        List<QueryTerm> meaningful = new ArrayList<>();
        List<QueryTerm> common = new ArrayList<>();
        List<QueryTerm> unknown = new ArrayList<>();
        for (QueryTerm word : words) {
            (word.documents() > limits.commonThreshold()
                            ? common
                            : word.term().isPresent() ? meaningful : unknown)
                    .add(word);
        }
        common.sort(RAREST_FIRST);
        meaningful.sort(RAREST_FIRST);
        if (meaningful.size() > limits.maxMeaningful()) {
            List<QueryTerm> surplus = meaningful.subList(limits.maxMeaningful(), meaningful.size());
            common.addAll(surplus);
            surplus.clear();
        }
        return new QueryTerms(
                words,
                meaningful,
                common,
                unknown,
                houseNumber,
                tokens.isEmpty() ? "" : tokens.getLast().text(),
                wanted,
                autocomplete,
                filter,
                nearby);
    }

    /** Whether there are words, and none but common ones. */
    boolean onlyCommon() {
        return !words.isEmpty() && words.size() == common.size();
    }

    /**
     * How many tokens must be matched for a first bucket to count as good: two thirds
     * (set_should_match_threshold).
     */
    int shouldMatch() {
        return (int) Math.ceil(2.0 / 3 * words.size());
    }
}
