package io.odonym.index.geo;

import io.odonym.model.GeoBounds;

import org.apache.lucene.util.BytesRef;

/**
 * Encodes points as geohash cells of precision 7, which measure about 153 m × 153 m at the equator.
 *
 * <p>A geohash of seven characters has 35 bits: 18 bits of longitude and 17 bits of latitude. A
 * cell is a {@code long} that holds its row in the upper bits and its column in the lower 18 bits,
 * so that the neighbours of a cell can be computed by addition. addok 1.3.2 uses the same cells to
 * find streets near a point (GEOHASH_PRECISION = 7).
 */
public final class GeohashCells {

    /** The size of the index term of a cell, in bytes. */
    public static final int TERM_BYTES = 5;

    private static final int LONGITUDE_BITS = 18;
    private static final int LATITUDE_BITS = 17;
    private static final int COLUMNS = 1 << LONGITUDE_BITS;
    private static final int ROWS = 1 << LATITUDE_BITS;

    /** The northernmost row. */
    static final int MAX_ROW = ROWS - 1;

    private GeohashCells() {}

    /**
     * Returns the cell that contains a point.
     *
     * @param latitude the latitude in degrees (WGS84), clamped to the range from −90 to 90
     * @param longitude the longitude in degrees (WGS84); values outside the range from −180 to 180
     *     wrap around
     */
    public static long encode(double latitude, double longitude) {
        int row = (int) Math.floor((latitude + 90) / 180 * ROWS);
        return cell(unwrappedColumn(longitude), row);
    }

    /**
     * Returns the square of cells around a cell, row by row from the south. The square includes the
     * cell itself and is cut off at the poles.
     *
     * @param steps the distance from the cell to the edge of the square, in cells; 1 returns the
     *     cell and its eight neighbours
     */
    public static long[] around(long cell, int steps) {
        int row = row(cell);
        int column = column(cell);
        int top = Math.min(row + steps, MAX_ROW);
        int bottom = Math.max(row - steps, 0);
        int side = 2 * steps + 1;
        long[] cells = new long[(top - bottom + 1) * side];
        int n = 0;
        for (int r = bottom; r <= top; r++) {
            for (int c = column - steps; c <= column + steps; c++) {
                cells[n++] = cell(c, r);
            }
        }
        return cells;
    }

    /** Returns the number of cells that touch a rectangle. */
    public static long countWithin(GeoBounds bounds) {
        long rows = row(encode(bounds.north(), 0)) - row(encode(bounds.south(), 0)) + 1L;
        long columns = unwrappedColumn(bounds.east()) - unwrappedColumn(bounds.west()) + 1L;
        return rows * columns;
    }

    /** Returns the cells that touch a rectangle, row by row from the south. */
    public static long[] within(GeoBounds bounds) {
        long[] cells = new long[Math.toIntExact(countWithin(bounds))];
        int n = 0;
        for (int row = row(encode(bounds.south(), 0));
                row <= row(encode(bounds.north(), 0));
                row++) {
            for (int column = unwrappedColumn(bounds.west());
                    column <= unwrappedColumn(bounds.east());
                    column++) {
                cells[n++] = cell(column, row);
            }
        }
        return cells;
    }

    /**
     * Returns the column of a longitude without wrapping around. The column is negative for
     * longitudes below −180 degrees and at least {@code COLUMNS} for longitudes of 180 degrees or
     * more.
     */
    static int unwrappedColumn(double longitude) {
        return (int) Math.floor((longitude + 180) / 360 * COLUMNS);
    }

    /** Returns the column of a cell, counted eastward from the antimeridian. */
    public static int column(long cell) {
        return (int) (cell & (COLUMNS - 1));
    }

    /** Returns the row of a cell, counted northward from the South Pole. */
    public static int row(long cell) {
        return (int) (cell >>> LONGITUDE_BITS);
    }

    /** Returns the longitude of the western edge of a column, in degrees. */
    public static double west(int column) {
        return column * 360.0 / COLUMNS - 180;
    }

    /** Returns the latitude of the southern edge of a row, in degrees. */
    public static double south(int row) {
        return row * 180.0 / ROWS - 90;
    }

    /** Returns the index term of a cell: the cell's 35 bits as five bytes, big-endian. */
    public static BytesRef encodeTerm(long cell) {
        byte[] bytes = new byte[TERM_BYTES];
        writeTerm(cell, bytes);
        return new BytesRef(bytes);
    }

    /** Writes the index term of a cell to the first {@link #TERM_BYTES} bytes of an array. */
    public static void writeTerm(long cell, byte[] bytes) {
        for (int i = 0; i < TERM_BYTES; i++) {
            bytes[i] = (byte) (cell >>> (32 - 8 * i));
        }
    }

    /** Returns the cell that an index term encodes. */
    static long decodeTerm(BytesRef term) {
        long cell = 0;
        for (int i = 0; i < term.length; i++) {
            cell = cell << 8 | term.bytes[term.offset + i] & 0xFF;
        }
        return cell;
    }

    /**
     * Returns the cell in the given column and row. The column wraps around, and the row is
     * clamped.
     */
    static long cell(int column, int row) {
        return (long) Math.clamp(row, 0, MAX_ROW) << LONGITUDE_BITS
                | Math.floorMod(column, COLUMNS);
    }
}
