package io.odonym.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.index.build.IndexBuilder;
import io.odonym.index.geo.GeohashCells;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.Manifest;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.TermDictionary;
import io.odonym.model.Attributes;
import io.odonym.model.HouseNumber;
import io.odonym.model.Place;
import io.odonym.source.Places;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

public class AddressIndexTest {

    private static final TextAnalysis TEXT = TextAnalysis.standard();

    @TempDir private Path folder;

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
                            new Attributes(
                                    List.of("id", "lat", "lon"),
                                    List.of(id + "_" + numbers[i], lat + i * 0.01, lon))));
        }
        return Places.of(id, type, name, postcode, city, importance, lat, lon, houses);
    }

    private static final List<Place> PLACES =
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

    private Path build(String name, List<Place> places) throws IOException {
        Path index = folder.resolve(name);
        try (IndexBuilder builder = IndexBuilder.create(index, TEXT)) {
            for (Place place : places) {
                builder.add(place);
            }
            builder.publish(List.of("test"), "2026-11-23", Instant.EPOCH, 3);
        }
        return index;
    }

    @Test
    void everyPlaceComesBack() throws IOException {
        try (AddressIndex snapshot = AddressIndex.open(build("i", PLACES), TEXT)) {
            IndexLookup lookup = snapshot.newLookup();
            for (Place place : PLACES) {
                int document = lookup.findDocument(place.id()).orElseThrow();
                assertThat(lookup.storedPlaces().place(document)).isEqualTo(place);
                assertThat(lookup.storedPlaces().id(document)).isEqualTo(place.id());
                assertThat(lookup.importance(document)).isEqualTo(place.importance());
                assertThat(lookup.rankingRecord(document).latitude()).isEqualTo(place.latitude());
            }
            assertThat(lookup.findDocument("nobody")).isEmpty();
        }
    }

    @Test
    void theManifestTellsWhatIsThere() throws IOException {
        Path index = build("i", PLACES);
        Manifest manifest = AddressIndex.manifest(index);
        assertThat(manifest.documents()).isEqualTo(6);
        assertThat(manifest.houseNumbers()).isEqualTo(4);
        assertThat(manifest.documentsByType())
                .containsEntry("street", 5L)
                .containsEntry("municipality", 1L);
        assertThat(manifest.sources()).containsExactly("test");
        assertThat(manifest.dataDate()).isEqualTo("2026-11-23");
        assertThat(manifest.skippedLines()).isEqualTo(3);
        assertThat(manifest.analysisVersion()).isEqualTo(TEXT.version());
        assertThat(manifest.files()).containsKeys("dictionary", "tables");
        assertThat(manifest.totalBytes())
                .isEqualTo(
                        manifest.files().values().stream()
                                .mapToLong(Manifest.FileSum::bytes)
                                .sum());
        try (AddressIndex snapshot = AddressIndex.open(index, TEXT)) {
            assertThat(snapshot.manifest()).isEqualTo(manifest);
            long filters = snapshot.heapBytes();
            assertThat(filters).isPositive();
            snapshot.bitsetPostings().loadAll();
            assertThat(snapshot.heapBytes()).isGreaterThan(filters);
        }
    }

    @Test
    void documentsAreSortedByNameImportanceAndId() throws IOException {
        List<Place> shuffled = new ArrayList<>(PLACES);
        java.util.Collections.reverse(shuffled);
        for (List<Place> order : List.of(PLACES, shuffled)) {
            try (AddressIndex snapshot = AddressIndex.open(build("i", order), TEXT)) {
                IndexLookup lookup = snapshot.newLookup();
                List<String> ids = new ArrayList<>();
                for (int document = 0; document < 6; document++) {
                    ids.add(lookup.storedPlaces().id(document));
                }
                // One token; two ("rue neuve"); three; four ("chemin de l eglise").
                assertThat(ids)
                        .containsExactly(
                                "80021", "80021_2", "75056_1", "75056_2", "80021_1", "80400_1");
            }
        }
    }

    @Test
    void weighsTokensAsAddok() throws IOException {
        try (AddressIndex snapshot = AddressIndex.open(build("i", PLACES), TEXT)) {
            TermDictionary dictionary = snapshot.dictionary();
            assertThat(dictionary.maxWeight(dictionary.findOrdinal("amien")))
                    .isEqualTo(4 + 0.53 * 0.1);
            assertThat(dictionary.maxWeightOutsideName(dictionary.findOrdinal("amien")))
                    .isEqualTo(1 + 0.4 * 0.1);
            assertThat(dictionary.maxWeight(dictionary.findOrdinal("80000")))
                    .isEqualTo(1.2 + 0.53 * 0.1);
            assertThat(dictionary.maxWeight(dictionary.findOrdinal("por")))
                    .isEqualTo(1.0 / 3 * (4 + 0.6 * 0.1));
            assertThat(dictionary.maxWeightOutsideName(dictionary.findOrdinal("por"))).isZero();
            assertThat(dictionary.documentCount(dictionary.findOrdinal("ru"))).isEqualTo(4);
            assertThat(dictionary.findOrdinal("nobody")).isEqualTo(TermDictionary.ABSENT);
            assertThat(dictionary.findOrdinal("é")).isEqualTo(TermDictionary.ABSENT);
            for (int number = 0; number < dictionary.size(); number++) {
                String token = dictionary.termText(number);
                assertThat(dictionary.findOrdinal(token)).isEqualTo(number);
                assertThat(dictionary.termLength(number)).isEqualTo(token.length());
                assertThat(dictionary.isNumeric(number)).isEqualTo(token.matches("\\d+"));
                if (number > 0) {
                    assertThat(token).isGreaterThan(dictionary.termText(number - 1));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"por,1", "r,1", "ru,1", "80,3", "x,0", "'',14", "porte,0", "7500,2"})
    void findsTheTokensOfAPrefix(String prefix, int expected) throws IOException {
        try (AddressIndex snapshot = AddressIndex.open(build("i", PLACES), TEXT)) {
            TermDictionary dictionary = snapshot.dictionary();
            long naive = 0;
            for (int number = 0; number < dictionary.size(); number++) {
                if (dictionary.termText(number).startsWith(prefix)) {
                    naive++;
                }
            }
            assertThat(dictionary.prefixRange(prefix).size()).isEqualTo((int) naive);
            if (!prefix.isEmpty()) {
                assertThat(naive).isGreaterThanOrEqualTo(Math.min(expected, 1));
            }
        }
    }

    @Test
    void intersectsHeaviestFirst() throws IOException {
        try (AddressIndex snapshot = AddressIndex.open(build("i", PLACES), TEXT)) {
            IndexLookup lookup = snapshot.newLookup();
            IndexedTerm port = lookup.findTerm("por").orElseThrow();
            IndexedTerm rue = lookup.findTerm("ru").orElseThrow();
            assertThat(ids(lookup, lookup.intersect(List.of(port, rue), 10)))
                    .containsExactly("80021_2", "75056_1", "75056_2");
            // "Rue Neuve" is a shorter name, so "rue" weighs more in it; of the other two, equal,
            // the smaller identifier stays.
            assertThat(ids(lookup, lookup.intersect(List.of(rue, port, rue), 2)))
                    .containsExactly("80021_2", "75056_1");
            assertThat(ids(lookup, lookup.topDocuments(rue, 10)))
                    .containsExactly("80021_2", "75056_1", "75056_2", "80400_1");
            DocumentSet postcode = lookup.documentsMatching("postcode", List.of("80000", "75002"));
            assertThat(ids(lookup, lookup.intersect(List.of(port, postcode), 10)))
                    .containsExactly("80021_2", "75056_2", "80021_1");
            assertThat(ids(lookup, lookup.intersect(List.of(postcode), 1))).hasSize(4);
            DocumentSet numbered = lookup.documentsMatching("type", List.of("housenumber"));
            assertThat(ids(lookup, postcode.intersection(numbered).toArray()))
                    .containsExactly("75056_2", "80021_1");
            assertThat(lookup.documentsMatching("postcode", List.of("99999")).documentCount())
                    .isZero();
            assertThat(lookup.cooccur(port, rue)).isTrue();
            assertThat(lookup.cooccur(lookup.findTerm("egliz").orElseThrow(), port)).isFalse();
            assertThat(
                            lookup.containsAll(
                                    lookup.findDocument("80021_1").orElseThrow(), List.of(port)))
                    .isTrue();
            assertThat(
                            lookup.containsAll(
                                    lookup.findDocument("80021_1").orElseThrow(),
                                    List.of(port, rue)))
                    .isFalse();
        }
    }

    @Test
    void findsByCell() throws IOException {
        try (AddressIndex snapshot = AddressIndex.open(build("i", PLACES), TEXT)) {
            IndexLookup lookup = snapshot.newLookup();
            assertThat(
                            ids(
                                    lookup,
                                    lookup.documentsInCells(
                                                    GeohashCells.around(
                                                            GeohashCells.encode(49.91, 2.3), 1))
                                            .toArray()))
                    .as("by the second house number")
                    .containsExactly("80021_1");
            assertThat(
                            lookup.documentsInCells(
                                            GeohashCells.around(GeohashCells.encode(0, 0), 1))
                                    .documentCount())
                    .isZero();
        }
    }

    @Test
    void readsTheNumbersOfADocument() throws IOException {
        Place street =
                new Place(
                        PLACES.get(1).attributes(),
                        List.of(
                                number("8", 49.90, 2.30, "id", "80021_1_8"),
                                number("8bis", 49.91, 2.31, "id", "80021_1_8bis"),
                                number("10", 49.92, 2.32, "city", "Longueau")));
        try (AddressIndex snapshot =
                AddressIndex.open(build("i", List.of(PLACES.get(0), street)), TEXT)) {
            IndexLookup lookup = snapshot.newLookup();
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
            IndexedTerm port = lookup.findTerm("por").orElseThrow();
            assertThat(lookup.term(port.ordinal())).isEqualTo(port);
            assertThat(lookup.dictionary().termText(port.ordinal())).isEqualTo("por");
        }
    }

    private static HouseNumber number(
            String number, double latitude, double longitude, String key, String value) {
        return new HouseNumber(
                number,
                new Attributes(List.of(key, "lat", "lon"), List.of(value, latitude, longitude)));
    }

    private static List<String> ids(IndexLookup lookup, int[] documents) {
        return Arrays.stream(documents).mapToObj(lookup.storedPlaces()::id).toList();
    }

    @Test
    void replacesAnIndexAndDeletesTheOld() throws IOException {
        Path index = build("i", PLACES);
        try (AddressIndex old = AddressIndex.open(index, TEXT)) {
            build("i", PLACES.subList(0, 2));
            try (Stream<Path> inside = Files.list(index)) {
                assertThat(inside).as("the manifest and one data folder").hasSize(2);
            }
            assertThat(old.newLookup().storedPlaces().id(5))
                    .as("still mapped")
                    .isEqualTo("80400_1");
        }
        assertThat(AddressIndex.manifest(index).documents()).isEqualTo(2);
    }

    @Test
    void keepsTheOldIndexWhereTheNewOneIsGivenUp() throws IOException {
        Path index = build("i", PLACES);
        try (IndexBuilder builder = IndexBuilder.create(index, TEXT)) {
            builder.add(PLACES.getFirst());
        }
        try (AddressIndex snapshot = AddressIndex.open(index, TEXT);
                Stream<Path> inside = Files.list(index)) {
            assertThat(snapshot.manifest().documents()).isEqualTo(6);
            assertThat(inside).hasSize(2);
        }
        Path fresh = folder.resolve("fresh");
        IndexBuilder.create(fresh, TEXT).close();
        assertThat(fresh).doesNotExist();
    }

    @Test
    void anImportThatIsKilledLeavesTheOldIndex() throws IOException {
        Path index = build("i", PLACES);
        IndexBuilder killed = IndexBuilder.create(index, TEXT);
        killed.add(PLACES.getFirst());
        try (AddressIndex snapshot = AddressIndex.open(index, TEXT)) {
            assertThat(snapshot.manifest().documents()).isEqualTo(6);
        }
        build("i", PLACES.subList(0, 3));
        try (Stream<Path> inside = Files.list(index)) {
            assertThat(inside).as("what the killed import left is gone").hasSize(2);
        }
    }

    @Test
    void refusesPlacesThatCannotBeFound() throws IOException {
        try (IndexBuilder builder = IndexBuilder.create(folder.resolve("i"), TEXT)) {
            refused(builder, place("", "street", "x", "1", "c", 0, 1, 1), "id must not be null");
            refused(builder, place("1", "street", "", "1", "c", 0, 1, 1), "name must not be null");
            refused(
                    builder,
                    place("1", "street", "x", "1", "c", 0, 91, 1),
                    "lat must be between -90 and 90");
            refused(
                    builder,
                    place("1", "street", "x", "1", "c", 0, -91, 1),
                    "lat must be between -90 and 90");
            refused(
                    builder,
                    place("1", "street", "x", "1", "c", 0, 1, 181),
                    "lon must be between -180 and 180");
            refused(builder, place("1", "street", "x", "1", "c", 0, Double.NaN, 1), "lat must be");
            refused(
                    builder,
                    place("1", "street", "x", "1", "c", 0, 89.995, 1, "1", "2"),
                    "lat of house number 2");
            refused(
                    builder,
                    place("1", "street", "x", "1", true, 0, 1, 1),
                    "city must be a string or a number");
            assertThatThrownBy(() -> builder.publish(List.of(), "", Instant.EPOCH, 0))
                    .isInstanceOf(IndexException.class)
                    .hasMessageContaining("no place to index");
        }
    }

    private static void refused(IndexBuilder builder, Place place, String why) {
        assertThatThrownBy(() -> builder.add(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesWhatIsNoIndex() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        refusedOpening(empty, "there is no index in");
        Files.writeString(empty.resolve("manifest.json"), "{\"format_version\":");
        refusedOpening(empty, "is not a manifest");
        Files.writeString(empty.resolve("manifest.json"), "{\"format_version\": 1}");
        refusedOpening(empty, "missing analysis_version");
        Files.writeString(empty.resolve("manifest.json"), "[]");
        refusedOpening(empty, "not a JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "format_version" : 6 | "format_version" : 99  | has format 99
                    "analysis_version" : " | "analysis_version" : "x | was built with text analysis x
                    """)
    void refusesOtherVersions(String from, String to, String message) throws IOException {
        Path index = build("i", PLACES);
        Path manifest = index.resolve("manifest.json");
        String text = Files.readString(manifest);
        assertThat(text).contains(from);
        Files.writeString(manifest, text.replace(from, to));
        refusedOpening(index, message);
        assertThatThrownBy(() -> AddressIndex.requireCompatible(index, TEXT))
                .hasMessageContaining("odonym index");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dictionary", "tables", ".doc", ".dvd", ".si", "segments"})
    void namesTheFileThatIsDamaged(String part) throws IOException {
        Path index = build("i", PLACES);
        Path file = file(index, part);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        refusedOpening(index, file.getFileName() + " does not match its checksum");
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        refusedOpening(
                index,
                file.getFileName()
                        + " has "
                        + (bytes.length - 1)
                        + " bytes instead of "
                        + bytes.length);
        Files.delete(file);
        refusedOpening(index, file.getFileName() + " is missing");
    }

    private static Path file(Path index, String part) throws IOException {
        try (Stream<Path> files = Files.walk(index)) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().contains(part))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void refusedOpening(Path index, String message) {
        assertThatThrownBy(() -> AddressIndex.open(index, TEXT))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(message);
    }
}
