package io.odonym.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class ProcessFolderTest {

    @TempDir private Path parent;

    private Path onlyFolder() throws IOException {
        try (var folders = Files.list(parent)) {
            return folders.findFirst().orElseThrow();
        }
    }

    private static String read(ScratchFile file) throws IOException {
        try (InputStream in = file.newInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void readsAFileSeveralTimes() throws IOException {
        try (ProcessFolder folder = ProcessFolder.open(parent, "a-");
                ScratchFile file = folder.newFile();
                ScratchFile other = folder.newFile()) {
            file.append(new byte[] {'a', 'b', 'x'}, 2);
            file.append(new byte[] {'c'}, 1);
            try (InputStream in = file.newInputStream()) {
                assertThat(in.read()).isEqualTo('a');
                assertThat(read(file)).isEqualTo("abc");
                assertThat(in.readAllBytes()).containsExactly('b', 'c');
                assertThat(in.read()).isEqualTo(-1);
            }
            assertThat(read(other)).isEmpty();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyTheUserCanOpenTheFolderAndNobodyTheFiles() throws IOException {
        try (ProcessFolder folder = ProcessFolder.open(parent, "a-");
                ScratchFile _ = folder.newFile()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFolder())))
                    .isEqualTo("rwx------");
            try (var files = Files.list(onlyFolder())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactly(".lock");
            }
        }
    }

    @Test
    void createsTheFolderAgainIfItIsMissing() throws IOException {
        try (ProcessFolder folder = ProcessFolder.open(parent, "a-")) {
            Files.delete(onlyFolder().resolve(".lock"));
            Files.delete(onlyFolder());
            try (ScratchFile file = folder.newFile()) {
                file.append(new byte[] {'a'}, 1);
                assertThat(read(file)).isEqualTo("a");
            }
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void opensLaterIfTheParentIsMissing() throws IOException {
        Path later = parent.resolve("later");
        try (ProcessFolder folder = ProcessFolder.open(later, "a-")) {
            Files.createDirectory(later);
            folder.newFile().close();
            assertThat(later).isNotEmptyDirectory();
        }
        assertThat(later).isEmptyDirectory();
    }
}
