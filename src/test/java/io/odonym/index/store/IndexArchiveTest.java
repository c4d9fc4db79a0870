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

    private static Path pack(String ending) throws IOException {
        Path archive = folder.resolve("index" + ending);
        IndexArchive.write(index, archive, _ -> {});
        return archive;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUnpackedIsWhatWasPacked(IndexArchive.Format format) throws IOException {
        // A stray file of the folder is no part of the index.
        Files.writeString(index.resolve("notes.txt"), "mine");
        Path archive = pack(format.ending());
        try (InputStream in = Files.newInputStream(archive)) {
            assertThat(IndexArchive.manifest(in, archive.toString()))
                    .isEqualTo(AddressIndex.manifest(index));
        }
        Path unpacked = Files.createTempDirectory(folder, "unpacked");
        try (InputStream in = Files.newInputStream(archive)) {
            IndexArchive.unpack(in, archive.toString(), unpacked);
        }
        assertThat(unpacked.resolve("notes.txt")).doesNotExist();
        try (AddressIndex snapshot = AddressIndex.open(unpacked, TextAnalysis.standard())) {
            assertThat(snapshot.manifest().documents()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutArchiveIsRefusedWhereverItIsCut(IndexArchive.Format format) throws IOException {
        byte[] whole = Files.readAllBytes(pack(format.ending()));
        for (int tenths = 0; tenths < 10; tenths++) {
            byte[] cut = Arrays.copyOf(whole, whole.length * tenths / 10);
            Path unpacked = Files.createTempDirectory(folder, "cut");
            assertThatThrownBy(
                            () ->
                                    IndexArchive.unpack(
                                            new ByteArrayInputStream(cut),
                                            "index" + format.ending(),
                                            unpacked))
                    .as("%d of %d bytes", cut.length, whole.length)
                    .isInstanceOf(IndexException.class)
                    .hasMessageContaining("index" + format.ending())
                    .hasMessageContaining("odonym package");
        }
    }

    @Test
    void anotherNameAndAnotherArchiveAreRefused() throws IOException {
        assertThatThrownBy(() -> pack(".rar"))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(".tar.zst, .zip");
        Path other = folder.resolve("other.zip");
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(other))) {
            zip.putNextEntry(new java.util.zip.ZipEntry("readme.txt"));
            zip.closeEntry();
        }
        try (InputStream in = Files.newInputStream(other)) {
            assertThatThrownBy(() -> IndexArchive.manifest(in, "other.zip"))
                    .hasMessageContaining("other.zip is no archive of an index");
        }
    }

    @Test
    void aDamagedIndexIsNotPacked() throws Exception {
        Path damaged = Indexes.of(Files.createDirectory(folder.resolve("damaged")), "Lille");
        Indexes.flipABit(Indexes.dataFile(damaged, ".dvd"));
        Path archive = folder.resolve("damaged.zip");
        assertThatThrownBy(() -> IndexArchive.write(damaged, archive, _ -> {}))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("damaged");
        assertThat(archive).doesNotExist();
        assertThat(archive.resolveSibling("damaged.zip.part")).doesNotExist();
    }
}
