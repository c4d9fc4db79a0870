package io.odonym.index.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

class LargePageOutputTest {

    @TempDir private Path folder;

    @Test
    void writesPiecesOfAllSizesOneBehindAnother() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "what was there before");
        Random random = new Random(8);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (LargePageOutput out = new LargePageOutput(file)) {
            for (int size : new int[] {0, 1, 8192, 3_000_000, 1 << 20, 0, 2 << 20, 5, 4 << 20}) {
                byte[] piece = new byte[size + 2];
                random.nextBytes(piece);
                out.write(piece, 1, size);
                expected.write(piece, 1, size);
                out.write(piece[0]);
                expected.write(piece[0]);
                out.flush();
                assertThat(Files.size(file))
                        .as("whole blocks")
                        .isEqualTo(wholeBlocks(expected.size()));
            }
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.toByteArray());
    }

    private static long wholeBlocks(int written) {
        return written - written % (2 << 20);
    }

    @Test
    void isClosedOnce() throws IOException {
        Path file = folder.resolve("file");
        LargePageOutput out = new LargePageOutput(file);
        out.write('a');
        out.close();
        out.close();
        assertThat(file).hasContent("a");
    }
}
