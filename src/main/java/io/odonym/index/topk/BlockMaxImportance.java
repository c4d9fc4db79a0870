package io.odonym.index.topk;

import io.odonym.index.postings.NameLengthRanges;
import io.odonym.index.terms.ForwardIndex;

/**
 * Of each sixty-four documents an importance that none of them exceeds.
 *
 * <p>A lookup leaves most documents out for what they would weigh at best. Their own importances
 * are scattered over a mapped table, and each is a wait for memory; these, 300 kB for all of
 * France, stay in the processor's caches. Immutable, for any number of threads.
 */
public final class BlockMaxImportance {

    /** As many documents as a word of bits. */
    private static final int BLOCK_SHIFT = 6;

    private final double[] most;

    private BlockMaxImportance(double[] most) {
        this.most = most;
    }

    /**
     * Reads them off a table. Within a group of equally long names the importance falls, so that
     * the first of a block or of a group in it has the most.
     *
     * @param count how many documents there are
     */
    public static BlockMaxImportance of(
            ForwardIndex documents, NameLengthRanges groups, int count) {
        double[] most = new double[(count - 1 >> BLOCK_SHIFT) + 1];
        for (int block = 0; block < most.length; block++) {
            most[block] = documents.importance(block << BLOCK_SHIFT);
        }
        for (int first = 0; first < count; first = groups.end(groups.group(first))) {
            int block = first >> BLOCK_SHIFT;
            most[block] = Math.max(most[block], documents.importance(first));
        }
        return new BlockMaxImportance(most);
    }

    /** No less than a document's importance. */
    public double most(int document) {
        return most[document >> BLOCK_SHIFT];
    }
}
