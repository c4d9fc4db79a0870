package io.odonym.geocode;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.model.GeoPoint;
import io.odonym.rank.GeoDistance;
import io.odonym.testing.RandomTrials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CentreDistanceTest {

    @Test
    void neverRejectsAPointWithinTheBound() {
        RandomTrials.check(
                20_000,
                random ->
                        checkExceeds(
                                random.between(-90.0, 90),
                                random.between(-180.0, 180),
                                random.between(-0.2, 0.2),
                                random.between(-1.0, 1),
                                random.between(0.0, 12)));
    }

    private static void checkExceeds(
            double latitude, double longitude, double north, double east, double kilometres) {
        double otherLatitude = Math.clamp(latitude + north, -90, 90);
        double stretch = 0.2 / Math.max(1e-3, Math.cos(Math.toRadians(latitude)));
        double otherLongitude = Math.IEEEremainder(longitude + east * Math.min(180, stretch), 360);
        if (new BoundedGeoDistance(new GeoPoint(latitude, longitude))
                .exceeds(otherLatitude, otherLongitude, kilometres)) {
            assertThat(GeoDistance.kilometres(otherLatitude, otherLongitude, latitude, longitude))
                    .isGreaterThan(kilometres);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "48.85, 2.35, 48.86, 2.35, 1.0, true",
        "48.85, 2.35, 48.85, 2.37, 1.4, true",
        "48.85, 2.35, 48.85, 2.37, 1.5, false",
        "-21.1, 55.5, -21.1, 55.5, 0, false",
        // 22 km apart, on opposite sides of the antimeridian.
        "-13.3, 179.9, -13.3, -179.9, 9, true",
        "-13.3, 179.99, -13.3, -179.99, 3, false",
        // About 2 m apart, on opposite sides of the pole.
        "89.99999, 0, 89.99999, 180, 0.003, false",
    })
    void decidesForKnownPlaces(
            double latitude,
            double longitude,
            double otherLatitude,
            double otherLongitude,
            double kilometres,
            boolean expected) {
        assertThat(
                        new BoundedGeoDistance(new GeoPoint(latitude, longitude))
                                .exceeds(otherLatitude, otherLongitude, kilometres))
                .isEqualTo(expected);
    }

    @Test
    void doesNotDecideForLargeBounds() {
        assertThat(new BoundedGeoDistance(new GeoPoint(48.85, 2.35)).exceeds(43.3, 5.4, 11))
                .isFalse();
    }
}
