/**
 * Candidate collection: selects the documents that a search scores.
 *
 * <p>A {@link io.odonym.collect.QueryTerms} classifies the terms of a query as meaningful, common
 * or unknown. Then the {@link io.odonym.collect.Collector}s of {@link
 * io.odonym.collect.Collectors#ADDOK} run one after another on the search's {@link
 * io.odonym.collect.CollectionContext}. Each collector checks its conditions and either adds
 * documents to the {@link io.odonym.collect.Bucket} or returns immediately.
 *
 * <p>The order of the collectors, their conditions and the limits are those of addok 1.3.2
 * (helpers/collectors.py, autocomplete.py, fuzzy.py), because they determine which hundred
 * documents are scored.
 */
package io.odonym.collect;
