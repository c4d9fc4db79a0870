/**
 * The façade: {@link io.odonym.geocode.ReloadableGeocoder} answers requests over one opened index.
 *
 * <p>A search walks down four phases: the text of the query becomes tokens, the tokens collect
 * candidates, the candidates are ranked, and the best become {@link io.odonym.geocode.Feature}s. A
 * {@link io.odonym.geocode.SearchSession} holds the cursors and buffers of one search at a time;
 * sessions are lent from a pool, so that requests neither share nor allocate them.
 */
package io.odonym.geocode;
