package io.odonym.improve;

/**
 * One way in which a search that is to be improved reads a query more freely than addok does. Its
 * name is its span, its label in metrics, its line in the explanation and its word in answers.
 */
public interface Improvement {

    /** Its name. */
    String name();

    /**
     * Adds what it can to the readings of the query's words; nothing where all it does is to judge
     * them otherwise in {@link QueryAlignment}.
     */
    default void read(RelaxedQuery attempt) {}
}
