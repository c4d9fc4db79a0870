package io.odonym.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class AtomicFileTest {

    @TempDir private Path folder;
    private Path target;

    @BeforeEach
    void createTarget() throws IOException {
        target = Files.writeString(folder.resolve("out [1].csv"), "old");
    }

    private static void write(AtomicFile file, String text) throws IOException {
        try (OutputStream out = file.newOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void keepsTheTargetUntilTheCommit() throws IOException {
        try (AtomicFile file = AtomicFile.create(target)) {
            write(file, "n");
            write(file, "ew");
            assertThat(target).hasContent("old");
            file.commit();
        }
        assertThat(target).hasContent("new");
        assertThat(folder.toFile().list()).containsExactly("out [1].csv");
    }

    @Test
    void keepsTheTargetWithoutACommit() throws IOException {
        try (AtomicFile file = AtomicFile.create(target)) {
            write(file, "new");
        }
        assertThat(target).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("out [1].csv");
    }

    @Test
    void twoWritersDoNotDisturbEachOther() throws IOException {
        try (AtomicFile one = AtomicFile.create(target);
                AtomicFile two = AtomicFile.create(target)) {
            write(one, "one");
            write(two, "two");
            one.commit();
            assertThat(target).hasContent("one");
            two.commit();
        }
        assertThat(target).hasContent("two");
    }
}
