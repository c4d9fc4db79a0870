package io.odonym.index.store;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;

import io.odonym.files.AtomicFile;
import io.odonym.index.store.IndexManifest.FileSum;

import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Packs an index into a single archive file and unpacks archives.
 *
 * <p>The first entry of an archive is the manifest, so that the version of the index can be checked
 * without reading the whole archive. The following entries are the files that the manifest lists.
 * Other files in the index folder are not packed.
 */
public final class IndexArchive {

    private static final int BUFFER_BYTES = 1 << 16;

    private static final int ZSTD_LEVEL = 6;

    private IndexArchive() {}

    /** An archive format. The extension of the file name selects the format. */
    public enum Format {
        /** Tar compressed with Zstandard, which is smaller and faster than zip. */
        TAR_ZST(".tar.zst"),
        /** Zip, which every system can read. */
        ZIP(".zip");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        /** Returns the file name extension, including the leading dot. */
        public String extension() {
            return extension;
        }

        /** Returns whether a file name has the extension of an archive format. */
        public static boolean isArchive(String name) {
            return Arrays.stream(values()).anyMatch(format -> name.endsWith(format.extension));
        }

        /**
         * Returns the archive format that corresponds to the extension of a file name.
         *
         * @throws IndexException if the name has no known extension
         */
        public static Format forFileName(String name) {
            return Arrays.stream(values())
                    .filter(format -> name.endsWith(format.extension))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IndexException(
                                            name
                                                    + " is not an archive name; the name must end"
                                                    + " in one of "
                                                    + Arrays.stream(values())
                                                            .map(Format::extension)
                                                            .collect(Collectors.joining(", "))));
        }

        private ArchiveInputStream<? extends ArchiveEntry> reader(InputStream in)
                throws IOException {
            return switch (this) {
                case ZIP -> new ZipArchiveInputStream(in);
                case TAR_ZST -> new TarArchiveInputStream(new ZstdInputStream(in));
            };
        }

        private ArchiveOutputStream<? extends ArchiveEntry> writer(OutputStream out)
                throws IOException {
            OutputStream file = new BufferedOutputStream(out, BUFFER_BYTES);
            if (this == ZIP) {
                return new ZipArchiveOutputStream(file);
            }
            TarArchiveOutputStream tar =
                    new TarArchiveOutputStream(new ZstdOutputStream(file, ZSTD_LEVEL));
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            return tar;
        }
    }

    /** Receives progress notifications while an index is packed. */
    @FunctionalInterface
    public interface Progress {

        /**
         * Called after each packed file.
         *
         * @param totalBytes the number of bytes of the index packed so far
         */
        void bytesPacked(long totalBytes);
    }

    /**
     * Packs an index after verifying its checksums. The archive is written to a temporary file and
     * renamed once it is complete.
     *
     * @param index the index folder, or a symbolic link to it
     * @param out the archive to create; its extension selects the format
     * @return the manifest of the index
     * @throws IndexException if the index is missing or damaged, or if the extension of {@code out}
     *     is unknown
     * @throws IOException if the index cannot be read or the archive cannot be written
     */
    public static IndexManifest pack(Path index, Path out, Progress progress) throws IOException {
        Format format = Format.forFileName(out.getFileName().toString());
        Path folder = Files.exists(index) ? index.toRealPath() : index;
        ManifestFile.Contents contents = ManifestFile.read(folder);
        Path data = folder.resolve(contents.dataFolder());
        FileChecksums.verify(data, contents.manifest().files());
        try (AtomicFile target = AtomicFile.create(out)) {
            try (ArchiveOutputStream<? extends ArchiveEntry> archive =
                    format.writer(target.newOutputStream())) {
                addEntry(archive, folder.resolve(ManifestFile.NAME), ManifestFile.NAME);
                long packed = 0;
                for (Map.Entry<String, FileSum> file : contents.manifest().files().entrySet()) {
                    addEntry(
                            archive,
                            data.resolve(file.getKey()),
                            contents.dataFolder() + "/" + file.getKey());
                    packed += file.getValue().bytes();
                    progress.bytesPacked(packed);
                }
            }
            target.commit();
        }
        return contents.manifest();
    }

    private static <E extends ArchiveEntry> void addEntry(
            ArchiveOutputStream<E> archive, Path file, String name) throws IOException {
        archive.putArchiveEntry(archive.createArchiveEntry(file, name));
        Files.copy(file, archive);
        archive.closeArchiveEntry();
    }

    /**
     * Reads the manifest from the beginning of an archive.
     *
     * @param in the archive; not closed by this method
     * @param name the file name of the archive, which determines its format and appears in messages
     * @throws IndexException if the stream is not an index archive
     */
    public static IndexManifest readManifest(InputStream in, String name) throws IOException {
        Format format = Format.forFileName(name);
        try {
            ArchiveInputStream<? extends ArchiveEntry> archive =
                    format.reader(new BufferedInputStream(in, BUFFER_BYTES));
            return ManifestFile.read(manifestBytes(archive, name), name).manifest();
        } catch (IOException | IllegalArgumentException malformed) {
            throw damaged(name, malformed);
        }
    }

    /** Reads the first entry of an archive, which must be the manifest. */
    private static byte[] manifestBytes(
            ArchiveInputStream<? extends ArchiveEntry> archive, String name) throws IOException {
        ArchiveEntry first = archive.getNextEntry();
        if (first == null || !first.getName().equals(ManifestFile.NAME)) {
            throw new IndexException(
                    name
                            + " is not an index archive: its first entry is not "
                            + ManifestFile.NAME
                            + "; create an archive with: odonym package");
        }
        return archive.readNBytes(ManifestFile.MAX_BYTES + 1);
    }

    /**
     * Unpacks an archive into a folder and verifies the unpacked files against the manifest. Writes
     * only files that are listed in the manifest, each with at most the size stated there.
     *
     * @param in the archive; not closed by this method
     * @param name the file name of the archive, which determines its format and appears in messages
     * @param folder an empty folder
     * @throws IndexException if the archive is truncated, damaged, or does not contain exactly the
     *     files of one index
     * @throws IOException if the folder cannot be written
     */
    public static void unpack(InputStream in, String name, Path folder) throws IOException {
        Format format = Format.forFileName(name);
        ArchiveInputStream<? extends ArchiveEntry> archive;
        byte[] manifest;
        try {
            archive = format.reader(new BufferedInputStream(in, BUFFER_BYTES));
            manifest = manifestBytes(archive, name);
        } catch (IOException | IllegalArgumentException malformed) {
            throw damaged(name, malformed);
        }
        ManifestFile.Contents contents = ManifestFile.read(manifest, name);
        Map<String, FileSum> expected = new HashMap<>();
        contents.manifest()
                .files()
                .forEach((file, sum) -> expected.put(contents.dataFolder() + "/" + file, sum));
        Path data = Files.createDirectories(folder.resolve(contents.dataFolder()));
        for (ArchiveEntry entry = next(archive, name); entry != null; entry = next(archive, name)) {
            if (entry.isDirectory() && entry.getName().equals(contents.dataFolder() + "/")) {
                continue;
            }
            // Because the name is removed here, a second entry with the same name is rejected.
            FileSum sum = expected.remove(entry.getName());
            if (sum == null || !isRegularFile(entry)) {
                throw new IndexException(
                        name
                                + " is not an index archive: its entry "
                                + printable(entry.getName())
                                + " is not listed in the manifest, or occurs twice");
            }
            Path target = folder.resolve(entry.getName());
            copy(archive, name, target, sum.bytes());
        }
        Files.write(folder.resolve(ManifestFile.NAME), manifest);
        try {
            FileChecksums.verify(data, contents.manifest().files());
        } catch (IndexException mismatch) {
            throw damaged(name, mismatch);
        }
    }

    private static void copy(InputStream archive, String name, Path target, long bytes)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long remaining = bytes;
        try (OutputStream file = new AlignedBlockOutputStream(target)) {
            for (int count = read(archive, buffer, name);
                    count >= 0;
                    count = read(archive, buffer, name)) {
                remaining -= count;
                if (remaining < 0) {
                    throw new IndexException(
                            name
                                    + " is not an index archive: "
                                    + target.getFileName()
                                    + " is larger than the manifest states");
                }
                file.write(buffer, 0, count);
            }
        }
    }

    private static ArchiveEntry next(
            ArchiveInputStream<? extends ArchiveEntry> archive, String name) {
        try {
            return archive.getNextEntry();
        } catch (IOException | IllegalArgumentException malformed) {
            throw damaged(name, malformed);
        }
    }

    private static boolean isRegularFile(ArchiveEntry entry) {
        return switch (entry) {
            case TarArchiveEntry tar -> tar.isFile() && !tar.isLink() && !tar.isSymbolicLink();
            case ZipArchiveEntry zip -> !zip.isDirectory() && !zip.isUnixSymlink();
            default -> false;
        };
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private static int read(InputStream archive, byte[] buffer, String name) {
        try {
            return archive.read(buffer);
        } catch (IOException | IllegalArgumentException malformed) {
            throw damaged(name, malformed);
        }
    }

    private static IndexException damaged(String name, Exception cause) {
        return new IndexException(
                name
                        + " is truncated or damaged ("
                        + String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
                        + "); copy it again, or recreate it with: odonym package",
                cause);
    }
}
