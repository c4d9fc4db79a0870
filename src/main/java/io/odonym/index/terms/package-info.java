/** The terms of an index: dictionary, forward index, co-occurrence, fuzzy terms, word trie. */
package io.odonym.index.terms;
