package io.odonym.collect;

import io.odonym.index.IndexLookup;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.text.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The terms of a query, classified by document frequency (addok 1.3.2, helpers/search.py,
 * select_tokens), and the parts of the request that candidate collection depends on. Immutable if
 * the given lists are immutable.
 *
 * @param terms all terms except the house number, longest first
 * @param meaningful the terms that are in the index and not common, rarest first; at most {@link
 *     CollectionLimits#maxMeaningful}
 * @param common the terms that are in more documents than {@link CollectionLimits#commonThreshold},
 *     rarest first, followed by the terms that exceed the limit of {@code meaningful}
 * @param unknown the terms that are not in the index
 * @param hasHouseNumber whether the query contains a house number
 * @param lastToken the text of the last token, which may be the house number; empty if the query
 *     has no token
 * @param limit the number of results that the request asks for
 * @param autocomplete whether the last word of the query may be incomplete
 * @param filter the documents that match the filters of the request; empty for a request without
 *     filters
 * @param nearby the documents near the centre of the search; empty if the request has no centre or
 *     no document is near it
 */
public record QueryTerms(
        List<QueryTerm> terms,
        List<QueryTerm> meaningful,
        List<QueryTerm> common,
        List<QueryTerm> unknown,
        boolean hasHouseNumber,
        String lastToken,
        int limit,
        boolean autocomplete,
        Optional<DocumentSet> filter,
        Optional<DocumentSet> nearby) {

    public QueryTerms {
        Objects.requireNonNull(filter);
        Objects.requireNonNull(nearby);
    }

    /** Looks up the tokens of a query in the index and classifies them. */
    public static QueryTerms of(
            List<Token> tokens,
            IndexLookup lookup,
            CollectionLimits limits,
            int limit,
            boolean autocomplete,
            Optional<DocumentSet> filter,
            Optional<DocumentSet> nearby) {
        List<QueryTerm> terms = new ArrayList<>(tokens.size());
        boolean hasHouseNumber = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.houseNumber()) {
                hasHouseNumber = true;
            } else {
                Optional<IndexedTerm> indexed = lookup.findTerm(token.text());
                terms.add(new QueryTerm(token.text(), indexed, i == tokens.size() - 1));
            }
        }
        terms.sort(QueryTerm.LONGEST_FIRST);
        List<QueryTerm> meaningful = new ArrayList<>();
        List<QueryTerm> common = new ArrayList<>();
        List<QueryTerm> unknown = new ArrayList<>();
        for (QueryTerm term : terms) {
            (term.documentCount() > limits.commonThreshold()
                            ? common
                            : term.term().isPresent() ? meaningful : unknown)
                    .add(term);
        }
        common.sort(QueryTerm.RAREST_FIRST);
        meaningful.sort(QueryTerm.RAREST_FIRST);
        if (meaningful.size() > limits.maxMeaningful()) {
            List<QueryTerm> surplus = meaningful.subList(limits.maxMeaningful(), meaningful.size());
            common.addAll(surplus);
            surplus.clear();
        }
        return new QueryTerms(
                terms,
                meaningful,
                common,
                unknown,
                hasHouseNumber,
                tokens.isEmpty() ? "" : tokens.getLast().text(),
                limit,
                autocomplete,
                filter,
                nearby);
    }

    /** Returns whether the query has terms and all of them are common. */
    boolean hasOnlyCommonTerms() {
        return !terms.isEmpty() && terms.size() == common.size();
    }

    /**
     * Returns the minimum number of terms that the lookups must use for a good result: two thirds
     * of all terms, rounded up (addok's set_should_match_threshold).
     */
    int minMatchedTerms() {
        return (int) Math.ceil(2.0 / 3 * terms.size());
    }
}
