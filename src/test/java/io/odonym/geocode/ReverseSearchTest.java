package io.odonym.geocode;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.build.IndexBuilder;
import io.odonym.index.store.DataDate;
import io.odonym.model.GeoPoint;
import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;
import io.odonym.rank.GeoDistance;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Compares searches within a radius with a full scan. */
class ReverseSearchTest {

    private static final int PLACES = 1500;
    private static final int POINTS = 400;

    @TempDir private Path folder;

    private static Place place(
            int i, double latitude, double longitude, List<HouseNumber> numbers) {
        boolean municipality = i % 20 == 0;
        return new Place(
                new JsonObject(
                        List.of("id", "type", "name", "city", "postcode", "lat", "lon"),
                        List.of(
                                "p" + i,
                                municipality ? "municipality" : "street",
                                "Rue " + i,
                                "Ville",
                                "01000",
                                latitude,
                                longitude)),
                municipality ? List.of() : numbers);
    }

    /** Generates towns and isolated places on both sides of the equator and the prime meridian. */
    private static List<Place> places(Random random) {
        double[][] towns = {{48.85, 2.35}, {44.0, 0.01}, {-21.1, 55.5}, {0.005, -52.0}};
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            double[] town = towns[random.nextInt(towns.length)];
            double spread = random.nextInt(4) == 0 ? 0.3 : 0.01;
            double latitude = millionths(town[0] + random.nextGaussian() * spread);
            double longitude = millionths(town[1] + random.nextGaussian() * spread);
            List<HouseNumber> numbers = new ArrayList<>();
            for (int n = 1; n <= random.nextInt(8); n++) {
                numbers.add(
                        new HouseNumber(
                                "" + n,
                                new JsonObject(
                                        List.of("id", "lat", "lon"),
                                        List.of(
                                                "p" + i + "_" + n,
                                                millionths(latitude + random.nextGaussian() / 500),
                                                millionths(
                                                        longitude
                                                                + random.nextGaussian() / 500)))));
            }
            places.add(place(i, latitude, longitude, numbers));
        }
        return places;
    }

    private static double millionths(double degrees) {
        return Math.rint(degrees * 1e6) / 1e6;
    }

    @Test
    void givesTheSameResultsAsAFullScan() throws Exception {
        Random random = new Random(20261124);
        List<Place> places = places(random);
        try (IndexBuilder builder = IndexBuilder.create(folder, TextAnalysis.standard())) {
            for (Place place : places) {
                builder.add(place);
            }
            builder.publish(List.of("test"), DataDate.UNKNOWN, Instant.EPOCH, 0);
        }
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(folder)) {
            int found = 0;
            for (int i = 0; i < POINTS; i++) {
                Place near = places.get(random.nextInt(PLACES));
                double far = i % 3 == 0 ? 0.15 : 0.01;
                double latitude = near.latitude() + random.nextGaussian() * far;
                double longitude = near.longitude() + random.nextGaussian() * far;
                double radius = i % 2 == 0 ? 5_000 : 10_000;
                boolean municipality = i % 5 == 0;
                found += check(geocoder, places, latitude, longitude, radius, municipality);
            }
            assertThat(found).isBetween(POINTS / 3, POINTS - 20);
        }
    }

    /** At the poles, a ring of cells contains all longitudes. */
    @Test
    void findsPlacesAtThePoles() throws Exception {
        List<Place> places =
                List.of(
                        place(1, 89.9999, -170, List.of()),
                        place(2, 88.5, 20, List.of()),
                        place(3, -89.9, 100, List.of()),
                        place(4, 48.85, 2.35, List.of()));
        try (IndexBuilder builder = IndexBuilder.create(folder, TextAnalysis.standard())) {
            for (Place place : places) {
                builder.add(place);
            }
            builder.publish(List.of("test"), DataDate.UNKNOWN, Instant.EPOCH, 0);
        }
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(folder)) {
            int found = 0;
            for (double latitude : new double[] {90, 89.9999, 88.51, 88, -90, -89.9, -89.95}) {
                for (double longitude : new double[] {-180, -170, 10, 20, 100, 180}) {
                    found += check(geocoder, places, latitude, longitude, 10_000, false);
                }
            }
            assertThat(found).isPositive();
        }
    }

    private static int check(
            ReloadableGeocoder geocoder,
            List<Place> places,
            double latitude,
            double longitude,
            double radius,
            boolean municipality) {
        List<Double> expected = new ArrayList<>();
        for (Place place : places) {
            if (!municipality || place.type().equals("municipality")) {
                double least =
                        GeoDistance.kilometres(
                                place.latitude(), place.longitude(), latitude, longitude);
                for (HouseNumber number : place.houseNumbers()) {
                    least =
                            Math.min(
                                    least,
                                    GeoDistance.kilometres(
                                            number.latitude(),
                                            number.longitude(),
                                            latitude,
                                            longitude));
                }
                if (least * 1000 <= radius) {
                    expected.add(least);
                }
            }
        }
        expected.sort(Comparator.naturalOrder());
        Filters filters =
                municipality ? new Filters(Map.of("type", List.of("municipality"))) : Filters.NONE;
        List<Double> answered =
                geocoder
                        .reverse(
                                new ReverseRequest(
                                        new GeoPoint(latitude, longitude),
                                        3,
                                        filters,
                                        Optional.of(radius)))
                        .features()
                        .stream()
                        .map(
                                feature ->
                                        GeoDistance.kilometres(
                                                feature.latitude(),
                                                feature.longitude(),
                                                latitude,
                                                longitude))
                        .toList();
        assertThat(answered)
                .as("%s, %s within %s m", latitude, longitude, radius)
                .isEqualTo(expected.subList(0, Math.min(3, expected.size())));
        return answered.isEmpty() ? 0 : 1;
    }
}
