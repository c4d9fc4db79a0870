package io.odonym.text;

import java.util.List;
import java.util.Objects;

/**
 * A query after the text analysis.
 *
 * @param folded the whole query folded to ASCII letters, digits and single spaces; what labels are
 *     compared with
 * @param tokens the tokens, in the order of the query
 */
public record AnalyzedQuery(String folded, List<Token> tokens) {

    public AnalyzedQuery {
        Objects.requireNonNull(folded);
        Objects.requireNonNull(tokens);
    }
}
