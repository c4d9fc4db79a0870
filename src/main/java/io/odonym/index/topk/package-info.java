/**
 * Top-k retrieval: conjunctions of lookup keys, upper bounds for blocks of documents, and
 * precomputed champion lists of frequent terms.
 */
package io.odonym.index.topk;
