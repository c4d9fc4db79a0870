package io.odonym.improve.roles;

/**
 * Recognizes one role in a query. Implementations are stateless and thread-safe. A rule changes
 * only tokens that have no role yet.
 */
interface RoleRule {

    /** Assigns the role to the tokens that have it. */
    void apply(TokenSequence tokens);
}
