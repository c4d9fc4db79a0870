package io.odonym.index.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Memory-maps index files in Odonym's own formats.
 *
 * <p>Each file starts with a 4-byte little-endian magic number, which changes whenever the layout
 * of the file changes. The number does not always identify the kind of file: the forward index and
 * the term co-occurrence table have the same number. The manifest's checksums detect swapped files.
 */
public final class MappedFiles {

    private MappedFiles() {}

    /**
     * Maps a file read-only and checks its magic number.
     *
     * @param arena the arena that controls the lifetime of the mapping
     * @param magic the expected magic number
     * @param minBytes the minimum size of the file, in bytes
     * @param kind the expected kind of file, used in the error message, such as "a term dictionary"
     * @throws IndexException if the file is too short or starts with another magic number
     */
    public static MemorySegment open(Path path, Arena arena, int magic, int minBytes, String kind)
            throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            if (file.byteSize() < minBytes || file.get(LittleEndian.INT, 0) != magic) {
                throw wrongFormat(path, kind);
            }
            return file;
        }
    }

    /** Returns an exception for a file that does not start with the expected magic number. */
    public static IndexException wrongFormat(Path path, String kind) {
        return new IndexException(
                path + " is not " + kind + " of this format version; build the index again");
    }
}
