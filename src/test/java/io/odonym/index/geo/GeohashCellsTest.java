package io.odonym.index.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.testing.RandomTrials;

import org.junit.jupiter.api.Test;

class GeohashCellsTest {

    /**
     * The geohash of the Eiffel Tower is u09tunq. A geohash of seven characters interleaves 18 bits
     * of longitude and 17 bits of latitude.
     */
    @Test
    void encodesGeohashesOfSevenCharacters() {
        String alphabet = "0123456789bcdefghjkmnpqrstuvwxyz";
        long bits = 0;
        for (char letter : "u09tunq".toCharArray()) {
            bits = bits << 5 | alphabet.indexOf(letter);
        }
        long column = 0;
        long row = 0;
        for (int i = 34; i >= 0; i--) {
            if (i % 2 == 0) {
                column = column << 1 | bits >> i & 1;
            } else {
                row = row << 1 | bits >> i & 1;
            }
        }
        assertThat(GeohashCells.encode(48.8582, 2.2945)).isEqualTo(row << 18 | column);
    }

    @Test
    void findsTheNeighboursOfACell() {
        RandomTrials.check(
                random -> checkNeighbours(random.between(-89.0, 89), random.between(-180.0, 180)));
    }

    private static void checkNeighbours(double latitude, double longitude) {
        long cell = GeohashCells.encode(latitude, longitude);
        long[] around = GeohashCells.around(cell, 1);
        assertThat(around).hasSize(9).contains(cell).doesNotHaveDuplicates();
        assertThat(GeohashCells.around(cell, 2)).hasSize(25).contains(around);
        assertThat(around).contains(GeohashCells.encode(latitude + 180.0 / (1 << 17), longitude));
        assertThat(around).contains(GeohashCells.encode(latitude, longitude - 360.0 / (1 << 18)));
        assertThat(around)
                .doesNotContain(GeohashCells.encode(latitude + 3 * 180.0 / (1 << 17), longitude));
        assertThat(GeohashCells.encodeTerm(cell).length).isEqualTo(5);
    }

    @Test
    void endsAtThePolesAndWrapsAroundTheAntimeridian() {
        assertThat(GeohashCells.around(GeohashCells.encode(90, 0), 1)).hasSize(6);
        assertThat(GeohashCells.around(GeohashCells.encode(-90, 0), 1)).hasSize(6);
        assertThat(GeohashCells.around(GeohashCells.encode(10, 180), 1))
                .contains(GeohashCells.encode(10, 179.9999));
        assertThat(GeohashCells.encode(10, 180)).isEqualTo(GeohashCells.encode(10, -180));
    }
}
