package io.odonym.improve.query;

/**
 * One way in which the relaxed search interprets a query more freely than addok does.
 *
 * <p>Implementations own their costs, are stateless and thread-safe. An implementation that also
 * compares query terms with the words of a place implements {@link WordSubstitution} (one term, one
 * word) or {@link MultiWordMatcher} (several words).
 */
public interface Improvement {

    /** Marks a match that addok's own analysis makes, without an improvement. */
    Improvement NONE = () -> "";

    /**
     * The public name of this improvement. It is the name of its span, its label in metrics, its
     * name in the explanation of a result and its entry in the property {@code improved}.
     */
    String name();

    /**
     * Adds what this improvement recognizes to the query: alternatives of terms, house numbers, or
     * the cost of omitting a term. The default implementation does nothing.
     */
    default void apply(RelaxedQuery query) {}
}
