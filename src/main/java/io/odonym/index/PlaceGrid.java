package io.odonym.index;

import io.odonym.index.geo.GeohashCells;
import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.terms.DocumentSet;
import io.odonym.model.GeoBounds;

import org.apache.lucene.util.FixedBitSet;

/**
 * The positions of all places on a coarse grid, to find the places in a large rectangle. Takes four
 * bytes a place on the heap, and is therefore created only when a request needs it.
 *
 * <p>Immutable and thread-safe.
 */
final class PlaceGrid {

    /** A grid cell consists of two rows and four columns of geohash cells: about 305 m × 610 m. */
    private static final int ROW_SHIFT = 1;

    private static final int COLUMN_SHIFT = 2;

    /** A longitude in the easternmost column. */
    private static final double EASTERNMOST_DEGREES = 179.9999;

    private static final int COLUMN_BITS = 16;
    private static final int COLUMN_MASK = (1 << COLUMN_BITS) - 1;

    /** The grid cell of each document: the row in the upper bits, the column in the lower bits. */
    private final int[] cells;

    private PlaceGrid(int[] cells) {
        this.cells = cells;
    }

    /** Reads the positions of all places. */
    static PlaceGrid of(PlaceDocValues values, RankingRecord place, int documentCount) {
        int[] cells = new int[documentCount];
        for (int document = 0; document < documentCount; document++) {
            place.read(values, document);
            cells[document] = cell(place.latitude(), place.longitude());
        }
        return new PlaceGrid(cells);
    }

    private static int cell(double latitude, double longitude) {
        long cell = GeohashCells.encode(latitude, longitude);
        return GeohashCells.row(cell) >> ROW_SHIFT << COLUMN_BITS
                | GeohashCells.column(cell) >> COLUMN_SHIFT;
    }

    /** Returns the places in all grid cells that touch a rectangle. */
    DocumentSet find(GeoBounds bounds) {
        int first = cell(bounds.south(), bounds.west());
        // The easternmost meridian is the westernmost one again.
        int last = cell(bounds.north(), Math.min(bounds.east(), EASTERNMOST_DEGREES));
        int west = first & COLUMN_MASK;
        int east = last & COLUMN_MASK;
        int south = first >>> COLUMN_BITS;
        int north = last >>> COLUMN_BITS;
        FixedBitSet bits = new FixedBitSet(cells.length);
        for (int document = 0; document < cells.length; document++) {
            int column = cells[document] & COLUMN_MASK;
            int row = cells[document] >>> COLUMN_BITS;
            if (row >= south && row <= north && column >= west && column <= east) {
                bits.set(document);
            }
        }
        return DocumentSet.ofBits("bounds", bits);
    }
}
