package io.odonym.index.store;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;

import io.odonym.index.store.Manifest.FileSum;

import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * An index in one file, for machines that have to fetch it: the manifest first, so that a look at
 * the beginning tells whether it fits, then the files that it names, and nothing else.
 */
public final class IndexArchive {

    private static final int BUFFER = 1 << 16;

    /** Zstandard's: an index of all of France in some ten seconds. */
    private static final int LEVEL = 6;

    private IndexArchive() {}

    /** How an archive is written; its name's ending says which. */
    public enum Format {
        /** As small and as quick as any. */
        TAR_ZST(".tar.zst"),
        /** What every machine can read. */
        ZIP(".zip"),
        /** For those who know no other. */
        TAR_GZ(".tar.gz"),
        /** The same. */
        TGZ(".tgz"),
        /** Not compressed. */
        TAR(".tar");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        /** What the names of its files end in. */
        public String ending() {
            return ending;
        }

        /** Whether a file of this name is an archive. */
        public static boolean isArchive(String name) {
            return Arrays.stream(values()).anyMatch(format -> name.endsWith(format.ending));
        }

        /**
         * By a file's name.
         *
         * @throws IndexException where the name ends in none of the endings
         */
        public static Format of(String name) {
            return Arrays.stream(values())
                    .filter(format -> name.endsWith(format.ending))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IndexException(
                                            name
                                                    + " is no name of an archive, which ends in "
                                                    + Arrays.stream(values())
                                                            .map(Format::ending)
                                                            .collect(Collectors.joining(", "))));
        }

        private ArchiveInputStream<? extends ArchiveEntry> reader(InputStream in)
                throws IOException {
            return switch (this) {
                case ZIP -> new ZipArchiveInputStream(in);
                case TAR_ZST -> new TarArchiveInputStream(new ZstdInputStream(in));
                case TAR_GZ, TGZ -> new TarArchiveInputStream(new GZIPInputStream(in, BUFFER));
                case TAR -> new TarArchiveInputStream(in);
            };
        }

        private ArchiveOutputStream<? extends ArchiveEntry> writer(Path out) throws IOException {
            if (this == ZIP) {
                return new ZipArchiveOutputStream(out);
            }
            OutputStream file = new BufferedOutputStream(Files.newOutputStream(out), BUFFER);
            TarArchiveOutputStream tar =
                    new TarArchiveOutputStream(
                            switch (this) {
                                case TAR_ZST -> new ZstdOutputStream(file, LEVEL);
                                case TAR_GZ, TGZ -> new GZIPOutputStream(file, BUFFER);
                                default -> file;
                            });
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            return tar;
        }
    }

    /** Hears how an archive goes on. */
    @FunctionalInterface
    public interface Progress {

        /** So many bytes of the index were read in all. */
        void read(long bytes);
    }

    /**
     * Packs an index that is whole. The archive takes its name once it is.
     *
     * @param index the folder of the index, or a link to it
     * @return what the index holds
     * @throws IndexException where there is no index, it is damaged, or the name ends in no format
     * @throws IOException where the index cannot be read or the archive cannot be written
     */
    public static Manifest write(Path index, Path out, Progress progress) throws IOException {
        Format format = Format.of(out.getFileName().toString());
        Path folder = Files.exists(index) ? index.toRealPath() : index;
        ManifestFile.Stored stored = ManifestFile.read(folder);
        Path data = folder.resolve(stored.data());
        ManifestFile.verify(data, stored.manifest().files());
        Path aside = out.resolveSibling(out.getFileName() + ".part");
        try {
            try (ArchiveOutputStream<? extends ArchiveEntry> archive = format.writer(aside)) {
                put(archive, folder.resolve(ManifestFile.NAME), ManifestFile.NAME);
                long done = 0;
                for (Map.Entry<String, FileSum> file : stored.manifest().files().entrySet()) {
                    put(archive, data.resolve(file.getKey()), stored.data() + "/" + file.getKey());
                    done += file.getValue().bytes();
                    progress.read(done);
                }
            }
            Files.move(aside, out, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
        return stored.manifest();
    }

    private static <E extends ArchiveEntry> void put(
            ArchiveOutputStream<E> archive, Path file, String name) throws IOException {
        archive.putArchiveEntry(archive.createArchiveEntry(file, name));
        Files.copy(file, archive);
        archive.closeArchiveEntry();
    }

    /**
     * What an archive holds, by its beginning.
     *
     * @param in the archive, which the caller closes
     * @param name of the archive, for its format and for messages
     * @throws IndexException where it is no archive of an index
     */
    public static Manifest manifest(InputStream in, String name) throws IOException {
        Format format = Format.of(name);
        try {
            ArchiveInputStream<? extends ArchiveEntry> archive =
                    format.reader(new BufferedInputStream(in, BUFFER));
            ArchiveEntry first = archive.getNextEntry();
            if (first == null || !first.getName().equals(ManifestFile.NAME)) {
                throw new IndexException(
                        name
                                + " is no archive of an index: it does not begin with "
                                + ManifestFile.NAME
                                + "; make one with: odonym package");
            }
            return ManifestFile.read(archive.readAllBytes(), name).manifest();
        } catch (IOException | IllegalArgumentException broken) {
            throw damaged(name, broken);
        }
    }

    /**
     * Unpacks an archive into a folder, and compares what came out with the manifest.
     *
     * @param in the archive, which the caller closes
     * @param name of the archive, for its format and for messages
     * @param folder an empty one
     * @throws IndexException where the archive is cut, damaged or none of an index
     * @throws IOException where the folder cannot be written
     */
    public static void unpack(InputStream in, String name, Path folder) throws IOException {
        Format format = Format.of(name);
        byte[] buffer = new byte[BUFFER];
        ArchiveInputStream<? extends ArchiveEntry> archive;
        ArchiveEntry entry;
        try {
            archive = format.reader(new BufferedInputStream(in, BUFFER));
            entry = archive.getNextEntry();
        } catch (IOException | IllegalArgumentException broken) {
            throw damaged(name, broken);
        }
        while (entry != null) {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder.normalize())) {
                throw new IndexException(name + " is no archive of an index: it holds " + entry);
            }
            if (!entry.isDirectory()) {
                Files.createDirectories(target.getParent());
                try (OutputStream file = new LargePageOutput(target)) {
                    int count = read(archive, buffer, name);
                    while (count >= 0) {
                        file.write(buffer, 0, count);
                        count = read(archive, buffer, name);
                    }
                }
            }
            try {
                entry = archive.getNextEntry();
            } catch (IOException | IllegalArgumentException broken) {
                throw damaged(name, broken);
            }
        }
        if (!Files.exists(folder.resolve(ManifestFile.NAME))) {
            throw new IndexException(
                    name + " is no archive of an index; make one with: odonym package");
        }
        ManifestFile.Stored stored = ManifestFile.read(folder);
        try {
            ManifestFile.verify(folder.resolve(stored.data()), stored.manifest().files());
        } catch (IndexException differing) {
            throw damaged(name, differing);
        }
    }

    private static int read(InputStream archive, byte[] buffer, String name) {
        try {
            return archive.read(buffer);
        } catch (IOException | IllegalArgumentException broken) {
            throw damaged(name, broken);
        }
    }

    private static IndexException damaged(String name, Exception why) {
        return new IndexException(
                name
                        + " is cut or damaged ("
                        + String.valueOf(why.getMessage()).lines().findFirst().orElse("")
                        + "); copy it again, or make it again with: odonym package",
                why);
    }
}
