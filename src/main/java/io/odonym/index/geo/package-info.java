/** Geohash cells and the search for the nearest place. */
package io.odonym.index.geo;
