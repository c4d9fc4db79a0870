package io.odonym.index.store;

import io.odonym.index.store.IndexManifest.FileSum;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Computes and verifies the CRC-32C checksums of index files. */
public final class FileChecksums {

    private static final int BUFFER_BYTES = 1 << 18;
    private static final int PAGE_BYTES = 1 << 12;

    private FileChecksums() {}

    /** Computes the size and checksum of each regular file in a folder. */
    public static SortedMap<String, FileSum> compute(Path folder) throws IOException {
        SortedMap<String, FileSum> sums = new TreeMap<>();
        List<Path> paths;
        try (var files = Files.list(folder)) {
            paths = files.filter(Files::isRegularFile).toList();
        }
        for (Path path : paths) {
            sums.put(path.getFileName().toString(), new FileSum(Files.size(path), checksum(path)));
        }
        return sums;
    }

    /**
     * Compares the files of a folder with their expected sizes and checksums. All sizes are checked
     * before the first checksum is computed. An unexpected file is also an error, because Lucene
     * would open a segment file of a higher generation.
     *
     * @throws IndexException if a file is missing, different or unexpected; the message names the
     *     file
     */
    public static void verify(Path folder, SortedMap<String, FileSum> expected) throws IOException {
        verifySizes(folder, expected);
        verifyContent(folder, expected);
    }

    /** Compares the names and sizes of the files of a folder with the expected ones. */
    public static void verifySizes(Path folder, SortedMap<String, FileSum> expected)
            throws IOException {
        for (Map.Entry<String, FileSum> file : expected.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.exists(path)) {
                throw new IndexException(
                        "the index is damaged: "
                                + path
                                + " is missing; build the index again or restore it");
            }
            long bytes = Files.size(path);
            if (bytes != file.getValue().bytes()) {
                throw new IndexException(
                        "the index is damaged: "
                                + path
                                + " has "
                                + bytes
                                + " bytes instead of "
                                + file.getValue().bytes()
                                + "; build the index again or restore it");
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : (Iterable<Path>) files::iterator) {
                String name = path.getFileName().toString();
                if (!name.startsWith(".") && !expected.containsKey(name)) {
                    throw new IndexException(
                            "the index is damaged: "
                                    + path
                                    + " is not in the manifest; remove it or build the index"
                                    + " again");
                }
            }
        }
    }

    /** Compares the contents of files with their expected checksums. */
    public static void verifyContent(Path folder, Map<String, FileSum> expected)
            throws IOException {
        for (Map.Entry<String, FileSum> file : expected.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!checksum(path).equals(file.getValue().crc32c())) {
                throw new IndexException(
                        "the index is damaged: "
                                + path
                                + " does not match its checksum; build the index again or restore"
                                + " it");
            }
        }
    }

    // The file is read into a page-aligned buffer instead of being mapped, because mapping takes
    // twice as long and counts every page as resident memory. See docs/design/records.md.
    private static String checksum(Path path) throws IOException {
        CRC32C crc = new CRC32C();
        try (Arena arena = Arena.ofConfined();
                FileChannel in = FileChannel.open(path)) {
            ByteBuffer buffer = arena.allocate(BUFFER_BYTES, PAGE_BYTES).asByteBuffer();
            while (in.read(buffer) >= 0) {
                crc.update(buffer.flip());
                buffer.clear();
            }
        }
        return "%08x".formatted(crc.getValue());
    }
}
