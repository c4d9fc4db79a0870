package io.odonym.index;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Which blocks of cells hold any place, so that an empty sea costs nothing to search: a block is 16
 * × 16 cells, about 2.4 km each way.
 *
 * <p>Immutable; made of the terms of an index when it is first asked for.
 */
public final class NearbyCells {

    /** How many bits of column and row a block leaves out. */
    static final int BLOCK_BITS = 4;

    private final Set<Long> blocks;

    private NearbyCells(Set<Long> blocks) {
        this.blocks = blocks;
    }

    static NearbyCells of(LeafReader segment) throws IOException {
        Set<Long> blocks = new HashSet<>();
        if (segment.terms(Schema.CELL) != null) {
            TermsEnum terms = segment.terms(Schema.CELL).iterator();
            for (BytesRef term = terms.next(); term != null; term = terms.next()) {
                long cell = Cells.read(term);
                blocks.add(block(Cells.column(cell) >> BLOCK_BITS, Cells.row(cell) >> BLOCK_BITS));
            }
        }
        return new NearbyCells(blocks);
    }

    private static long block(int column, int row) {
        return (long) row << 32 | column;
    }

    /** Takes a block. */
    interface BlockConsumer {
        void accept(int blockColumn, int blockRow);
    }

    /** Every block that holds a place, in any order. */
    void forEach(BlockConsumer each) {
        for (long block : blocks) {
            each.accept((int) block, (int) (block >>> 32));
        }
    }

    /** Whether a block holds any place. */
    boolean contains(int blockColumn, int blockRow) {
        return blocks.contains(block(blockColumn, blockRow));
    }
}
