package io.odonym.geoplateforme;

import io.odonym.geocode.Feature;
import io.odonym.model.GeoPoint;
import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.rank.GeoDistance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the results of a reverse search the properties of the Géoplateforme. Stateless. */
final class ReverseFeatures {

    private static final double METRES_PER_KILOMETRE = 1000;

    /** The distance at which the score is 0, in metres. */
    private static final double MAX_DISTANCE = 10_000;

    private static final String MUNICIPALITY = "municipality";

    private static final List<String> LOCATION_KEYS =
            List.of(
                    "postcode",
                    "citycode",
                    "city",
                    "oldcitycode",
                    "oldcity",
                    "district",
                    "context",
                    "importance",
                    "population",
                    "housenumber",
                    "id");

    private ReverseFeatures() {}

    /**
     * Returns a feature with the properties of the Géoplateforme, in its order.
     *
     * @param point the point from which the distance is measured; without a point, the distance is
     *     0 and the score is 1
     */
    static Feature of(Feature feature, Optional<GeoPoint> point) {
        JsonObject source = feature.properties();
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        String type = source.text("type");
        copy(source, "type", keys, values);
        boolean isHouseNumber = type.equals("housenumber");
        copy(source, "name", keys, values);
        if (isHouseNumber) {
            add("label", label(source), keys, values);
            copy(source, "street", keys, values);
        }
        for (String key : LOCATION_KEYS) {
            copy(source, key, keys, values);
        }
        add("banId", source.get("banId").orElse(JsonNull.NULL), keys, values);
        copy(source, "x", keys, values);
        copy(source, "y", keys, values);
        if (!isHouseNumber) {
            add("label", label(source), keys, values);
        }
        long metres = point.map(from -> Math.round(metres(feature, from))).orElse(0L);
        add("distance", metres, keys, values);
        add("score", 1 - Math.min(1, metres / MAX_DISTANCE), keys, values);
        return feature.withProperties(new JsonObject(keys, values));
    }

    private static double metres(Feature feature, GeoPoint point) {
        return GeoDistance.kilometres(
                        feature.latitude(),
                        feature.longitude(),
                        point.latitude(),
                        point.longitude())
                * METRES_PER_KILOMETRE;
    }

    /**
     * Returns the label: name, postcode and city; for a municipality, postcode and name. Parts that
     * are missing are left out.
     */
    private static String label(JsonObject source) {
        List<String> parts =
                source.text("type").equals(MUNICIPALITY)
                        ? List.of(source.text("postcode"), source.text("name"))
                        : List.of(
                                source.text("name"), source.text("postcode"), source.text("city"));
        return String.join(" ", parts.stream().filter(part -> !part.isEmpty()).toList());
    }

    private static void copy(
            JsonObject source, String key, List<String> keys, List<Object> values) {
        source.get(key).ifPresent(value -> add(key, value, keys, values));
    }

    private static void add(String key, Object value, List<String> keys, List<Object> values) {
        keys.add(key);
        values.add(value);
    }
}
