package io.odonym.index.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Maps the files of our own, each of which begins with a magic number of its kind and version. */
public final class MappedFile {

    private MappedFile() {}

    /**
     * Maps a file for as long as the arena lives.
     *
     * @param header how many bytes it has at least
     * @param otherwise what is said of a file of another kind or version: "is no dictionary"
     * @throws IndexException where it does not begin with the magic number
     */
    public static MemorySegment open(
            Path path, Arena arena, int magic, int header, String otherwise) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            if (file.byteSize() < header || file.get(LittleEndian.INT, 0) != magic) {
                throw new IndexException(
                        path + " " + otherwise + " of this version; build the index again");
            }
            return file;
        }
    }
}
