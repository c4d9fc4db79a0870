package io.odonym.http.geoplateforme;

import io.odonym.geocode.SearchArea;
import io.odonym.http.exchange.JsonReader;
import io.odonym.model.GeoBounds;
import io.odonym.model.GeoPoint;
import io.odonym.model.JsonObject;
import io.odonym.rank.GeoDistance;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameter {@code searchgeom}: a GeoJSON Point, LineString or Polygon, or a Circle, in degrees
 * WGS84.
 *
 * @param type the type of the geometry
 * @param area the area of a polygon or circle; empty for other types
 */
record SearchGeometry(String type, Optional<SearchArea> area) {

    private static final String NAME = "searchgeom";
    private static final String UNREADABLE =
            "unable to parse value as valid JSON or GeoJSON object";

    /** The maximum radius of a circle, in metres. */
    private static final double MAX_RADIUS = 500;

    /** The maximum absolute latitude of a circle, in degrees. */
    private static final double MAX_CIRCLE_LATITUDE = 85;

    /** The maximum length of a side of the bounding box, in metres. */
    private static final double MAX_SIDE = 1000;

    private static final double METRES_PER_KILOMETRE = 1000;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** Reads the geometry of a request, and gathers its faults. */
    static Optional<SearchGeometry> read(ParameterReader parameters) {
        Optional<String> text = parameters.text(NAME);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(JsonReader.read(text.get())));
        } catch (JsonReader.InvalidJsonException malformed) {
            parameters.fault(NAME, UNREADABLE);
        } catch (InvalidGeometryException invalid) {
            parameters.fault(NAME, invalid.getMessage());
        }
        return Optional.empty();
    }

    /** Thrown if a value is JSON, but not a geometry that a request may use. */
    private static final class InvalidGeometryException extends RuntimeException {
        private static final long serialVersionUID = 1;

        InvalidGeometryException(String message) {
            super(message, null, false, false);
        }
    }

    private static SearchGeometry parse(Object value) {
        if (!(value instanceof JsonObject geometry)) {
            throw new InvalidGeometryException(UNREADABLE);
        }
        String type = geometry.get("type").filter(String.class::isInstance).orElse("").toString();
        Object coordinates = geometry.get("coordinates").orElse("");
        switch (type) {
            case "Circle" -> {
                return new SearchGeometry(type, Optional.of(circle(geometry, coordinates)));
            }
            case "Polygon" -> {
                Geometry polygon = polygon(coordinates);
                SearchArea area = new SearchArea.Polygon(polygon);
                checkSize(area.bounds());
                return new SearchGeometry(type, Optional.of(area));
            }
            case "Point" -> position(coordinates);
            case "LineString" -> line(coordinates, 2);
            default ->
                    throw new InvalidGeometryException(
                            "unexpected type '"
                                    + type
                                    + "', expected Point, LineString, Polygon"
                                    + " or Circle");
        }
        return new SearchGeometry(type, Optional.empty());
    }

    private static SearchArea circle(JsonObject geometry, Object coordinates) {
        Coordinate center = position(coordinates);
        if (Math.abs(center.getY()) > MAX_CIRCLE_LATITUDE) {
            throw new InvalidGeometryException("latitude must be between -85 and 85");
        }
        Object radius = geometry.get("radius").orElse("");
        if (!(radius instanceof Number number)
                || !(number.doubleValue() > 0 && number.doubleValue() <= MAX_RADIUS)) {
            throw new InvalidGeometryException(
                    "radius must be a float above 0 and up to " + (int) MAX_RADIUS);
        }
        return new SearchArea.Circle(
                new GeoPoint(center.getY(), center.getX()), number.doubleValue());
    }

    /**
     * Reads a polygon. Rings may intersect themselves, as hand-drawn ones do: a point is inside if
     * a ray from it crosses the rings an odd number of times.
     */
    private static Geometry polygon(Object coordinates) {
        if (!(coordinates instanceof List<?> rings) || rings.isEmpty()) {
            throw new InvalidGeometryException(UNREADABLE);
        }
        List<LinearRing> all = new ArrayList<>();
        for (Object ring : rings) {
            Coordinate[] positions = line(ring, 4);
            if (!positions[0].equals2D(positions[positions.length - 1])) {
                throw new InvalidGeometryException("a ring of the polygon is not closed");
            }
            all.add(GEOMETRIES.createLinearRing(positions));
        }
        return GEOMETRIES.createPolygon(
                all.getFirst(), all.subList(1, all.size()).toArray(LinearRing[]::new));
    }

    private static Coordinate[] line(Object coordinates, int minPositions) {
        if (!(coordinates instanceof List<?> list) || list.size() < minPositions) {
            throw new InvalidGeometryException(
                    "must have at least " + minPositions + " positions in each line");
        }
        return list.stream().map(SearchGeometry::position).toArray(Coordinate[]::new);
    }

    private static Coordinate position(Object value) {
        if (!(value instanceof List<?> numbers)
                || numbers.size() < 2
                || !numbers.stream().allMatch(Number.class::isInstance)) {
            throw new InvalidGeometryException("a position must have a longitude and a latitude");
        }
        double longitude = ((Number) numbers.get(0)).doubleValue();
        double latitude = ((Number) numbers.get(1)).doubleValue();
        if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
            throw new InvalidGeometryException(
                    "longitudes must be between -180 and 180, latitudes between -90 and 90");
        }
        return new Coordinate(longitude, latitude);
    }

    private static void checkSize(GeoBounds bounds) {
        double south = bounds.south();
        double north = bounds.north();
        double latitude = Math.abs(south) < Math.abs(north) ? south : north;
        double width = GeoDistance.kilometres(latitude, bounds.west(), latitude, bounds.east());
        double height = GeoDistance.kilometres(south, bounds.west(), north, bounds.west());
        if (Math.max(width, height) * METRES_PER_KILOMETRE > MAX_SIDE) {
            throw new InvalidGeometryException(
                    "sides of the bounding box must not exceed " + (int) MAX_SIDE + " m");
        }
    }
}
