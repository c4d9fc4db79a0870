/** Geohash cells and the search for the places nearest to a point. */
package io.odonym.index.geo;
