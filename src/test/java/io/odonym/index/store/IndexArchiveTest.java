package io.odonym.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;

import io.odonym.geocode.Indexes;
import io.odonym.index.AddressIndex;
import io.odonym.text.TextAnalysis;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

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
                    .hasMessageContaining("other.zip is not an index archive");
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
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    /** Writes a zip with the manifest of the index, its files and one more entry. */
    private static byte[] zipWith(String name, byte[] content, boolean replace) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            put(zip, ManifestFile.NAME, Files.readAllBytes(index.resolve(ManifestFile.NAME)));
            ManifestFile.Contents contents = ManifestFile.read(index);
            for (String file : contents.manifest().files().keySet()) {
                String entry = contents.dataFolder() + "/" + file;
                if (!(replace && entry.equals(name))) {
                    put(zip, entry, Files.readAllBytes(index.resolve(entry)));
                }
            }
            put(zip, name, content);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipArchiveOutputStream zip, String name, byte[] content)
            throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(content);
        zip.closeArchiveEntry();
    }

    private static void assertRefused(byte[] archive, String name, String message)
            throws IOException {
        Path unpacked = Files.createTempDirectory(folder, "refused");
        assertThatThrownBy(
                        () ->
                                IndexArchive.unpack(
                                        new ByteArrayInputStream(archive), name, unpacked))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesFilesThatTheManifestDoesNotName() throws IOException {
        String data = ManifestFile.read(index).dataFolder();
        byte[] one = {1};
        for (String name :
                List.of("notes.txt", "../outside", "/tmp/outside", data + "/segments_9")) {
            assertRefused(zipWith(name, one, false), "a.zip", "is not listed in the manifest");
        }
        assertRefused(zipWith(data + "/words", one, false), "a.zip", "occurs twice");
        assertRefused(
                zipWith(ManifestFile.NAME, one, false), "a.zip", "not listed in the manifest");
    }

    @Test
    void unpacksAtMostTheSizesOfTheManifest() throws IOException {
        String name = ManifestFile.read(index).dataFolder() + "/words";
        byte[] bomb = new byte[8 << 20];
        assertRefused(zipWith(name, bomb, true), "a.zip", "is larger than the manifest states");
    }

    @Test
    void refusesSymbolicLinks() throws IOException {
        String name = ManifestFile.read(index).dataFolder() + "/words";
        for (byte type : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (var tar = new TarArchiveOutputStream(new ZstdOutputStream(bytes))) {
                byte[] manifest = Files.readAllBytes(index.resolve(ManifestFile.NAME));
                TarArchiveEntry first = new TarArchiveEntry(ManifestFile.NAME);
                first.setSize(manifest.length);
                tar.putArchiveEntry(first);
                tar.write(manifest);
                tar.closeArchiveEntry();
                TarArchiveEntry link = new TarArchiveEntry(name, type);
                link.setLinkName("/etc/passwd");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
            assertRefused(bytes.toByteArray(), "a.tar.zst", "is not listed in the manifest");
        }
    }
}
