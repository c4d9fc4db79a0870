package io.odonym.improve.query;

/**
 * One way in which the relaxed search interprets a query more freely than addok does.
 *
 * <p>Each implementation defines its own costs. Implementations are stateless and thread-safe. An
 * implementation that also compares query terms with the words of a place implements {@link
 * WordSubstitutionRule} (one term, one word) or {@link MultiWordMatchRule} (several words).
 */
public interface ImprovementRule {

    /** Marks a match that results from addok's own analysis and not from an improvement. */
    ImprovementRule NONE = () -> "";

    /**
     * The public name of this improvement. The name appears in spans, in metric labels, in the
     * explanation of a result and in the result property {@code improved}.
     */
    String name();

    /**
     * Adds to the query what this improvement recognizes: alternatives of terms, house numbers, or
     * the cost of omitting a term. The default implementation does nothing.
     */
    default void apply(RelaxedQuery query) {}
}
