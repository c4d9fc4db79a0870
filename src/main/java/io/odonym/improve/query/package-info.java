/**
 * The data model of the relaxed search, shared by the improvements and the search itself.
 *
 * <p>{@link io.odonym.improve.query.RelaxedQuery} holds the terms of a query and their
 * alternatives, which are instances of {@link io.odonym.improve.query.TermAlternative}. {@link
 * io.odonym.improve.query.PlaceWords} holds the words of a place. The terms and words are instances
 * of {@link io.odonym.improve.query.WordForm}, which {@link io.odonym.improve.query.WordFormCache}
 * interns. Each {@link io.odonym.improve.query.ImprovementRule} adds alternatives to the query. The
 * subtypes {@link io.odonym.improve.query.WordSubstitutionRule} and {@link
 * io.odonym.improve.query.MultiWordMatchRule} also match terms with words of a place.
 */
package io.odonym.improve.query;
