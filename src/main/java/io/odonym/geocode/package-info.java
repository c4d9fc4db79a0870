/**
 * The geocoding API: forward search, reverse search and lookup by identifier. {@link
 * io.odonym.geocode.ReloadableGeocoder} implements it over one opened index, which can be replaced
 * at any time.
 *
 * <p>A forward search has four phases: analysis of the query text into tokens, collection of
 * candidates, ranking, and building of {@link io.odonym.geocode.Feature}s. A {@link
 * io.odonym.geocode.SearchSession} has the iterators and buffers of one search at a time. Sessions
 * are pooled, so that searches neither share them nor allocate new ones.
 */
package io.odonym.geocode;
