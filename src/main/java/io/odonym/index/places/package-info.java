/**
 * Storage of places: ranking records, house numbers and attributes, with the dictionaries and
 * columns that encode them.
 */
package io.odonym.index.places;
