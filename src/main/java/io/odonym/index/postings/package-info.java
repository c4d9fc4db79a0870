/** The postings of terms: format, iterators, bitsets and weights. */
package io.odonym.index.postings;
