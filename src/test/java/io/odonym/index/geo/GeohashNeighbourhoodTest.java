package io.odonym.index.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.odonym.rank.GeoDistance;
import io.odonym.testing.RandomTrials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.LongStream;

class GeohashNeighbourhoodTest {

    /** The position of a cell in the neighbourhood, or its size if the cell is outside. */
    private static int positionOf(GeohashNeighbourhood cells, long cell) {
        return LongStream.range(0, cells.size())
                .mapToInt(Math::toIntExact)
                .filter(i -> cells.cell(i) == cell)
                .findFirst()
                .orElse(cells.size());
    }

    @Test
    void boundsHoldForEveryLaterCell() {
        RandomTrials.check(
                20_000,
                random ->
                        checkBounds(
                                random.between(-90.0, 90),
                                random.between(-180.0, 180),
                                random.between(-0.01, 0.01),
                                random.between(-1.0, 1),
                                random.between(1, 2)));
    }

    private static void checkBounds(
            double latitude, double longitude, double north, double east, int steps) {
        double stretch = 0.01 / Math.max(1e-3, Math.cos(Math.toRadians(latitude)));
        double otherLatitude = Math.clamp(latitude + north, -90, 90);
        double otherLongitude = longitude + east * Math.min(180, stretch);
        GeohashNeighbourhood cells = GeohashNeighbourhood.of(latitude, longitude, steps);
        int position = positionOf(cells, GeohashCells.encode(otherLatitude, otherLongitude));

        double distance =
                GeoDistance.kilometres(latitude, longitude, otherLatitude, otherLongitude);
        for (int i = 0; i <= Math.min(position, cells.size() - 1); i++) {
            assertThat(cells.minKilometres(i)).isLessThanOrEqualTo(distance + 1e-9);
        }
    }

    @Test
    void listsTheCellsAroundAPointNearestFirst() {
        RandomTrials.check(
                random ->
                        checkOrder(
                                random.between(-90.0, 90),
                                random.between(-180.0, 180),
                                random.between(1, 2)));
    }

    private static void checkOrder(double latitude, double longitude, int steps) {
        long home = GeohashCells.encode(latitude, longitude);
        GeohashNeighbourhood cells = GeohashNeighbourhood.of(latitude, longitude, steps);
        long[] all = LongStream.range(0, cells.size()).map(i -> cells.cell((int) i)).toArray();

        assertThat(all).containsExactlyInAnyOrder(GeohashCells.around(home, steps));
        assertThat(cells.minKilometres(positionOf(cells, home))).isCloseTo(0, within(1e-9));
        for (int i = 1; i < cells.size(); i++) {
            assertThat(cells.minKilometres(i)).isGreaterThanOrEqualTo(cells.minKilometres(i - 1));
        }
    }

    /** A cell in Paris is 99 m wide and 151 m high; bounds are one percent shorter. */
    @ParameterizedTest
    @CsvSource({
        "48.856, 2.35, 0, 0",
        // The cells to the west, north, north-west and east.
        "48.856, 2.35, 1, 0.0217",
        "48.856, 2.35, 2, 0.0221",
        "48.856, 2.35, 3, 0.0310",
        "48.856, 2.35, 4, 0.0778",
        // The southern cell is 129 m away, but the western edge of the square is nearer.
        "48.856, 2.35, 8, 0.1185",
        // Across the antimeridian.
        "-16.9, 179.9999, 1, 0.0105",
    })
    void boundsMatchMeasuredDistances(double latitude, double longitude, int i, double expected) {
        assertThat(GeohashNeighbourhood.of(latitude, longitude, 1).minKilometres(i))
                .isCloseTo(expected, within(0.0005));
    }
}
