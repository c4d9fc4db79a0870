package io.odonym.cli;

import static io.odonym.cli.CommandRunner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.cli.CommandRunner.Outcome;
import io.odonym.geocode.Indexes;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.store.IndexException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The champion lists contain their lengths. A flipped bit in a length must not be used as the size
 * of an allocation: the lists of a damaged file once took several gigabytes.
 */
class DamagedIndexTest {

    /** The position of the length of the first list, after its key. */
    private static final int LENGTH_POSITION = 8;

    @TempDir private Path folder;
    private Path index;
    private Path championLists;
    private byte[] intact;

    @BeforeEach
    void buildIndex() throws Exception {
        index = Indexes.of(folder, "Amiens");
        championLists = Indexes.dataFile(index, "heaviest");
        intact = Files.readAllBytes(championLists);
        assertThat(ByteBuffer.wrap(intact).getInt(LENGTH_POSITION)).isEqualTo(1);
    }

    private String expectedMessage() {
        return "the index is damaged: "
                + championLists
                + " does not match its checksum; build the index again or restore it";
    }

    private void flip(int bit) throws Exception {
        byte[] damaged = intact.clone();
        damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        Files.write(championLists, damaged);
    }

    @Test
    void everyFlippedBitIsDamage() throws Exception {
        for (int bit = 0; bit < (LENGTH_POSITION + Integer.BYTES) * Byte.SIZE; bit++) {
            flip(bit);
            assertThatThrownBy(() -> ReloadableGeocoder.open(index))
                    .isInstanceOf(IndexException.class)
                    .hasMessage(expectedMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "search", "package"})
    @Timeout(20)
    void commandsNameTheDamagedFile(String command) throws Exception {
        flip(LENGTH_POSITION * Byte.SIZE + 6);
        String path = index.toString();
        Outcome outcome =
                switch (command) {
                    case "serve" -> run("serve", "--index", path, "--port", "0");
                    case "search" -> run("search", "rue du port", "--index", path);
                    default -> run("package", path, folder.resolve("index.zip").toString());
                };
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("odonym: " + expectedMessage() + "\n");
        assertThat(folder.resolve("index.zip")).doesNotExist();
    }
}
