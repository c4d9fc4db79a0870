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
 * Visits the documents around a point in order of increasing cell distance, within a search radius
 * that may shrink while the search runs.
 *
 * <p>The search proceeds in square rings of blocks around the block of the point; see {@link
 * OccupiedCells}. Within a ring, the nearest blocks are visited first; within a block, the nearest
 * cells are visited first. After {@link #MAX_RINGS} rings, or near a pole, the search sorts all
 * remaining blocks by distance instead.
 *
 * <p>Not thread-safe. An instance is used for a single search.
 */
public final class NearestPlaceSearch {

    private static final int BLOCK_SIDE = 1 << OccupiedCells.BLOCK_BITS;

    /**
     * The number of blocks in the first ring around the central block. Ring {@code n} has {@code n}
     * times as many blocks.
     */
    private static final int BLOCKS_PER_RING = 8;

    /**
     * The highest latitude, in degrees, at which the search uses rings. Closer to a pole, columns
     * are so narrow that a ring of blocks covers almost no distance.
     */
    private static final double MAX_RING_LATITUDE = 88;

    /**
     * The maximum number of rings, which cover a radius of about 100 km. Beyond this radius,
     * sorting the occupied blocks costs less than looking up each block of a ring.
     */
    private static final int MAX_RINGS = 40;

    private final LeafReader segment;
    private final OccupiedCells cells;
    private final double latitude;
    private final CellDistanceBounds bounds;
    private final int homeColumn;
    private final int homeRow;
    private final int[] cellsOfBlock = new int[OccupiedCells.CELLS_PER_BLOCK];
    private final long[] cellsByDistance = new long[OccupiedCells.CELLS_PER_BLOCK];
    private final BytesRef term = new BytesRef(new byte[GeohashCells.TERM_BYTES]);
    private PostingsEnum postings;

    /**
     * Prepares a search around a point.
     *
     * @param segment the segment to search
     * @param cells the occupied cells of the segment
     * @param latitude the latitude of the point in degrees (WGS84)
     * @param longitude the longitude of the point in degrees (WGS84)
     */
    public NearestPlaceSearch(
            LeafReader segment, OccupiedCells cells, double latitude, double longitude) {
        this.segment = segment;
        this.cells = cells;
        this.latitude = latitude;
        this.bounds = new CellDistanceBounds(latitude, longitude);
        long home = GeohashCells.encode(latitude, longitude);
        this.homeColumn = GeohashCells.column(home) >> OccupiedCells.BLOCK_BITS;
        this.homeRow = GeohashCells.row(home) >> OccupiedCells.BLOCK_BITS;
    }

    /** Provides the current radius of a search. */
    @FunctionalInterface
    public interface SearchRadius {

        /**
         * Returns the current search radius, in kilometres. The radius must not increase during a
         * search.
         */
        double kilometres();
    }

    /**
     * Visits the documents within the search radius. A document with points in several cells may be
     * visited more than once.
     *
     * @param radius the search radius, read again before each cell
     * @param visitor receives each document that has a point in a visited cell
     * @throws IndexException if the index cannot be read
     */
    public void visit(SearchRadius radius, IntConsumer visitor) {
        try {
            if (segment.terms(IndexSchema.CELL_FIELD) == null) {
                return;
            }
            TermsEnum terms = segment.terms(IndexSchema.CELL_FIELD).iterator();
            int rings = Math.abs(latitude) > MAX_RING_LATITUDE ? 0 : MAX_RINGS;
            for (int ring = 0; ring < rings; ring++) {
                if (ring > 0 && minKilometresToRing(ring) > radius.kilometres()) {
                    return;
                }
                visitRing(terms, ring, radius, visitor);
            }
            visitBeyondRings(terms, rings, radius, visitor);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Visits the occupied blocks of a ring and of all larger rings in order of distance. */
    private void visitBeyondRings(
            TermsEnum terms, int firstRing, SearchRadius radius, IntConsumer visitor)
            throws IOException {
        record Block(double kilometres, int ordinal) {}
        List<Block> blocks = new ArrayList<>();
        for (int block = 0; block < cells.blockCount(); block++) {
            int column = cells.blockColumn(block);
            int row = cells.blockRow(block);
            int ring = Math.max(Math.abs(column - homeColumn), Math.abs(row - homeRow));
            if (ring >= firstRing) {
                double kilometres = minKilometresToBlock(column, row);
                if (kilometres <= radius.kilometres()) {
                    blocks.add(new Block(kilometres, block));
                }
            }
        }
        blocks.sort(Comparator.comparingDouble(Block::kilometres));
        for (Block block : blocks) {
            if (block.kilometres() > radius.kilometres()) {
                return;
            }
            visitBlock(terms, block.ordinal(), radius, visitor);
        }
    }

    /** Returns a lower bound for the distance to all cells in a ring and in all larger rings. */
    private double minKilometresToRing(int ring) {
        return bounds.minKilometresOutside(
                (homeColumn - ring + 1) * BLOCK_SIDE,
                (homeRow - ring + 1) * BLOCK_SIDE,
                (2 * ring - 1) * BLOCK_SIDE);
    }

    private double minKilometresToBlock(int column, int row) {
        return bounds.minKilometresTo(column * BLOCK_SIDE, row * BLOCK_SIDE, BLOCK_SIDE);
    }

    private void visitRing(TermsEnum terms, int ring, SearchRadius radius, IntConsumer visitor)
            throws IOException {
        long[] blocks = new long[Math.max(1, BLOCKS_PER_RING * ring)];
        int n = 0;
        for (int row = homeRow - ring; row <= homeRow + ring; row++) {
            boolean edge = Math.abs(row - homeRow) == ring;
            int step = edge || ring == 0 ? 1 : 2 * ring;
            for (int column = homeColumn - ring; column <= homeColumn + ring; column += step) {
                int block = cells.findBlock(column, row);
                if (block != OccupiedCells.NO_BLOCK) {
                    blocks[n++] = packDistance(minKilometresToBlock(column, row), block);
                }
            }
        }
        Arrays.sort(blocks, 0, n);
        for (int i = 0; i < n && unpackDistance(blocks[i]) <= radius.kilometres(); i++) {
            visitBlock(terms, (int) blocks[i], radius, visitor);
        }
    }

    private void visitBlock(TermsEnum terms, int block, SearchRadius radius, IntConsumer visitor)
            throws IOException {
        int west = cells.blockColumn(block) * BLOCK_SIDE;
        int south = cells.blockRow(block) * BLOCK_SIDE;
        double initialRadius = radius.kilometres();
        int occupied = cells.listCells(block, cellsOfBlock);
        int n = 0;
        for (int i = 0; i < occupied; i++) {
            int cell = cellsOfBlock[i];
            double kilometres =
                    bounds.minKilometresTo(west + cell % BLOCK_SIDE, south + cell / BLOCK_SIDE, 1);
            if (kilometres <= initialRadius) {
                cellsByDistance[n++] = packDistance(kilometres, cell);
            }
        }
        Arrays.sort(cellsByDistance, 0, n);
        for (int i = 0; i < n && unpackDistance(cellsByDistance[i]) <= radius.kilometres(); i++) {
            int cell = (int) cellsByDistance[i];
            GeohashCells.writeTerm(
                    GeohashCells.cell(west + cell % BLOCK_SIDE, south + cell / BLOCK_SIDE),
                    term.bytes);
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

    /** Packs a distance and an ordinal into a long. Packed values sort by distance. */
    private static long packDistance(double kilometres, int ordinal) {
        return (long) Float.floatToIntBits((float) kilometres) << 32 | ordinal;
    }

    private static double unpackDistance(long packed) {
        return Float.intBitsToFloat((int) (packed >>> 32));
    }
}
