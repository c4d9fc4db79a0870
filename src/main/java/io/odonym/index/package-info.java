/**
 * The address index: opening it and looking up terms, documents and stored places.
 *
 * <p>An index is a directory that contains a {@code manifest.json} and one data directory, whose
 * name is stored in the manifest. The data directory contains one Lucene segment and the side files
 * derived from it; see {@link io.odonym.index.build.SideFileWriter}. The segment has these fields:
 *
 * <ul>
 *   <li>{@code token} (postings with frequencies, in the format of {@link
 *       io.odonym.index.postings.TokenFieldPostings}): every token of a place. The frequency is not
 *       a count but the code of the weight of the token in that place, see {@link
 *       io.odonym.index.postings.TokenWeightCode};
 *   <li>{@code filter} (postings): filter terms such as {@code type=street}, {@code postcode=75001}
 *       and {@code citycode=75101};
 *   <li>{@code cell} (postings): the seven-character geohash cells that contain the point of the
 *       place or of one of its house numbers, see {@link io.odonym.index.geo.GeohashCells};
 *   <li>{@code id} (postings): the identifier of the place;
 *   <li>{@code record} (doc values in the format of {@link
 *       io.odonym.index.places.PlaceDocValuesFormat}): the values that ranking reads, folded at
 *       build time; the house numbers; and the remaining attributes of the place, except BAN
 *       identifiers, see {@link io.odonym.index.places.PlaceDocValues} and {@link
 *       io.odonym.index.places.HouseNumberUuidFile};
 *   <li>{@code importance} (numeric doc values): the importance of the place;
 *   <li>{@code name_tokens} (numeric doc values): the number of tokens of the shortest name.
 * </ul>
 *
 * <p>Documents are sorted by {@code name_tokens}, then by descending importance, then by
 * identifier. Tied results are ordered by document number and therefore have the same order in
 * every build.
 *
 * <p>{@link io.odonym.index.build.IndexBuilder} writes an index. {@link
 * io.odonym.index.AddressIndex} represents an open index and is shared by all threads. {@link
 * io.odonym.index.IndexLookup} holds the iterators and buffers of one thread.
 */
package io.odonym.index;
