package io.odonym.index.geo;

import io.odonym.model.GeoPoint;

/**
 * How far squares of cells are from a point, at least.
 *
 * <p>Told on a flat earth whose meridians are as close to each other as at the most polar latitude
 * looked at, so that it is never more than the true distance. Columns may lie beyond the
 * antimeridian: what counts is how many there are between.
 */
final class CellDistanceBounds {

    /** Cells are bounded by parallels, which are no great circles: distances are a little less. */
    private static final double SAFETY = 0.99;

    private final double latitude;
    private final double longitude;

    /** From a point; degrees WGS84. */
    CellDistanceBounds(double latitude, double longitude) {
        this.latitude = latitude;
        this.longitude = longitude;
    }

    /**
     * The least distance of anything in a square, in kilometres; 0 from within.
     *
     * @param column of the western cells
     * @param row of the southern cells
     * @param size how many cells a side has
     */
    double to(int column, int row, int size) {
        double south = GeohashCells.south(row);
        double north = GeohashCells.south(row + size);
        double west = GeohashCells.west(column);
        double east = GeohashCells.west(column + size);
        double up = Math.max(0, Math.max(south - latitude, latitude - north));
        double across = Math.max(0, Math.max(west - longitude, longitude - east));
        double flat = across * shrunk(Math.max(Math.abs(south), Math.abs(north)));
        return kilometres(Math.sqrt(up * up + flat * flat));
    }

    /**
     * The least distance of anything outside a square that the point is in, in kilometres.
     *
     * @param column of the western cells
     * @param row of the southern cells
     * @param size how many cells a side has
     */
    double outOf(int column, int row, int size) {
        double south = latitude - GeohashCells.south(row);
        double north = GeohashCells.south(row + size) - latitude;
        double west = longitude - GeohashCells.west(column);
        double east = GeohashCells.west(column + size) - longitude;
        double across = Math.min(west, east) * shrunk(Math.abs(latitude) + 1);
        return kilometres(Math.min(Math.min(south, north), across));
    }

    /** How long a degree along a parallel is where it is shortest, a meridian's being 1. */
    private double shrunk(double mostPolar) {
        double highest = Math.min(90, Math.max(Math.abs(latitude), mostPolar));
        return Math.max(0, Math.cos(Math.toRadians(highest)));
    }

    private static double kilometres(double degrees) {
        return Math.toRadians(degrees) * GeoPoint.EARTH_RADIUS_KILOMETRES * SAFETY;
    }
}
