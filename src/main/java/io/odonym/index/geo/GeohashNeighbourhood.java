package io.odonym.index.geo;

import java.util.Arrays;

/**
 * The geohash cells around a point, sorted by distance, nearest first. Immutable.
 *
 * <p>Each cell has a lower bound for the distance of every place in that cell, in a later cell or
 * outside the neighbourhood. A search can stop as soon as its best result is nearer than the bound
 * of the next cell. The bound also covers the area outside the neighbourhood, because a place can
 * have points both inside and outside.
 */
public final class GeohashNeighbourhood {

    private final long[] cells;
    private final double[] minKilometres;

    private GeohashNeighbourhood(long[] cells, double[] minKilometres) {
        this.cells = cells;
        this.minKilometres = minKilometres;
    }

    /**
     * Returns the square of cells centred on the cell of a point.
     *
     * @param latitude the latitude in degrees (WGS84)
     * @param longitude the longitude in degrees (WGS84)
     * @param steps the distance from the central cell to the edge of the square, in cells; 1
     *     returns the cell and its eight neighbours
     */
    public static GeohashNeighbourhood of(double latitude, double longitude, int steps) {
        int column = GeohashCells.unwrappedColumn(longitude);
        int row = GeohashCells.row(GeohashCells.encode(latitude, longitude));
        CellDistanceBounds bounds = new CellDistanceBounds(latitude, longitude);
        int side = 2 * steps + 1;
        double outside = bounds.minKilometresOutside(column - steps, row - steps, side);
        long[] cells = new long[side * side];
        double[] minKilometres = new double[cells.length];
        int n = 0;
        for (int r = Math.max(0, row - steps);
                r <= Math.min(row + steps, GeohashCells.MAX_ROW);
                r++) {
            for (int c = column - steps; c <= column + steps; c++) {
                double bound = bounds.minKilometresTo(c, r, 1);
                int position = n++;
                while (position > 0 && minKilometres[position - 1] > bound) {
                    cells[position] = cells[position - 1];
                    minKilometres[position] = minKilometres[position - 1];
                    position--;
                }
                cells[position] = GeohashCells.cell(c, r);
                minKilometres[position] = bound;
            }
        }
        for (int i = 0; i < n; i++) {
            minKilometres[i] = Math.min(minKilometres[i], outside);
        }
        return new GeohashNeighbourhood(Arrays.copyOf(cells, n), minKilometres);
    }

    /** Returns the number of cells. The cells form a complete square except at a pole. */
    public int size() {
        return cells.length;
    }

    /**
     * Returns the cell with the given index. Cells are indexed in order of distance. See {@link
     * GeohashCells} for the encoding of cells.
     */
    public long cell(int i) {
        return cells[i];
    }

    /**
     * Returns a lower bound, in kilometres, for the distance of every place in the cell with the
     * given index, in a later cell or outside the neighbourhood.
     */
    public double minKilometres(int i) {
        return minKilometres[i];
    }
}
