/**
 * Terms of an index: the term dictionary, the forward index from documents to terms, term
 * co-occurrence, fuzzy matching and the trie of written words.
 *
 * <p>A term is an analysed token that occurs in at least one document. Its ordinal is its position
 * in the byte order of all terms, from 0. Documents are identified by Lucene document numbers.
 */
package io.odonym.index.terms;
