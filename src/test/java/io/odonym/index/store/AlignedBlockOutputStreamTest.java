package io.odonym.index.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

class AlignedBlockOutputStreamTest {

    @TempDir private Path folder;

    @Test
    void concatenatesWritesOfAnySize() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "previous content");
        Random random = new Random(8);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (AlignedBlockOutputStream out = new AlignedBlockOutputStream(file)) {
            for (int size : new int[] {0, 1, 8192, 3_000_000, 1 << 20, 0, 2 << 20, 5, 4 << 20}) {
                byte[] chunk = new byte[size + 2];
                random.nextBytes(chunk);
                out.write(chunk, 1, size);
                expected.write(chunk, 1, size);
                out.write(chunk[0]);
                expected.write(chunk[0]);
                out.flush();
                assertThat(Files.size(file))
                        .as("complete blocks")
                        .isEqualTo(completeBlocks(expected.size()));
            }
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.toByteArray());
    }

    /** The size of the file before it is closed: only complete blocks of 2 MiB are written. */
    private static long completeBlocks(int written) {
        return written - written % (2 << 20);
    }

    @Test
    void closesOnlyOnce() throws IOException {
        Path file = folder.resolve("file");
        AlignedBlockOutputStream out = new AlignedBlockOutputStream(file);
        out.write('a');
        out.close();
        out.close();
        assertThat(file).hasContent("a");
    }
}
