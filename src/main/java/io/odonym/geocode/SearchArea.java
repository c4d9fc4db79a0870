package io.odonym.geocode;

import io.odonym.model.GeoBounds;
import io.odonym.model.GeoPoint;
import io.odonym.rank.GeoDistance;

import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

import java.util.Objects;

/**
 * An area on the Earth, which contains its boundary. Not thread-safe.
 *
 * @see AreaRequest
 */
public sealed interface SearchArea {

    /** Returns a rectangle that contains the area. */
    GeoBounds bounds();

    /** Returns whether the area contains a point, in degrees WGS84. */
    boolean contains(double latitude, double longitude);

    /**
     * A circle.
     *
     * @param center the centre
     * @param metres the radius
     */
    record Circle(GeoPoint center, double metres) implements SearchArea {

        private static final double METRES_PER_KILOMETRE = 1000;

        /** The length of a degree of latitude in metres, rounded down. */
        private static final double METRES_PER_DEGREE = 111_000;

        public Circle {
            Objects.requireNonNull(center);
            if (!(metres > 0)) {
                throw new IllegalArgumentException("radius " + metres);
            }
        }

        @Override
        public GeoBounds bounds() {
            double degreesNorth = metres / METRES_PER_DEGREE;
            double mostPolarLatitude = Math.min(90, Math.abs(center.latitude()) + degreesNorth);
            double degreesEast =
                    Math.min(
                            180,
                            degreesNorth
                                    / Math.max(1e-9, Math.cos(Math.toRadians(mostPolarLatitude))));
            return new GeoBounds(
                    Math.max(-180, center.longitude() - degreesEast),
                    Math.max(-90, center.latitude() - degreesNorth),
                    Math.min(180, center.longitude() + degreesEast),
                    Math.min(90, center.latitude() + degreesNorth));
        }

        @Override
        public boolean contains(double latitude, double longitude) {
            return GeoDistance.kilometres(
                                    latitude, longitude, center.latitude(), center.longitude())
                            * METRES_PER_KILOMETRE
                    <= metres;
        }
    }

    /** A polygon with holes, or several polygons. */
    final class Polygon implements SearchArea {

        private final GeoBounds bounds;
        private final PointOnGeometryLocator locator;
        private final Coordinate point = new Coordinate();

        /**
         * Creates the area of a geometry.
         *
         * @param geometry a valid polygon or multi-polygon in degrees WGS84, with longitudes as x
         * @throws IllegalArgumentException if the geometry is not an area, is empty, or exceeds the
         *     ranges of degrees
         */
        public Polygon(Geometry geometry) {
            Envelope envelope = geometry.getEnvelopeInternal();
            this.bounds =
                    new GeoBounds(
                            envelope.getMinX(),
                            envelope.getMinY(),
                            envelope.getMaxX(),
                            envelope.getMaxY());
            this.locator = new IndexedPointInAreaLocator(geometry);
        }

        @Override
        public GeoBounds bounds() {
            return bounds;
        }

        @Override
        public boolean contains(double latitude, double longitude) {
            point.setX(longitude);
            point.setY(latitude);
            return locator.locate(point) != Location.EXTERIOR;
        }
    }
}
