/**
 * The geocoding API: forward search, reverse search and lookup by identifier. {@link
 * io.odonym.geocode.ReloadableGeocoder} implements it with an index that can be replaced at any
 * time.
 *
 * <p>A forward search has four phases: analysis of the query text into tokens, collection of
 * candidates, ranking, and creation of {@link io.odonym.geocode.Feature}s. A {@link
 * io.odonym.geocode.PooledSearcher} contains the iterators and buffers for one search at a time.
 * Searchers are pooled, so that searches neither share them nor allocate new ones.
 */
package io.odonym.geocode;
