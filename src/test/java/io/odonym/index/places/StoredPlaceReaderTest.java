package io.odonym.index.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.AddressIndex;
import io.odonym.index.IndexFixture;
import io.odonym.index.IndexLookup;
import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class StoredPlaceReaderTest {

    @TempDir private Path folder;

    @Test
    void readsTheHouseNumbersOfADocument() throws IOException {
        Place street =
                new Place(
                        IndexFixture.PLACES.get(1).attributes(),
                        List.of(
                                houseNumber("8", 49.90, 2.30, "id", "80021_1_8"),
                                houseNumber("8bis", 49.91, 2.31, "id", "80021_1_8bis"),
                                houseNumber("10", 49.92, 2.32, "city", "Longueau")));
        try (AddressIndex index =
                IndexFixture.open(
                        folder.resolve("i"), List.of(IndexFixture.PLACES.get(0), street))) {
            IndexLookup lookup = index.newLookup();
            StoredPlaceReader storedPlaces = lookup.storedPlaces();
            int document = lookup.findDocument("80021_1").orElseThrow();
            int city = lookup.findDocument("80021").orElseThrow();

            HouseNumbers houseNumbers = storedPlaces.houseNumbers(document);
            int bis = houseNumbers.find(8, 'b', "8b");
            assertThat(houseNumbers.text(bis)).isEqualTo("8bis");
            assertThat(houseNumbers.latitude(bis)).isEqualTo(49.91);
            assertThat(houseNumbers.longitude(bis)).isEqualTo(2.31);
            assertThat(houseNumbers.overridesRanking(bis)).isFalse();
            assertThat(storedPlaces.houseNumbers(document).find(9, (char) 0, "9"))
                    .isEqualTo(StoredPlaceReader.NO_NUMBER);
            assertThat(storedPlaces.houseNumbers(city).find(8, 'b', "8b"))
                    .isEqualTo(StoredPlaceReader.NO_NUMBER);

            int nearest =
                    storedPlaces
                            .houseNumbers(document)
                            .findNearest(
                                    (latitude, longitude, _) ->
                                            Math.abs(latitude - 49.93)
                                                    + Math.abs(longitude - 2.33));
            assertThat(storedPlaces.houseNumbers(document).text(nearest)).isEqualTo("10");
            assertThat(storedPlaces.houseNumbers(document).overridesRanking(nearest)).isTrue();
            assertThat(
                            storedPlaces
                                    .houseNumbers(document)
                                    .attributes(nearest, "80021_1")
                                    .text("city"))
                    .isEqualTo("Longueau");
            assertThat(storedPlaces.houseNumbers(document).findNearest((_, _, _) -> 1)).isZero();
            assertThat(storedPlaces.houseNumbers(city).findNearest((_, _, _) -> 1))
                    .isEqualTo(StoredPlaceReader.NO_NUMBER);

            assertThat(storedPlaces.houseNumbers(document).visibleOrdinals())
                    .containsExactly(0, 1, 2);
            assertThat(storedPlaces.houseNumbers(city).visibleOrdinals()).isEmpty();
            assertThat(storedPlaces.place(document)).isEqualTo(street);
        }
    }

    private static HouseNumber houseNumber(
            String number, double latitude, double longitude, String key, String value) {
        return new HouseNumber(
                number,
                new JsonObject(List.of(key, "lat", "lon"), List.of(value, latitude, longitude)));
    }
}
