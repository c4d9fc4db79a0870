/**
 * The index: what is written for a place, and how it is read back.
 *
 * <p>An index is a folder with a {@code manifest.json} and one data folder that the manifest names.
 * The data folder holds one Lucene segment and what is read off it, see {@link
 * io.odonym.index.build.SideFiles}:
 *
 * <ul>
 *   <li>{@code token} (postings with frequencies, in a format of our own, see {@link
 *       io.odonym.index.postings.TokenPostings}): every token of a place. The frequency is no count
 *       but the code of the token's weight in that place, see {@link
 *       io.odonym.index.postings.TokenWeight};
 *   <li>{@code filter} (postings): {@code type=street}, {@code postcode=75001}, {@code
 *       citycode=75101};
 *   <li>{@code cell} (postings): the geohash cells of seven letters that the place and its house
 *       numbers lie in, see {@link io.odonym.index.geo.GeohashCells};
 *   <li>{@code id} (postings): the identifier;
 *   <li>{@code record} (doc values in a format of our own, see {@link
 *       io.odonym.index.places.PlaceDocValuesFormat}): what ranking reads, folded when the index
 *       was built, the house numbers, and what an answer shows beside them, the BAN's identifiers
 *       aside, see {@link io.odonym.index.places.PlaceDocValues} and {@link
 *       io.odonym.index.places.BanIdentifierFile};
 *   <li>{@code importance} (numeric doc values) and the order of the documents: fewest tokens in
 *       the name first, then the most important, then by identifier. A document's number thereby
 *       breaks ties the same way in every build.
 * </ul>
 *
 * <p>{@link io.odonym.index.build.IndexBuilder} writes, {@link io.odonym.index.AddressIndex} is an
 * opened index shared by all threads, {@link io.odonym.index.IndexLookup} one thread's cursors on
 * it, and {@link io.odonym.index.terms.TermDictionary} every token with its document count, for
 * prefixes and for misspellings.
 */
package io.odonym.index;
