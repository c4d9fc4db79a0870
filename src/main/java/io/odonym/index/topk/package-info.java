/**
 * Top-k retrieval: conjunctions of lookup keys, upper bounds by block, and precomputed champion
 * lists of frequent terms.
 */
package io.odonym.index.topk;
