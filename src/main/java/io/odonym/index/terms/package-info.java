/**
 * Terms of an index: the term dictionary, the forward index from documents to terms, term
 * co-occurrence, fuzzy matching and the trie of unanalysed words.
 *
 * <p>A term is an analysed token that occurs in at least one document. The ordinal of a term is its
 * zero-based position in the byte order of all terms. Documents are identified by Lucene document
 * numbers.
 */
package io.odonym.index.terms;
