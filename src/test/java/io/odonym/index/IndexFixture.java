package io.odonym.index;

import io.odonym.index.build.IndexBuilder;
import io.odonym.index.store.DataDate;
import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;
import io.odonym.source.Places;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small indexes for tests. */
public final class IndexFixture {

    private static final DataDate DATA_DATE =
            DataDate.of(LocalDate.of(2026, 11, 23), DataDate.Source.OPTION);

    /** The text analysis of the test indexes. */
    public static final TextAnalysis TEXT = TextAnalysis.standard();

    private IndexFixture() {}

    /** Six places: a city and five streets, of which two have house numbers. */
    public static final List<Place> PLACES =
            List.of(
                    place(
                            "80021",
                            "municipality",
                            "Amiens",
                            "80000",
                            "Amiens",
                            0.53,
                            49.899,
                            2.285),
                    place(
                            "80021_1",
                            "street",
                            "Boulevard du Port",
                            "80000",
                            "Amiens",
                            0.4,
                            49.9,
                            2.3,
                            "8",
                            "8bis"),
                    place(
                            "80021_2",
                            "street",
                            List.of("Rue du Port", "Rue Neuve"),
                            "80000",
                            List.of("Amiens", "Longueau"),
                            0.3,
                            49.8,
                            2.3),
                    place(
                            "75056_1",
                            "street",
                            "Rue du Port",
                            "75001",
                            "Paris",
                            0.6,
                            48.8,
                            2.3,
                            "1"),
                    place(
                            "75056_2",
                            "street",
                            "Rue du Port",
                            "75002",
                            "Paris",
                            0.6,
                            48.8,
                            2.3,
                            "1"),
                    place(
                            "80400_1",
                            "street",
                            "Chemin de l'Église",
                            "80400",
                            "Rue",
                            0.2,
                            50.2,
                            1.6));

    /**
     * Creates a place. Its house numbers lie 0.01 degrees of latitude apart, from the position of
     * the place northwards.
     */
    public static Place place(
            String id,
            String type,
            Object name,
            String postcode,
            Object city,
            double importance,
            double lat,
            double lon,
            String... numbers) {
        List<HouseNumber> houses = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            houses.add(
                    new HouseNumber(
                            numbers[i],
                            new JsonObject(
                                    List.of("id", "lat", "lon"),
                                    List.of(id + "_" + numbers[i], lat + i * 0.01, lon))));
        }
        return Places.of(id, type, name, postcode, city, importance, lat, lon, houses);
    }

    /** Builds an index of places and returns its directory. */
    public static Path build(Path directory, List<Place> places) throws IOException {
        try (IndexBuilder builder = IndexBuilder.create(directory, TEXT)) {
            for (Place place : places) {
                builder.add(place);
            }
            builder.publish(List.of("test"), DATA_DATE, Instant.EPOCH, 3);
        }
        return directory;
    }

    /** Builds and opens an index of places. */
    public static AddressIndex open(Path directory, List<Place> places) throws IOException {
        return AddressIndex.open(build(directory, places), TEXT);
    }

    /** Returns the identifiers of documents. */
    public static List<String> ids(IndexLookup lookup, int[] documents) {
        return Arrays.stream(documents).mapToObj(lookup.storedPlaces()::id).toList();
    }
}
