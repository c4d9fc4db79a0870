/**
 * The words of a query for the relaxed search, with the punctuation between them and the role of
 * each.
 */
package io.odonym.improve.tokens;
