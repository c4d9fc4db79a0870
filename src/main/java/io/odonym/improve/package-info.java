/**
 * Improvements over addok, where a request asks for them: a second search that reads the query more
 * freely.
 *
 * <p>{@link io.odonym.improve.RelaxedSearch} decides whether it runs; the {@link
 * io.odonym.improve.Improvements} add readings to the words of the {@link
 * io.odonym.improve.RelaxedQuery}; {@link io.odonym.improve.CandidateRetrieval} finds the places
 * that hold them; {@link io.odonym.improve.QueryAlignment} says what each costs.
 */
package io.odonym.improve;
