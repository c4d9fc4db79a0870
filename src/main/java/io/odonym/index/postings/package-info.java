/**
 * The postings of the token field: file format, iterators, bitsets and weights.
 *
 * <p>{@link io.odonym.index.postings.TokenFieldPostings} reads the postings file, {@link
 * io.odonym.index.postings.BitsetPostings} holds frequent terms as bitsets, and {@link
 * io.odonym.index.postings.PostingsIterator} iterates over either representation.
 */
package io.odonym.index.postings;
