package io.odonym.faults;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.odonym.geocode.Indexes;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.AddressIndex;
import io.odonym.index.store.IndexException;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Killed processes, damaged files, full disks and exhausted memory. */
class FaultsTest {

    @TempDir private Path folder;

    private static MultipartForm form(String rows) {
        return MultipartForm.ofFile("adresse\n" + rows);
    }

    /** Writes enough streets that an import can be killed before it ends. */
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
    void killedImportKeepsTheOldIndex() throws Exception {
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
            program.awaitLine(line -> line.contains("merging"));
            program.kill();
        }
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(index)) {
            assertThat(geocoder.manifest().documents()).isEqualTo(1);
        }
        Indexes.write(index, "Brest");
        try (var inside = Files.list(index)) {
            assertThat(inside).as("no files of the killed import are left").hasSize(3);
        }
    }

    @Test
    void serverKilledDuringAReloadStartsAgain() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        try (ServerProcess program = ServerProcess.serve("true", List.of(), index)) {
            program.port();
            Indexes.write(index, "Brest");
            program.signal("HUP");
            program.kill();
        }
        try (ServerProcess program = ServerProcess.serve("true", List.of(), index)) {
            assertThatJson(program.client().get("/search?q=rue+du+port").body())
                    .node("features[0].properties.city")
                    .isEqualTo("Brest");
        }
    }

    @Test
    void sighupReloadsTheIndex() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        try (ServerProcess program = ServerProcess.serve("true", List.of(), index)) {
            HttpTestClient client = program.client();
            Indexes.write(index, "Brest");
            program.awaitLine(line -> line.contains("port = 0"));
            // The signal handler is installed just after this line is printed.
            while (!client.get("/search?q=rue+du+port").body().contains("\"city\":\"Brest\"")) {
                assertThat(program.isAlive()).isTrue();
                program.signal("HUP");
                program.awaitLine(line -> line.contains("now serving 1 documents"));
            }
            assertThat(program.output()).contains("(requested by SIGHUP)");
        }
    }

    @Test
    void reportsEachDamagedFile() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        List<Path> files;
        try (var walk = Files.walk(index)) {
            files =
                    walk.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith(".import.lock"))
                            .toList();
        }
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            byte[] intact = Files.readAllBytes(file);
            if (file.getFileName().toString().equals("manifest.json")) {
                Files.write(file, Arrays.copyOf(intact, intact.length / 2));
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
                                        + " does not match its checksum; build the index again or"
                                        + " restore it");
                Files.write(file, Arrays.copyOf(intact, intact.length - 1));
                assertThatThrownBy(() -> ReloadableGeocoder.open(index))
                        .isInstanceOf(IndexException.class)
                        .hasMessage(
                                "the index is damaged: "
                                        + file
                                        + " has "
                                        + (intact.length - 1)
                                        + " bytes instead of "
                                        + intact.length
                                        + "; build the index again or restore it");
            }
            Files.write(file, intact);
        }
        ReloadableGeocoder.open(index).close();
        assertThat(openFiles(index)).as("open or mapped files").isEmpty();
    }

    /** An alert sees the value 0; a gauge whose function fails has the value NaN. */
    @Test
    void serverWithATruncatedIndexIsNotReady() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        try (ServerProcess program = ServerProcess.serve("true", List.of(), index)) {
            HttpTestClient client = program.client();
            assertThat(client.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(client.get("/metrics").body()).contains("\naddok_health_status 1.0\n");
            try (var files = Files.walk(index)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.write(file, new byte[0]);
                }
            }
            HttpResponse<String> ready = client.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThatJson(ready.body()).node("status").isEqualTo("NOT READY");
            assertThat(client.get("/metrics").body()).contains("\naddok_health_status 0.0\n");
            assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    /** Returns the mapped and open files of this process in a folder; empty unless on Linux. */
    private static List<String> openFiles(Path folder) throws IOException {
        List<String> open = new ArrayList<>();
        Path maps = Path.of("/proc/self/maps");
        if (Files.exists(maps)) {
            open.addAll(Files.readAllLines(maps));
            try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
                for (Path descriptor : descriptors.toList()) {
                    // The descriptor of the directory listing is already closed.
                    if (Files.isSymbolicLink(descriptor)) {
                        open.add(Files.readSymbolicLink(descriptor).toString());
                    }
                }
            }
        }
        return open.stream().filter(line -> line.contains(folder.toString())).toList();
    }

    /** Mounts a disk of two megabytes; skips the test if that is not allowed. */
    private static Path mountSmallDisk(Path at) throws Exception {
        Files.createDirectories(at);
        Process mount =
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", at.toString())
                        .start();
        assumeTrue(mount.waitFor() == 0, "cannot mount a disk");
        return at;
    }

    private static void unmount(Path disk) throws Exception {
        new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
    }

    @Test
    void importOnAFullDiskKeepsTheOldIndex() throws Exception {
        Path disk = mountSmallDisk(folder.resolve("disk"));
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
                assertThat(program.awaitExit()).isEqualTo(1);
                assertThat(program.output()).contains("No space left on device");
            }
            assertThat(AddressIndex.manifest(index).documents()).isEqualTo(1);
            try (var inside = Files.list(index)) {
                assertThat(inside).as("no files of the failed import are left").hasSize(3);
            }
        } finally {
            unmount(disk);
        }
    }

    @Test
    void fullDiskRejectsOnlyUploads() throws Exception {
        Path disk = mountSmallDisk(folder.resolve("disk"));
        try (ServerProcess program =
                ServerProcess.serve(
                        "true",
                        List.of("-Djava.io.tmpdir=" + disk),
                        Indexes.of(folder, "Amiens"))) {
            HttpTestClient client = program.client();
            String rows = "rue du port\n".repeat(400_000);
            HttpResponse<String> rejected = client.upload("/search/csv", form(rows));
            assertThat(rejected.statusCode()).isEqualTo(503);
            assertThatJson(rejected.body())
                    .node("description")
                    .isEqualTo("The file cannot be stored on the server.");
            program.awaitLine(line -> line.contains("an upload cannot be stored: "));
            assertThat(client.upload("/search/csv", form("rue du port\n")).statusCode())
                    .isEqualTo(200);
            try (var left = Files.list(disk)) {
                assertThat(left.filter(file -> file.toString().endsWith(".csv"))).isEmpty();
            }
        } finally {
            unmount(disk);
        }
    }

    @Test
    void exitsWhenOutOfMemory() throws Exception {
        assertThat(Files.readString(Path.of("odonym")))
                .contains("serve) heap=384m flags=\"-XX:+ExitOnOutOfMemoryError ");
        Path index = Indexes.of(folder, "Amiens");
        // The heap is too small to start a server.
        try (ServerProcess program =
                ServerProcess.serve(
                        "true", List.of("-Xmx8m", "-XX:+ExitOnOutOfMemoryError"), index)) {
            assertThat(program.awaitExit()).isEqualTo(3);
            assertThat(program.output()).contains("Terminating due to java.lang.OutOfMemoryError");
        }
    }
}
