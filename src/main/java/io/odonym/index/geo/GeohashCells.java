package io.odonym.index.geo;

import org.apache.lucene.util.BytesRef;

/**
 * Geohash cells of seven letters (about 153 m × 153 m at the equator), as numbers.
 *
 * <p>Seven letters are 35 bits: 18 of longitude, 17 of latitude. A cell is its column and row in
 * one long; neighbours are then additions. addok 1.3.2 looks up streets near a point by these cells
 * (GEOHASH_PRECISION = 7).
 */
public final class GeohashCells {

    private static final int LONGITUDE_BITS = 18;
    private static final int LATITUDE_BITS = 17;
    private static final int COLUMNS = 1 << LONGITUDE_BITS;
    private static final int ROWS = 1 << LATITUDE_BITS;

    /** The most northern row. */
    static final int LAST_ROW = ROWS - 1;

    private GeohashCells() {}

    /**
     * The cell of a point.
     *
     * @param latitude degrees WGS84; beyond ±90 the nearest row
     * @param longitude degrees WGS84; beyond ±180 it goes round the earth
     */
    public static long of(double latitude, double longitude) {
        int column = unwrappedColumn(longitude);
        int row = (int) Math.floor((latitude + 90) / 180 * ROWS);
        return cell(Math.floorMod(column, COLUMNS), Math.clamp(row, 0, LAST_ROW));
    }

    /**
     * The cells within so many steps of a cell, itself included, row by row.
     *
     * @param steps 1 for the cell and its eight neighbours
     */
    public static long[] around(long cell, int steps) {
        int row = (int) (cell >>> LONGITUDE_BITS);
        int column = (int) (cell & (COLUMNS - 1));
        int top = Math.min(row + steps, LAST_ROW);
        int bottom = Math.max(row - steps, 0);
        int side = 2 * steps + 1;
        long[] cells = new long[(top - bottom + 1) * side];
        int n = 0;
        for (int r = bottom; r <= top; r++) {
            for (int c = column - steps; c <= column + steps; c++) {
                cells[n++] = cell(Math.floorMod(c, COLUMNS), r);
            }
        }
        return cells;
    }

    /** The column of a meridian; beyond the antimeridian it goes on. */
    static int unwrappedColumn(double longitude) {
        return (int) Math.floor((longitude + 180) / 360 * COLUMNS);
    }

    /** The cell of a term. */
    static long read(BytesRef term) {
        long cell = 0;
        for (int i = 0; i < term.length; i++) {
            cell = cell << 8 | term.bytes[term.offset + i] & 0xFF;
        }
        return cell;
    }

    /** A cell's column, from the antimeridian eastward. */
    public static int column(long cell) {
        return (int) (cell & (COLUMNS - 1));
    }

    /** A cell's row, from the south pole northward. */
    public static int row(long cell) {
        return (int) (cell >>> LONGITUDE_BITS);
    }

    /** The longitude of the western edge of a column, degrees. */
    public static double west(int column) {
        return column * 360.0 / COLUMNS - 180;
    }

    /** The latitude of the southern edge of a row, degrees. */
    public static double south(int row) {
        return row * 180.0 / ROWS - 90;
    }

    /** The term of a cell: its 35 bits in five bytes. */
    public static BytesRef term(long cell) {
        byte[] bytes = new byte[5];
        writeTerm(cell, bytes);
        return new BytesRef(bytes);
    }

    /** Writes the term of a cell into five bytes. */
    public static void writeTerm(long cell, byte[] bytes) {
        for (int i = 0; i < 5; i++) {
            bytes[i] = (byte) (cell >>> (32 - 8 * i));
        }
    }

    /** The cell of a column and a row. */
    static long at(int column, int row) {
        return cell(Math.floorMod(column, COLUMNS), Math.clamp(row, 0, LAST_ROW));
    }

    private static long cell(int column, int row) {
        return ((long) row << LONGITUDE_BITS) | column;
    }
}
