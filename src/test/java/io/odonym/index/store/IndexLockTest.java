package io.odonym.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class IndexLockTest {

    @TempDir private Path folder;

    @Test
    void aSecondImportIsRejectedAndNamesTheFirst() throws IOException {
        try (IndexLock _ = IndexLock.acquire(folder)) {
            assertThatThrownBy(() -> IndexLock.acquire(folder))
                    .isInstanceOf(IndexException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        assertThat(folder.resolve(IndexLock.NAME)).isEmptyFile();
        IndexLock.acquire(folder).close();
    }

    @Test
    void theFileOfAKilledProcessDoesNotBlock() throws IOException {
        Files.writeString(folder.resolve(IndexLock.NAME), "12345678901234567");
        try (IndexLock _ = IndexLock.acquire(folder)) {
            assertThat(folder.resolve(IndexLock.NAME))
                    .hasContent(Long.toString(ProcessHandle.current().pid()));
        }
    }
}
