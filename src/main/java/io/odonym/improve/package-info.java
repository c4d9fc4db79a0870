/**
 * The relaxed search: a second search for queries whose first result does not match the query well.
 *
 * <p>The relaxed search goes beyond addok and runs only on request. {@link
 * io.odonym.improve.RelaxedSearch} decides whether a query needs it. The rules of {@link
 * io.odonym.improve.ImprovementRules} add alternatives to the terms of the query. {@link
 * io.odonym.improve.RelaxedCandidateRetrieval} finds the places that contain these alternatives.
 * {@link io.odonym.improve.QueryAlignment} computes the cost of each place.
 */
package io.odonym.improve;
