/**
 * Candidate collection: which documents are worth ranking.
 *
 * <p>A query's words are sorted once into a {@link io.odonym.collect.QueryTerms}: those that the
 * index holds and are meaningful, those that are too common to say much, those that are unknown,
 * and the house number. Then the {@link io.odonym.collect.Collector}s of {@link
 * io.odonym.collect.Collectors#ADDOK} walk over the {@link io.odonym.collect.CollectionContext} in
 * their order: each looks at what there is and returns at once where it is not its case, or adds
 * documents. The order, the cases and the limits are addok's (1.3.2: helpers/collectors.py,
 * autocomplete.py, fuzzy.py), since they decide which hundred documents are ranked at all.
 */
package io.odonym.collect;
