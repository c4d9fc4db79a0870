package io.odonym.index.geo;

import io.odonym.model.GeoPoint;

/**
 * Computes lower bounds for the distance between a point and squares of geohash cells.
 *
 * <p>The computation uses a flat projection, with the length of a degree of longitude at the
 * highest latitude involved, where it is shortest. A bound is therefore never larger than the true
 * distance. If a square crosses the antimeridian, its columns may be negative or beyond the last
 * column of the grid. Immutable.
 */
final class CellDistanceBounds {

    /**
     * Reduces each bound by one percent, because the northern and southern edges of a cell are
     * parallels and not great circles.
     */
    private static final double SAFETY_FACTOR = 0.99;

    private final double latitude;
    private final double longitude;

    /** Creates bounds for distances from a point, given in degrees (WGS84). */
    CellDistanceBounds(double latitude, double longitude) {
        this.latitude = latitude;
        this.longitude = longitude;
    }

    /**
     * Returns a lower bound for the distance to any location inside a square of cells, in
     * kilometres; 0 if the point is inside the square.
     *
     * @param column the westernmost column
     * @param row the southernmost row
     * @param side the number of cells per side
     */
    double minKilometresTo(int column, int row, int side) {
        double south = GeohashCells.south(row);
        double north = GeohashCells.south(row + side);
        double west = GeohashCells.west(column);
        double east = GeohashCells.west(column + side);
        double latitudeGap = Math.max(0, Math.max(south - latitude, latitude - north));
        double longitudeGap = Math.max(0, Math.max(west - longitude, longitude - east));
        double scaledGap =
                longitudeGap * longitudeScale(Math.max(Math.abs(south), Math.abs(north)));
        return kilometres(Math.sqrt(latitudeGap * latitudeGap + scaledGap * scaledGap));
    }

    /**
     * Returns a lower bound for the distance to any location outside a square of cells that
     * contains the point, in kilometres.
     *
     * @param column the westernmost column
     * @param row the southernmost row
     * @param side the number of cells per side
     */
    double minKilometresOutside(int column, int row, int side) {
        double toSouth = latitude - GeohashCells.south(row);
        double toNorth = GeohashCells.south(row + side) - latitude;
        double toWest = longitude - GeohashCells.west(column);
        double toEast = GeohashCells.west(column + side) - longitude;
        double scaledGap = Math.min(toWest, toEast) * longitudeScale(Math.abs(latitude) + 1);
        return kilometres(Math.min(Math.min(toSouth, toNorth), scaledGap));
    }

    /**
     * Returns the ratio of the length of a degree of longitude to that of a degree of latitude. The
     * ratio applies to the point or to the given latitude, whichever is closer to a pole.
     */
    private double longitudeScale(double absoluteLatitude) {
        double highest = Math.min(90, Math.max(Math.abs(latitude), absoluteLatitude));
        return Math.max(0, Math.cos(Math.toRadians(highest)));
    }

    private static double kilometres(double degrees) {
        return Math.toRadians(degrees) * GeoPoint.EARTH_RADIUS_KILOMETRES * SAFETY_FACTOR;
    }
}
