package io.odonym.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexManifest;
import io.odonym.index.store.ManifestFile;
import io.odonym.model.Place;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

class AddressIndexTest {

    @TempDir private Path folder;

    @Test
    void storesPlacesUnchanged() throws IOException {
        try (AddressIndex index = IndexFixture.open(folder.resolve("i"), IndexFixture.PLACES)) {
            IndexLookup lookup = index.newLookup();
            for (Place place : IndexFixture.PLACES) {
                int document = lookup.findDocument(place.id()).orElseThrow();
                assertThat(lookup.storedPlaces().place(document)).isEqualTo(place);
                assertThat(lookup.storedPlaces().id(document)).isEqualTo(place.id());
                assertThat(lookup.importance(document)).isEqualTo(place.importance());
                assertThat(lookup.rankingRecord(document).latitude()).isEqualTo(place.latitude());
            }
            assertThat(lookup.findDocument("unknown")).isEmpty();
        }
    }

    @Test
    void describesItsContentsInTheManifest() throws IOException {
        Path directory = IndexFixture.build(folder.resolve("x"), IndexFixture.PLACES);
        IndexManifest manifest = AddressIndex.manifest(directory);
        assertThat(manifest.documents()).isEqualTo(6);
        assertThat(manifest.houseNumbers()).isEqualTo(4);
        assertThat(manifest.documentsByType())
                .containsEntry("street", 5L)
                .containsEntry("municipality", 1L);
        assertThat(manifest.sources()).containsExactly("test");
        assertThat(manifest.dataDate().text()).isEqualTo("2026-11-23");
        assertThat(manifest.skippedLines()).isEqualTo(3);
        assertThat(manifest.analysisVersion()).isEqualTo(IndexFixture.TEXT.version());
        assertThat(manifest.files()).containsKeys("dictionary", "tables");
        assertThat(manifest.totalBytes())
                .isEqualTo(
                        manifest.files().values().stream()
                                .mapToLong(IndexManifest.FileSum::bytes)
                                .sum());
        try (AddressIndex opened = AddressIndex.open(directory, IndexFixture.TEXT)) {
            assertThat(opened.manifest()).isEqualTo(manifest);
            long filterBytes = opened.heapBytes();
            assertThat(filterBytes).isPositive();
            opened.bitsetPostings().loadAll();
            assertThat(opened.heapBytes()).isGreaterThan(filterBytes);
        }
    }

    @Test
    void sortsDocumentsByNameLengthImportanceAndIdentifier() throws IOException {
        List<Place> shuffled = new ArrayList<>(IndexFixture.PLACES);
        Collections.reverse(shuffled);
        for (List<Place> order : List.of(IndexFixture.PLACES, shuffled)) {
            try (AddressIndex index = IndexFixture.open(folder.resolve("i"), order)) {
                IndexLookup lookup = index.newLookup();
                List<String> ids = new ArrayList<>();
                for (int document = 0; document < 6; document++) {
                    ids.add(lookup.storedPlaces().id(document));
                }
                // One name token; two ("rue neuve"); three; four ("chemin de l eglise").
                assertThat(ids)
                        .containsExactly(
                                "80021", "80021_2", "75056_1", "75056_2", "80021_1", "80400_1");
            }
        }
    }

    @Test
    void rejectsDirectoriesWithoutAnIndex() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertNotOpened(empty, "there is no index in");
        Files.writeString(empty.resolve("manifest.json"), "{\"format_version\":");
        assertNotOpened(empty, "is not a manifest");
        Files.writeString(empty.resolve("manifest.json"), "{\"format_version\": 1}");
        assertNotOpened(empty, "missing analysis_version");
        Files.writeString(empty.resolve("manifest.json"), "[]");
        assertNotOpened(empty, "not a JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "format_version" : 6 | "format_version" : 99  | has format 99
                    "analysis_version" : " | "analysis_version" : "x | was built with text analysis x
                    """)
    void rejectsIndexesOfOtherVersions(String from, String to, String message) throws IOException {
        Path directory = IndexFixture.build(folder.resolve("i"), IndexFixture.PLACES);
        Path manifest = directory.resolve("manifest.json");
        String text = Files.readString(manifest);
        assertThat(text).contains(from);
        Files.writeString(manifest, text.replace(from, to));
        assertNotOpened(directory, message);
        assertThatThrownBy(() -> AddressIndex.requireCompatible(directory, IndexFixture.TEXT))
                .hasMessageContaining("odonym index");
    }

    @Test
    void rejectsFilesThatTheManifestDoesNotName() throws IOException {
        Path directory = IndexFixture.build(folder.resolve("i"), IndexFixture.PLACES);
        Path data = directory.resolve(ManifestFile.read(directory).dataFolder());
        Files.writeString(data.resolve("segments_9"), "x");
        assertNotOpened(directory, "segments_9 is not in the manifest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dictionary", "tables", ".doc", ".dvd", ".si", "segments"})
    void namesTheDamagedFile(String part) throws IOException {
        Path directory = IndexFixture.build(folder.resolve("i"), IndexFixture.PLACES);
        Path file = file(directory, part);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertNotOpened(directory, file.getFileName() + " does not match its checksum");
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertNotOpened(
                directory,
                file.getFileName()
                        + " has "
                        + (bytes.length - 1)
                        + " bytes instead of "
                        + bytes.length);
        Files.delete(file);
        assertNotOpened(directory, file.getFileName() + " is missing");
    }

    private static Path file(Path directory, String part) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().contains(part))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void assertNotOpened(Path directory, String message) {
        assertThatThrownBy(() -> AddressIndex.open(directory, IndexFixture.TEXT))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(message);
    }
}
