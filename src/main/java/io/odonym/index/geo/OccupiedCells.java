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
 * Which cells hold any place, so that neither an empty sea nor an empty field costs a look into the
 * index: a bit for each cell of each block that holds a place. A block is 16 × 16 cells, about 2.4
 * km each way.
 *
 * <p>Immutable; made of the terms of an index when it is first asked for. All of France has some
 * hundred thousand blocks of 40 bytes.
 */
public final class OccupiedCells {

    /** How many bits of column and row a block leaves out. */
    static final int BLOCK_BITS = 4;

    /** Given where a block holds no place. */
    static final int NO_BLOCK = -1;

    private static final int MASK = (1 << BLOCK_BITS) - 1;

    /** So many a block has. */
    static final int CELLS = 1 << 2 * BLOCK_BITS;

    private static final int LONGS = CELLS / Long.SIZE;

    /** Blocks in order of rows, then columns. */
    private final long[] blocks;

    private final long[] bits;

    private OccupiedCells(long[] blocks, long[] bits) {
        this.blocks = blocks;
        this.bits = bits;
    }

    public static OccupiedCells of(LeafReader segment) throws IOException {
        Builder builder = new Builder();
        if (segment.terms(IndexSchema.CELL_FIELD) != null) {
            TermsEnum terms = segment.terms(IndexSchema.CELL_FIELD).iterator();
            for (BytesRef term = terms.next(); term != null; term = terms.next()) {
                builder.add(GeohashCells.read(term));
            }
        }
        return builder.build();
    }

    /** Takes cells in their order, which is row by row: blocks are gathered a row at a time. */
    private static final class Builder {

        private final TreeMap<Integer, long[]> row = new TreeMap<>();
        private long[] blocks = {};
        private long[] bits = {};
        private int count;
        private int at;

        void add(long cell) {
            int blockRow = GeohashCells.row(cell) >> BLOCK_BITS;
            if (blockRow != at) {
                endRow();
                at = blockRow;
            }
            int column = GeohashCells.column(cell);
            int place = (GeohashCells.row(cell) & MASK) << BLOCK_BITS | column & MASK;
            row.computeIfAbsent(column >> BLOCK_BITS, _ -> new long[LONGS])[place >> 6] |=
                    1L << place;
        }

        private void endRow() {
            if (blocks.length < count + row.size()) {
                int size = (count + row.size()) * 3 / 2;
                blocks = Arrays.copyOf(blocks, size);
                bits = Arrays.copyOf(bits, size * LONGS);
            }
            for (Map.Entry<Integer, long[]> block : row.entrySet()) {
                blocks[count] = key(block.getKey(), at);
                System.arraycopy(block.getValue(), 0, bits, count * LONGS, LONGS);
                count++;
            }
            row.clear();
        }

        OccupiedCells build() {
            endRow();
            return new OccupiedCells(
                    Arrays.copyOf(blocks, count), Arrays.copyOf(bits, count * LONGS));
        }
    }

    private static long key(int column, int row) {
        return (long) row << 32 | column;
    }

    /** How many blocks hold a place; they are numbered from 0. */
    int blocks() {
        return blocks.length;
    }

    /** The number of a block, or {@link #NO_BLOCK}. */
    int find(int blockColumn, int blockRow) {
        return Math.max(NO_BLOCK, Arrays.binarySearch(blocks, key(blockColumn, blockRow)));
    }

    /** The column of a block. */
    int column(int block) {
        return (int) blocks[block];
    }

    /** The row of a block. */
    int row(int block) {
        return (int) (blocks[block] >>> 32);
    }

    /**
     * Lists the cells of a block that hold a place, row by row.
     *
     * @param into is given the row in the block, times 16, plus the column; long enough for {@link
     *     #CELLS}
     * @return how many they are
     */
    int cells(int block, int[] into) {
        int n = 0;
        for (int i = 0; i < LONGS; i++) {
            for (long left = bits[block * LONGS + i]; left != 0; left &= left - 1) {
                into[n++] = i << 6 | Long.numberOfTrailingZeros(left);
            }
        }
        return n;
    }
}
