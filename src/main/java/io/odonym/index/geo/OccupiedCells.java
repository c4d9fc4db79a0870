package io.odonym.index.geo;

import io.odonym.index.store.IndexSchema;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The set of geohash cells that contain at least one place, so that a search does not look up empty
 * cells in the index.
 *
 * <p>The set contains a bitmap for each occupied block of 16 × 16 cells (about 2.4 km × 2.4 km). A
 * block takes 40 bytes; all of France has about a hundred thousand occupied blocks. Immutable.
 */
public final class OccupiedCells {

    /** The number of low bits of a column or row that select a cell within its block. */
    static final int BLOCK_BITS = 4;

    /** The result of {@link #findBlock} for a block without places. */
    static final int NO_BLOCK = -1;

    private static final int MASK = (1 << BLOCK_BITS) - 1;

    /** The number of geohash cells in a block. */
    static final int CELLS_PER_BLOCK = 1 << 2 * BLOCK_BITS;

    private static final int LONGS_PER_BLOCK = CELLS_PER_BLOCK / Long.SIZE;

    /** The keys of the occupied blocks, sorted by row and then by column. */
    private final long[] blocks;

    /** The bitmaps of the occupied cells of each block, in the order of {@link #blocks}. */
    private final long[] bits;

    private OccupiedCells(long[] blocks, long[] bits) {
        this.blocks = blocks;
        this.bits = bits;
    }

    /** Collects the occupied cells of a segment from the terms of its cell field. */
    public static OccupiedCells of(LeafReader segment) throws IOException {
        Builder builder = new Builder();
        if (segment.terms(IndexSchema.CELL_FIELD) != null) {
            TermsEnum terms = segment.terms(IndexSchema.CELL_FIELD).iterator();
            for (BytesRef term = terms.next(); term != null; term = terms.next()) {
                builder.add(GeohashCells.decodeTerm(term));
            }
        }
        return builder.build();
    }

    /** Builds the set from sorted cells, one row of blocks at a time. */
    private static final class Builder {

        private final TreeMap<Integer, long[]> currentRow = new TreeMap<>();
        private long[] blocks = {};
        private long[] bits = {};
        private int count;
        private int currentRowNumber;

        void add(long cell) {
            int blockRow = GeohashCells.row(cell) >> BLOCK_BITS;
            if (blockRow != currentRowNumber) {
                finishRow();
                currentRowNumber = blockRow;
            }
            int column = GeohashCells.column(cell);
            int cellInBlock = (GeohashCells.row(cell) & MASK) << BLOCK_BITS | column & MASK;
            currentRow
                            .computeIfAbsent(column >> BLOCK_BITS, _ -> new long[LONGS_PER_BLOCK])[
                            cellInBlock >> 6] |=
                    1L << cellInBlock;
        }

        private void finishRow() {
            if (blocks.length < count + currentRow.size()) {
                int size = (count + currentRow.size()) * 3 / 2;
                blocks = Arrays.copyOf(blocks, size);
                bits = Arrays.copyOf(bits, size * LONGS_PER_BLOCK);
            }
            for (Map.Entry<Integer, long[]> block : currentRow.entrySet()) {
                blocks[count] = key(block.getKey(), currentRowNumber);
                System.arraycopy(
                        block.getValue(), 0, bits, count * LONGS_PER_BLOCK, LONGS_PER_BLOCK);
                count++;
            }
            currentRow.clear();
        }

        OccupiedCells build() {
            finishRow();
            return new OccupiedCells(
                    Arrays.copyOf(blocks, count), Arrays.copyOf(bits, count * LONGS_PER_BLOCK));
        }
    }

    private static long key(int column, int row) {
        return (long) row << 32 | column;
    }

    /** Returns the number of occupied blocks. The ordinals of blocks start at 0. */
    int blockCount() {
        return blocks.length;
    }

    /** Returns the ordinal of a block, or {@link #NO_BLOCK} if it contains no place. */
    int findBlock(int blockColumn, int blockRow) {
        return Math.max(NO_BLOCK, Arrays.binarySearch(blocks, key(blockColumn, blockRow)));
    }

    /** Returns the column of a block in the grid of blocks. */
    int blockColumn(int block) {
        return (int) blocks[block];
    }

    /** Returns the row of a block in the grid of blocks. */
    int blockRow(int block) {
        return (int) (blocks[block] >>> 32);
    }

    /**
     * Lists the occupied cells of a block, row by row.
     *
     * @param target an array of at least {@link #CELLS_PER_BLOCK} elements; receives 16 × row +
     *     column for each cell, with the row and column counted within the block
     * @return the number of occupied cells
     */
    int listCells(int block, int[] target) {
        int n = 0;
        for (int i = 0; i < LONGS_PER_BLOCK; i++) {
            for (long word = bits[block * LONGS_PER_BLOCK + i]; word != 0; word &= word - 1) {
                target[n++] = i << 6 | Long.numberOfTrailingZeros(word);
            }
        }
        return n;
    }
}
