/** What an index keeps of a place: ranking records, house numbers, stored attributes. */
package io.odonym.index.places;
