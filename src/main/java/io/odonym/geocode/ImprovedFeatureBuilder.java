package io.odonym.geocode;

import io.odonym.improve.RelaxedResults;
import io.odonym.improve.query.AddressConflict;
import io.odonym.improve.query.HouseNumberMatchType;
import io.odonym.improve.query.HouseNumberText;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.model.JsonObject;
import io.odonym.rank.ScoredCandidate;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds features from the results of a relaxed search. Such a feature has properties that addok
 * does not have:
 *
 * <ul>
 *   <li>{@code improved}: the names of the improvements that led to the result;
 *   <li>{@code housenumber_match}: how the house number corresponds to the requested one;
 *   <li>{@code housenumber_asked}: the requested house number, if it differs from that of the
 *       result;
 *   <li>{@code housenumber_between}: the house numbers between which the position of a missing
 *       house number is interpolated;
 *   <li>{@code conflict}: the parts of the address in which the result differs from the query;
 *   <li>{@code intersection} and {@code intersection_id}: the name and the identifier of the street
 *       that meets the street of the result at its position.
 * </ul>
 *
 * <p>Not thread-safe.
 */
final class ImprovedFeatureBuilder {

    private static final double MICRODEGREES_PER_DEGREE = 1e6;
    private static final double CENTIMETRES_PER_METRE = 100;

    private final StoredPlaceReader storedPlaces;
    private final FeatureBuilder features;
    private final IntersectionFeatureBuilder intersections;

    ImprovedFeatureBuilder(StoredPlaceReader storedPlaces, FeatureBuilder features) {
        this.storedPlaces = storedPlaces;
        this.features = features;
        this.intersections = new IntersectionFeatureBuilder(storedPlaces, features);
    }

    /**
     * Builds the feature of a result.
     *
     * @param withDistance whether the feature has the property {@code distance}
     */
    Feature build(RelaxedResults.Result result, boolean withDistance) {
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        Feature feature;
        if (result.match() == HouseNumberMatchType.INTERPOLATED) {
            HouseNumbers houseNumbers = storedPlaces.houseNumbers(result.candidate().document());
            keys.add("housenumber_between");
            values.add(
                    List.of(
                            houseNumbers.text(result.candidate().houseNumber()),
                            houseNumbers.text(result.upperNumber())));
            feature = interpolated(result, withDistance);
        } else if (result.intersection().isPresent()) {
            feature = intersections.build(result, result.intersection().get(), withDistance);
        } else {
            feature = features.build(result.candidate(), withDistance);
        }
        if (!result.improvements().isEmpty()) {
            keys.add("improved");
            values.add(result.improvements());
        }
        if (result.match() != HouseNumberMatchType.NOT_ASKED) {
            keys.add("housenumber_match");
            values.add(result.match().word());
        }
        if (result.match() == HouseNumberMatchType.SUFFIX
                || result.match() == HouseNumberMatchType.NEAREST
                || result.match() == HouseNumberMatchType.NONE
                || isRange(result.requestedNumber())) {
            keys.add("housenumber_asked");
            values.add(result.requestedNumber());
        }
        if (!result.conflicts().isEmpty()) {
            keys.add("conflict");
            values.add(result.conflicts().stream().sorted().map(AddressConflict::word).toList());
        }
        return feature.withProperties(
                feature.properties().overriddenBy(new JsonObject(keys, values)));
    }

    private static boolean isRange(String number) {
        return !HouseNumberText.first(number).equals(number);
    }

    /**
     * Builds the feature of a house number that is missing between two others. The feature has the
     * properties of the street, including its identifier, and an interpolated position.
     */
    private Feature interpolated(RelaxedResults.Result result, boolean withDistance) {
        ScoredCandidate lower = result.candidate();
        int document = lower.document();
        Feature street =
                features.build(
                        new ScoredCandidate(
                                document,
                                StoredPlaceReader.NO_NUMBER,
                                lower.score(),
                                lower.similarity(),
                                lower.importance(),
                                lower.kilometres()),
                        withDistance);
        String placeId = storedPlaces.attributes(document).text("id");
        HouseNumbers houseNumbers = storedPlaces.houseNumbers(document);
        JsonObject lowerAttributes = houseNumbers.attributes(lower.houseNumber(), placeId);
        JsonObject upperAttributes = houseNumbers.attributes(result.upperNumber(), placeId);
        double longitude =
                interpolate(
                        houseNumbers.longitude(lower.houseNumber()),
                        houseNumbers.longitude(result.upperNumber()),
                        result.fraction(),
                        MICRODEGREES_PER_DEGREE);
        double latitude =
                interpolate(
                        houseNumbers.latitude(lower.houseNumber()),
                        houseNumbers.latitude(result.upperNumber()),
                        result.fraction(),
                        MICRODEGREES_PER_DEGREE);
        return new Feature(
                longitude,
                latitude,
                interpolated(street.properties(), result, lowerAttributes, upperAttributes));
    }

    private static JsonObject interpolated(
            JsonObject street, RelaxedResults.Result result, JsonObject lower, JsonObject upper) {
        String number = result.requestedNumber();
        List<String> keys = new ArrayList<>(List.of("label", "score", "housenumber"));
        List<Object> values =
                new ArrayList<>(
                        List.of(
                                number + " " + street.text("label"),
                                street.number("score"),
                                number));
        for (int i = 0; i < street.keys().size(); i++) {
            String key = street.keys().get(i);
            Object value = street.values().get(i);
            if (keys.contains(key)) {
                continue;
            }
            keys.add(key);
            values.add(
                    switch (key) {
                        case "name" -> number + " " + value;
                        case "type" -> "housenumber";
                        case "x", "y" ->
                                Double.isNaN(lower.number(key)) || Double.isNaN(upper.number(key))
                                        ? value
                                        : (Object)
                                                interpolate(
                                                        lower.number(key),
                                                        upper.number(key),
                                                        result.fraction(),
                                                        CENTIMETRES_PER_METRE);
                        default -> value;
                    });
        }
        return new JsonObject(keys, values);
    }

    /** Returns the midpoint of two coordinates in metres, rounded to the nearest centimetre. */
    static double middle(double one, double other) {
        return interpolate(one, other, 0.5, CENTIMETRES_PER_METRE);
    }

    /** Rounds a coordinate in degrees to six decimals. */
    static double degrees(double degrees) {
        return interpolate(degrees, degrees, 0, MICRODEGREES_PER_DEGREE);
    }

    /**
     * Interpolates linearly and rounds the result.
     *
     * @param share the position between the two values, 0 to 1
     * @param precision the number of rounding steps per unit
     */
    private static double interpolate(double from, double to, double share, double precision) {
        return Math.rint((from + (to - from) * share) * precision) / precision;
    }
}
