package io.odonym.index.geo;

import java.util.Arrays;

/**
 * The cells around a point, the nearest first, each with a distance that nothing is nearer than
 * that lies in it, in a cell that follows, or outside them all: who has found something nearer need
 * not look further.
 *
 * <p>A place may have points in several cells and outside; hence the outside counts.
 */
public final class GeohashNeighbourhood {

    private final long[] cells;
    private final double[] kilometres;

    private GeohashNeighbourhood(long[] cells, double[] kilometres) {
        this.cells = cells;
        this.kilometres = kilometres;
    }

    /**
     * The cell of a point and those within so many steps of it.
     *
     * @param latitude degrees WGS84
     * @param longitude degrees WGS84
     * @param steps 1 for the cell and its eight neighbours
     */
    public static GeohashNeighbourhood of(double latitude, double longitude, int steps) {
        int column = GeohashCells.unwrappedColumn(longitude);
        int row = GeohashCells.row(GeohashCells.of(latitude, longitude));
        CellDistanceBounds distances = new CellDistanceBounds(latitude, longitude);
        int side = 2 * steps + 1;
        double outside = distances.outOf(column - steps, row - steps, side);
        long[] cells = new long[side * side];
        double[] kilometres = new double[cells.length];
        int n = 0;
        for (int r = Math.max(0, row - steps);
                r <= Math.min(row + steps, GeohashCells.LAST_ROW);
                r++) {
            for (int c = column - steps; c <= column + steps; c++) {
                double least = distances.to(c, r, 1);
                int at = n++;
                while (at > 0 && kilometres[at - 1] > least) {
                    cells[at] = cells[at - 1];
                    kilometres[at] = kilometres[at - 1];
                    at--;
                }
                cells[at] = GeohashCells.at(c, r);
                kilometres[at] = least;
            }
        }
        for (int i = 0; i < n; i++) {
            kilometres[i] = Math.min(kilometres[i], outside);
        }
        return new GeohashNeighbourhood(Arrays.copyOf(cells, n), kilometres);
    }

    /** How many there are: fewer than a full square only at a pole. */
    public int size() {
        return cells.length;
    }

    /** The i-th nearest; see {@link GeohashCells}. */
    public long cell(int i) {
        return cells[i];
    }

    /**
     * No more than the distance, in kilometres, of anything in the i-th cell, those that follow, or
     * outside.
     */
    public double leastKilometres(int i) {
        return kilometres[i];
    }
}
