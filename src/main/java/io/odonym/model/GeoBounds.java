package io.odonym.model;

/**
 * A rectangle on the Earth, in degrees WGS84. It does not cross the antimeridian. Immutable.
 *
 * @param west the smallest longitude, -180 to 180
 * @param south the smallest latitude, -90 to 90
 * @param east the largest longitude, at least {@code west}
 * @param north the largest latitude, at least {@code south}
 */
public record GeoBounds(double west, double south, double east, double north) {

    /**
     * Creates a rectangle.
     *
     * @throws IllegalArgumentException if a coordinate is out of range, or if the edges are swapped
     */
    public GeoBounds {
        if (!(west >= -180 && east <= 180 && west <= east)) {
            throw new IllegalArgumentException("longitudes " + west + " to " + east);
        }
        if (!(south >= -90 && north <= 90 && south <= north)) {
            throw new IllegalArgumentException("latitudes " + south + " to " + north);
        }
    }

    /** Returns whether a point lies in this rectangle or on its edge. */
    public boolean contains(double latitude, double longitude) {
        return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
    }

    /** Returns a rectangle whose edges are further out by a number of degrees. */
    public GeoBounds grownBy(double degrees) {
        return new GeoBounds(
                Math.max(-180, west - degrees),
                Math.max(-90, south - degrees),
                Math.min(180, east + degrees),
                Math.min(90, north + degrees));
    }

    /** Returns the centre of this rectangle. */
    public GeoPoint center() {
        return new GeoPoint((south + north) / 2, (west + east) / 2);
    }
}
