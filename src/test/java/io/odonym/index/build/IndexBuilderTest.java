package io.odonym.index.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.index.AddressIndex;
import io.odonym.index.IndexFixture;
import io.odonym.index.store.DataDate;
import io.odonym.index.store.IndexException;
import io.odonym.model.Place;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

class IndexBuilderTest {

    @TempDir private Path folder;

    @Test
    void replacesTheIndexAndDeletesThePreviousOne() throws IOException {
        Path directory = IndexFixture.build(folder.resolve("i"), IndexFixture.PLACES);
        try (AddressIndex old = AddressIndex.open(directory, IndexFixture.TEXT)) {
            IndexFixture.build(folder.resolve("i"), IndexFixture.PLACES.subList(0, 2));
            try (Stream<Path> inside = Files.list(directory)) {
                assertThat(inside).as("the manifest, the lock file and one data folder").hasSize(3);
            }
            assertThat(old.newLookup().storedPlaces().id(5))
                    .as("still mapped")
                    .isEqualTo("80400_1");
        }
        assertThat(AddressIndex.manifest(directory).documents()).isEqualTo(2);
    }

    @Test
    void keepsTheIndexWhenABuildIsAbandoned() throws IOException {
        Path directory = IndexFixture.build(folder.resolve("i"), IndexFixture.PLACES);
        try (IndexBuilder builder = IndexBuilder.create(directory, IndexFixture.TEXT)) {
            builder.add(IndexFixture.PLACES.getFirst());
        }
        try (AddressIndex opened = AddressIndex.open(directory, IndexFixture.TEXT);
                Stream<Path> inside = Files.list(directory)) {
            assertThat(opened.manifest().documents()).isEqualTo(6);
            assertThat(inside).hasSize(3);
        }
        Path fresh = folder.resolve("fresh");
        IndexBuilder.create(fresh, IndexFixture.TEXT).close();
        assertThat(fresh).doesNotExist();
    }

    @Test
    void keepsTheIndexWhenABuildIsKilled() throws IOException {
        Path directory = IndexFixture.build(folder.resolve("i"), IndexFixture.PLACES);
        // FaultsTest kills a real process, which also releases its lock.
        Path leftOver = Files.createDirectory(directory.resolve("data-killed"));
        Files.writeString(leftOver.resolve("_0.fdt"), "incomplete");
        try (AddressIndex opened = AddressIndex.open(directory, IndexFixture.TEXT)) {
            assertThat(opened.manifest().documents()).isEqualTo(6);
        }
        IndexFixture.build(folder.resolve("i"), IndexFixture.PLACES.subList(0, 3));
        try (Stream<Path> inside = Files.list(directory)) {
            assertThat(inside).as("the files of the killed build are deleted").hasSize(3);
        }
    }

    @Test
    void rejectsASecondBuildInTheSameFolder() throws IOException {
        Path directory = folder.resolve("i");
        try (IndexBuilder first = IndexBuilder.create(directory, IndexFixture.TEXT)) {
            assertThatThrownBy(() -> IndexBuilder.create(directory, IndexFixture.TEXT))
                    .isInstanceOf(IndexException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        IndexFixture.build(directory, IndexFixture.PLACES);
    }

    @Test
    void rejectsInvalidPlaces() throws IOException {
        try (IndexBuilder builder = IndexBuilder.create(folder.resolve("i"), IndexFixture.TEXT)) {
            assertRejected(
                    builder,
                    IndexFixture.place("", "street", "x", "1", "c", 0, 1, 1),
                    "id must not be null");
            assertRejected(
                    builder,
                    IndexFixture.place("1", "street", "", "1", "c", 0, 1, 1),
                    "name must not be null");
            assertRejected(
                    builder,
                    IndexFixture.place("1", "street", "x", "1", "c", 0, 91, 1),
                    "lat must be between -90 and 90");
            assertRejected(
                    builder,
                    IndexFixture.place("1", "street", "x", "1", "c", 0, -91, 1),
                    "lat must be between -90 and 90");
            assertRejected(
                    builder,
                    IndexFixture.place("1", "street", "x", "1", "c", 0, 1, 181),
                    "lon must be between -180 and 180");
            assertRejected(
                    builder,
                    IndexFixture.place("1", "street", "x", "1", "c", 0, Double.NaN, 1),
                    "lat must be");
            assertRejected(
                    builder,
                    IndexFixture.place("1", "street", "x", "1", "c", 0, 89.995, 1, "1", "2"),
                    "lat of house number 2");
            assertRejected(
                    builder,
                    IndexFixture.place("1", "street", "x", "1", true, 0, 1, 1),
                    "city must be a string, a number, or a list of strings or numbers");
            assertThatThrownBy(() -> builder.publish(List.of(), DataDate.UNKNOWN, Instant.EPOCH, 0))
                    .isInstanceOf(IndexException.class)
                    .hasMessageContaining("no place to index");
        }
    }

    private static void assertRejected(IndexBuilder builder, Place place, String message) {
        assertThatThrownBy(() -> builder.add(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
