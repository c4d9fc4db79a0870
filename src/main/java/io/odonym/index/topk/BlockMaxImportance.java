package io.odonym.index.topk;

import io.odonym.index.postings.NameLengthRanges;
import io.odonym.index.terms.ForwardIndex;

/**
 * Upper bounds for the importance of documents, one for each block of 64 documents.
 *
 * <p>A lookup uses upper bounds for document weights to skip most documents. The exact importances
 * are stored in a large memory-mapped file, where each access may be a cache miss. The block bounds
 * are small enough to stay in the CPU caches.
 *
 * <p>Immutable and thread-safe.
 */
public final class BlockMaxImportance {

    /**
     * The base-2 logarithm of the number of documents in a block. A block has 64 documents, one for
     * each bit of a bitset word.
     */
    private static final int BLOCK_SHIFT = 6;

    private final double[] maxima;

    private BlockMaxImportance(double[] maxima) {
        this.maxima = maxima;
    }

    /**
     * Computes the bounds from the exact importances. Within a range of equally long names,
     * documents are sorted by descending importance. The maximum of a block is therefore at the
     * start of the block or at the start of a range within the block.
     *
     * @param documentCount the number of documents, at least 1
     */
    public static BlockMaxImportance of(
            ForwardIndex documents, NameLengthRanges ranges, int documentCount) {
        double[] maxima = new double[(documentCount - 1 >> BLOCK_SHIFT) + 1];
        for (int block = 0; block < maxima.length; block++) {
            maxima[block] = documents.importance(block << BLOCK_SHIFT);
        }
        for (int first = 0; first < documentCount; first = ranges.end(ranges.rangeOf(first))) {
            int block = first >> BLOCK_SHIFT;
            maxima[block] = Math.max(maxima[block], documents.importance(first));
        }
        return new BlockMaxImportance(maxima);
    }

    /**
     * Returns an upper bound for the importance of all documents in the block that contains the
     * given document.
     */
    public double maxImportance(int document) {
        return maxima[document >> BLOCK_SHIFT];
    }
}
