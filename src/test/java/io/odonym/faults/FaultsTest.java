package io.odonym.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.odonym.geocode.Indexes;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.AddressIndex;
import io.odonym.index.store.IndexException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What goes wrong around the program, and the words that it finds for it. */
class FaultsTest {

    @TempDir private Path folder;

    /** Half a minute of streets, so that an import can be killed in its middle. */
    private Path streets() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            lines.append("{\"id\":\"")
                    .append(i)
                    .append("\",\"type\":\"street\",\"name\":\"Rue ")
                    .append(i)
                    .append("\",\"city\":\"Lyon\",\"lat\":45.7,\"lon\":4.8}\n");
        }
        return Files.writeString(folder.resolve("streets.ndjson"), lines);
    }

    @Test
    void anImportThatIsKilledLeavesTheOldIndex() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        try (ServerProcess program =
                new ServerProcess(
                        "true",
                        List.of(),
                        "index",
                        "--input",
                        streets().toString(),
                        "--output",
                        index.toString())) {
            program.line(line -> line.contains("merging"));
            program.kill();
        }
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(index)) {
            assertThat(geocoder.manifest().documents()).isEqualTo(1);
        }
        Indexes.write(index, "Brest");
        try (var inside = Files.list(index)) {
            assertThat(inside).as("the rest of the killed import is swept up").hasSize(2);
        }
    }

    @Test
    void aServerThatIsKilledInASwapStartsAgain() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        try (ServerProcess program = ServerProcess.serve("true", List.of(), index)) {
            program.port();
            Indexes.write(index, "Brest");
            program.signal("HUP");
            program.kill();
        }
        try (ServerProcess program = ServerProcess.serve("true", List.of(), index)) {
            assertThat(ConstantClient.get(program.port(), "/search?q=rue+du+port").body())
                    .contains("\"city\":\"Brest\"");
        }
    }

    @Test
    void aHangupSwapsTheIndex() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        try (ServerProcess program = ServerProcess.serve("true", List.of(), index)) {
            int port = program.port();
            Indexes.write(index, "Brest");
            program.line(line -> line.contains("port = 0"));
            // The signal is heard from just after the last of these lines on.
            while (!ConstantClient.get(port, "/search?q=rue+du+port")
                    .body()
                    .contains("\"city\":\"Brest\"")) {
                assertThat(program.isAlive()).isTrue();
                program.signal("HUP");
                program.line(line -> line.contains("now serving 1 documents"));
            }
            assertThat(program.output()).contains("(requested by SIGHUP)");
        }
    }

    @Test
    void everyDamagedFileIsNamed() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        List<Path> files;
        try (var walk = Files.walk(index)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            byte[] sound = Files.readAllBytes(file);
            if (file.getFileName().toString().equals("manifest.json")) {
                Files.write(file, java.util.Arrays.copyOf(sound, sound.length / 2));
                assertThatThrownBy(() -> ReloadableGeocoder.open(index))
                        .isInstanceOf(IndexException.class)
                        .hasMessageStartingWith(file + " is not a manifest: ")
                        .hasMessageEndingWith("; build the index again");
            } else {
                Indexes.flipBit(file);
                assertThatThrownBy(() -> ReloadableGeocoder.open(index))
                        .isInstanceOf(IndexException.class)
                        .hasMessage(
                                "the index is damaged: "
                                        + file
                                        + " does not match its checksum; build it again or restore"
                                        + " it");
                Files.write(file, java.util.Arrays.copyOf(sound, sound.length - 1));
                assertThatThrownBy(() -> ReloadableGeocoder.open(index))
                        .isInstanceOf(IndexException.class)
                        .hasMessage(
                                "the index is damaged: "
                                        + file
                                        + " has "
                                        + (sound.length - 1)
                                        + " bytes instead of "
                                        + sound.length
                                        + "; build it again or restore it");
            }
            Files.write(file, sound);
        }
        ReloadableGeocoder.open(index).close();
        assertThat(held(index)).as("what is still mapped or open").isEmpty();
    }

    /** The mappings and open files of this process that lie in a folder; none on other systems. */
    private static List<String> held(Path folder) throws IOException {
        List<String> held = new ArrayList<>();
        Path maps = Path.of("/proc/self/maps");
        if (Files.exists(maps)) {
            held.addAll(Files.readAllLines(maps));
            try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
                for (Path descriptor : descriptors.toList()) {
                    // The one of the listing itself is gone by now.
                    if (Files.isSymbolicLink(descriptor)) {
                        held.add(Files.readSymbolicLink(descriptor).toString());
                    }
                }
            }
        }
        return held.stream().filter(line -> line.contains(folder.toString())).toList();
    }

    /** A disk of two megabytes, where that may be mounted. */
    private static Path smallDisk(Path at) throws Exception {
        Files.createDirectories(at);
        Process mount =
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", at.toString())
                        .start();
        assumeTrue(mount.waitFor() == 0, "a small disk cannot be mounted here");
        return at;
    }

    private static void unmount(Path disk) throws Exception {
        new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
    }

    @Test
    void aFullDiskEndsTheImportAndLeavesTheOldIndex() throws Exception {
        Path disk = smallDisk(folder.resolve("disk"));
        try {
            Path index = Indexes.write(disk.resolve("index"), "Amiens");
            try (ServerProcess program =
                    new ServerProcess(
                            "true",
                            List.of(),
                            "index",
                            "--input",
                            streets().toString(),
                            "--output",
                            index.toString())) {
                assertThat(program.exit()).isEqualTo(1);
                assertThat(program.output()).contains("No space left on device");
            }
            assertThat(AddressIndex.manifest(index).documents()).isEqualTo(1);
            try (var inside = Files.list(index)) {
                assertThat(inside).as("nothing of the failed import stays").hasSize(2);
            }
        } finally {
            unmount(disk);
        }
    }

    @Test
    void aFullDiskRefusesAnUploadAndNothingElse() throws Exception {
        Path disk = smallDisk(folder.resolve("disk"));
        try (ServerProcess program =
                ServerProcess.serve(
                        "true",
                        List.of("-Djava.io.tmpdir=" + disk),
                        Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            String rows = "rue du port\n".repeat(400_000);
            HttpResponse<String> refused = ConstantClient.upload(port, rows);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("The file cannot be stored on the server.");
            program.line(line -> line.contains("an upload cannot be stored: "));
            assertThat(ConstantClient.upload(port, "rue du port\n").statusCode()).isEqualTo(200);
            try (var left = Files.list(disk)) {
                assertThat(left.filter(file -> file.toString().endsWith(".csv"))).isEmpty();
            }
        } finally {
            unmount(disk);
        }
    }

    @Test
    void whoRunsOutOfMemoryExits() throws Exception {
        assertThat(Files.readString(Path.of("odonym")))
                .contains("serve) heap=384m flags=\"-XX:+ExitOnOutOfMemoryError ");
        Path index = Indexes.of(folder, "Amiens");
        // Too little for the answer that the metrics of a server are.
        try (ServerProcess program =
                ServerProcess.serve(
                        "true", List.of("-Xmx8m", "-XX:+ExitOnOutOfMemoryError"), index)) {
            assertThat(program.exit()).isEqualTo(3);
            assertThat(program.output()).contains("Terminating due to java.lang.OutOfMemoryError");
        }
    }
}
