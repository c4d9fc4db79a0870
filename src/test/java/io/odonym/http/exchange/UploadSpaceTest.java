package io.odonym.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.files.ProcessFolder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class UploadSpaceTest {

    @TempDir private Path folder;

    @Test
    void limitsAllUploadsTogether() throws IOException {
        UploadSpace space =
                new UploadSpace(
                        ProcessFolder.open(folder, "uploads-"), Files.getFileStore(folder), 100);
        byte[] bytes = new byte[100];
        try (UploadSpace.Upload first = space.open();
                UploadSpace.Upload second = space.open()) {
            first.append(bytes, 60);
            assertThatThrownBy(() -> second.append(bytes, 60))
                    .isInstanceOfSatisfying(
                            HttpErrorException.class, e -> assertThat(e.status()).isEqualTo(503));
        }
        try (UploadSpace.Upload large = space.open()) {
            large.append(bytes, 100);
            assertThatThrownBy(() -> large.append(bytes, 1))
                    .isInstanceOfSatisfying(
                            HttpErrorException.class, e -> assertThat(e.status()).isEqualTo(413))
                    .hasMessageContaining("limit is 100 bytes");
        }
        space.close();
        assertThat(folder).isEmptyDirectory();
    }

    /** The container of the README has 768 MB and a heap of 384 MB. */
    @Test
    void leavesMemoryForTheProcessIfTheFolderIsInMemory() {
        assertThat(UploadSpace.memoryLimit(768L << 20, 384L << 20)).isEqualTo(96L << 20);
        assertThat(UploadSpace.memoryLimit(256L << 20, 384L << 20)).isEqualTo(16L << 20);
    }
}
