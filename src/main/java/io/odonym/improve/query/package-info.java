/**
 * The data model of the relaxed search, shared by the improvements and the search itself.
 *
 * <p>A {@link io.odonym.improve.query.RelaxedQuery} holds the terms of a query and their {@link
 * io.odonym.improve.query.TermAlternative}s. A {@link io.odonym.improve.query.PlaceWords} holds the
 * words of a place. Both consist of {@link io.odonym.improve.query.WordForm}s, which a {@link
 * io.odonym.improve.query.WordFormCache} interns. An {@link io.odonym.improve.query.Improvement}
 * adds alternatives to the query; a {@link io.odonym.improve.query.WordSubstitution} and a {@link
 * io.odonym.improve.query.MultiWordMatcher} also take part in the alignment of the query with a
 * place.
 */
package io.odonym.improve.query;
