package io.odonym.improve.roles;

/**
 * Recognizes one role in a query. Implementations are stateless and thread-safe. A rule changes
 * only tokens that have no role yet.
 */
interface RoleRecognizer {

    /** Assigns the role to the tokens that have it. */
    void apply(RoleAssignment tokens);
}
