package io.odonym.text;

import java.util.List;
import java.util.Objects;

/**
 * An analyzed query.
 *
 * @param folded the whole query, folded to ASCII letters, digits and single spaces, to compare with
 *     labels
 * @param tokens the tokens, in query order
 */
public record AnalyzedQuery(String folded, List<Token> tokens) {

    public AnalyzedQuery {
        Objects.requireNonNull(folded);
        Objects.requireNonNull(tokens);
    }
}
