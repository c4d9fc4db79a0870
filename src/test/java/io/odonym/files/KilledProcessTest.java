package io.odonym.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Temporary files of processes that run, that are terminated, and that are killed. */
class KilledProcessTest {

    private static final String PREFIX = "uploads-";

    @TempDir private Path folder;
    @TempDir private Path elsewhere;

    /** Holds a folder and a file until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            try (ProcessFolder uploads = ProcessFolder.open(folder, PREFIX);
                    ScratchFile upload = uploads.newFile();
                    AtomicFile target = AtomicFile.create(folder.resolve("out.csv"))) {
                upload.append("12 rue du port".getBytes(StandardCharsets.UTF_8), 14);
                target.newOutputStream().write('a');
                System.out.println("ready");
                System.in.read();
            }
        }
    }

    private Process start() throws IOException {
        Process holder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(holder.inputReader().readLine()).isEqualTo("ready");
        return holder;
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void openAndWrite() throws IOException {
        ProcessFolder.open(folder, PREFIX).close();
        AtomicFile.create(folder.resolve("out.csv")).close();
    }

    @Test
    void deletesOnlyWhatAKilledProcessLeaves() throws Exception {
        Path other = Files.createFile(elsewhere.resolve("file"));
        Files.createSymbolicLink(folder.resolve(PREFIX + "link"), elsewhere);
        Files.writeString(folder.resolve("out.csv.backup.part"), "");
        Process holder = start();
        try {
            openAndWrite();
            assertThat(names()).hasSize(4);
        } finally {
            holder.destroyForcibly();
        }
        holder.waitFor();
        openAndWrite();
        assertThat(names()).containsExactlyInAnyOrder(PREFIX + "link", "out.csv.backup.part");
        assertThat(other).exists();
    }

    @Test
    void terminatedProcessDeletesItsIncompleteFile() throws Exception {
        Process holder = start();
        // Process.destroy() would also close the standard input, and the program would end
        // normally.
        new ProcessBuilder("kill", "-TERM", String.valueOf(holder.pid())).start().waitFor();
        assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(names()).hasSize(1).allMatch(name -> name.startsWith(PREFIX));
    }
}
