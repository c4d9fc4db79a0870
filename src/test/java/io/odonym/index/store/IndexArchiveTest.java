package io.odonym.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.geocode.Indexes;
import io.odonym.index.AddressIndex;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class IndexArchiveTest {

    @TempDir private static Path folder;
    private static Path index;

    @BeforeAll
    static void build() throws Exception {
        index = Indexes.of(folder, "Amiens");
    }

    private static Path pack(String extension) throws IOException {
        Path archive = folder.resolve("index" + extension);
        IndexArchive.pack(index, archive, _ -> {});
        return archive;
    }

    @ParameterizedTest
    @EnumSource
    void unpacksWhatWasPacked(IndexArchive.Format format) throws IOException {
        // The manifest does not list this file, so the archive must not contain it.
        Files.writeString(index.resolve("notes.txt"), "private");
        Path archive = pack(format.extension());
        try (InputStream in = Files.newInputStream(archive)) {
            assertThat(IndexArchive.readManifest(in, archive.toString()))
                    .isEqualTo(AddressIndex.manifest(index));
        }
        Path unpacked = Files.createTempDirectory(folder, "unpacked");
        try (InputStream in = Files.newInputStream(archive)) {
            IndexArchive.unpack(in, archive.toString(), unpacked);
        }
        assertThat(unpacked.resolve("notes.txt")).doesNotExist();
        try (AddressIndex opened = AddressIndex.open(unpacked, TextAnalysis.standard())) {
            assertThat(opened.manifest().documents()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rejectsTruncatedArchives(IndexArchive.Format format) throws IOException {
        byte[] complete = Files.readAllBytes(pack(format.extension()));
        for (int tenths = 0; tenths < 10; tenths++) {
            byte[] truncated = Arrays.copyOf(complete, complete.length * tenths / 10);
            Path unpacked = Files.createTempDirectory(folder, "truncated");
            assertThatThrownBy(
                            () ->
                                    IndexArchive.unpack(
                                            new ByteArrayInputStream(truncated),
                                            "index" + format.extension(),
                                            unpacked))
                    .as("%d of %d bytes", truncated.length, complete.length)
                    .isInstanceOf(IndexException.class)
                    .hasMessageContaining("index" + format.extension())
                    .hasMessageContaining("odonym package");
        }
    }

    @Test
    void rejectsUnknownExtensionsAndForeignArchives() throws IOException {
        assertThatThrownBy(() -> pack(".rar"))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(".tar.zst, .zip");
        Path other = folder.resolve("other.zip");
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(other))) {
            zip.putNextEntry(new java.util.zip.ZipEntry("readme.txt"));
            zip.closeEntry();
        }
        try (InputStream in = Files.newInputStream(other)) {
            assertThatThrownBy(() -> IndexArchive.readManifest(in, "other.zip"))
                    .hasMessageContaining("other.zip is not an archive of an index");
        }
    }

    @Test
    void doesNotPackADamagedIndex() throws Exception {
        Path damaged = Indexes.of(Files.createDirectory(folder.resolve("damaged")), "Lille");
        Indexes.flipBit(Indexes.dataFile(damaged, ".dvd"));
        Path archive = folder.resolve("damaged.zip");
        assertThatThrownBy(() -> IndexArchive.pack(damaged, archive, _ -> {}))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("damaged");
        assertThat(archive).doesNotExist();
        assertThat(archive.resolveSibling("damaged.zip.part")).doesNotExist();
    }
}
