/** Top-k retrieval: conjunctions, block-max bounds, champion lists. */
package io.odonym.index.topk;
