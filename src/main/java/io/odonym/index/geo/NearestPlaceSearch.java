package io.odonym.index.geo;

import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Visits the documents around a point, cell by cell, from the nearest cell outward: what lies in a
 * cell that is further off than the best so far need not be looked at.
 *
 * <p>Blocks of cells come in the order of their distance, and so do the cells of a block. One
 * search, one thread.
 */
public final class NearestPlaceSearch {

    private static final int BLOCK = 1 << OccupiedCells.BLOCK_BITS;
    private static final int TERM_BYTES = 5;

    /** A ring has so many blocks times its number. */
    private static final int SIDES = 8;

    /** Degrees; up to here a ring of blocks is some kilometres at least. */
    private static final double POLAR = 88;

    /**
     * Rings of blocks, about 100 km in all: further out it is cheaper to sort the blocks that hold
     * places than to ask for each block of a ring whether it does.
     */
    private static final int MAXIMUM_RINGS = 40;

    private final LeafReader segment;
    private final OccupiedCells cells;
    private final double latitude;
    private final CellDistanceBounds distances;
    private final long home;
    private final int[] places = new int[OccupiedCells.CELLS];
    private final long[] order = new long[OccupiedCells.CELLS];
    private final BytesRef term = new BytesRef(new byte[TERM_BYTES]);
    private PostingsEnum postings;

    public NearestPlaceSearch(
            LeafReader segment, OccupiedCells cells, double latitude, double longitude) {
        this.segment = segment;
        this.cells = cells;
        this.latitude = latitude;
        this.distances = new CellDistanceBounds(latitude, longitude);
        this.home = GeohashCells.of(latitude, longitude);
    }

    /** How far to go still. */
    @FunctionalInterface
    public interface Reach {

        /** Kilometres beyond which nothing is wanted any more; may shrink from call to call. */
        double kilometres();
    }

    /**
     * Visits documents, some of them more than once, until what is left is out of reach.
     *
     * @param reach how far to go, asked before each cell
     * @param visitor is given a document with a point in the cell
     */
    public void visit(Reach reach, IntConsumer visitor) {
        try {
            if (segment.terms(IndexSchema.CELL_FIELD) == null) {
                return;
            }
            TermsEnum terms = segment.terms(IndexSchema.CELL_FIELD).iterator();
            int column = GeohashCells.column(home) >> OccupiedCells.BLOCK_BITS;
            int row = GeohashCells.row(home) >> OccupiedCells.BLOCK_BITS;
            // Around a pole every column is near, and rings would not end.
            int rings = Math.abs(latitude) > POLAR ? 0 : MAXIMUM_RINGS;
            for (int ring = 0; ring < rings; ring++) {
                if (ring > 0 && toRing(column, row, ring) > reach.kilometres()) {
                    return;
                }
                visitRing(terms, column, row, ring, reach, visitor);
            }
            visitOutside(terms, column, row, rings, reach, visitor);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Visits what no ring before this one holds, out of a list of all blocks in reach. */
    private void visitOutside(
            TermsEnum terms, int column, int row, int ring, Reach reach, IntConsumer visitor)
            throws IOException {
        record Block(double kilometres, int number) {}
        List<Block> near = new ArrayList<>();
        for (int block = 0; block < cells.blocks(); block++) {
            int c = cells.column(block);
            int r = cells.row(block);
            boolean outside = Math.max(Math.abs(c - column), Math.abs(r - row)) >= ring;
            if (outside) {
                double far = distances.to(c * BLOCK, r * BLOCK, BLOCK);
                if (far <= reach.kilometres()) {
                    near.add(new Block(far, block));
                }
            }
        }
        near.sort(Comparator.comparingDouble(Block::kilometres));
        for (Block block : near) {
            if (block.kilometres() > reach.kilometres()) {
                return;
            }
            visitBlock(terms, block.number(), reach, visitor);
        }
    }

    /** The least distance of what lies outside the rings before. */
    private double toRing(int column, int row, int ring) {
        return distances.outOf(
                (column - ring + 1) * BLOCK, (row - ring + 1) * BLOCK, (2 * ring - 1) * BLOCK);
    }

    private void visitRing(
            TermsEnum terms, int column, int row, int ring, Reach reach, IntConsumer visitor)
            throws IOException {
        long[] blocks = new long[Math.max(1, SIDES * ring)];
        int n = 0;
        for (int r = row - ring; r <= row + ring; r++) {
            boolean edge = Math.abs(r - row) == ring;
            for (int c = column - ring; c <= column + ring; c += edge || ring == 0 ? 1 : 2 * ring) {
                int block = cells.find(c, r);
                if (block != OccupiedCells.NO_BLOCK) {
                    blocks[n++] = packed(distances.to(c * BLOCK, r * BLOCK, BLOCK), block);
                }
            }
        }
        Arrays.sort(blocks, 0, n);
        for (int i = 0; i < n && kilometres(blocks[i]) <= reach.kilometres(); i++) {
            visitBlock(terms, (int) blocks[i], reach, visitor);
        }
    }

    private void visitBlock(TermsEnum terms, int block, Reach reach, IntConsumer visitor)
            throws IOException {
        int west = cells.column(block) * BLOCK;
        int south = cells.row(block) * BLOCK;
        double far = reach.kilometres();
        int all = cells.cells(block, places);
        int n = 0;
        for (int i = 0; i < all; i++) {
            double kilometres =
                    distances.to(west + places[i] % BLOCK, south + places[i] / BLOCK, 1);
            if (kilometres <= far) {
                order[n++] = packed(kilometres, places[i]);
            }
        }
        Arrays.sort(order, 0, n);
        for (int i = 0; i < n && kilometres(order[i]) <= reach.kilometres(); i++) {
            int place = (int) order[i];
            GeohashCells.writeTerm(
                    GeohashCells.at(west + place % BLOCK, south + place / BLOCK), term.bytes);
            if (terms.seekExact(term)) {
                postings = terms.postings(postings, PostingsEnum.NONE);
                for (int document = postings.nextDoc();
                        document != DocIdSetIterator.NO_MORE_DOCS;
                        document = postings.nextDoc()) {
                    visitor.accept(document);
                }
            }
        }
    }

    /** A distance and a number, in one that sorts by the distance. */
    private static long packed(double kilometres, int number) {
        return (long) Float.floatToIntBits((float) kilometres) << 32 | number;
    }

    private static double kilometres(long packed) {
        return Float.intBitsToFloat((int) (packed >>> 32));
    }
}
