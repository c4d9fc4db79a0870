package io.odonym.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.odonym.geocode.Geocoder;
import io.odonym.geocode.Indexes;
import io.odonym.index.IndexException;
import io.odonym.index.Snapshot;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What goes wrong around the program, and the words that it finds for it. */
class FaultsTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir private Path folder;

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Program serve(String limits, List<String> options, Path index) throws IOException {
        return new Program(
                limits,
                options,
                "serve",
                "--index",
                index.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                "0");
    }

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
        try (Program program =
                new Program(
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
        try (Geocoder geocoder = Geocoder.open(index)) {
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
        try (Program program = serve("true", List.of(), index)) {
            program.port();
            Indexes.write(index, "Brest");
            program.signal("HUP");
            program.kill();
        }
        try (Program program = serve("true", List.of(), index)) {
            assertThat(get(program.port(), "/search?q=rue+du+port").body())
                    .contains("\"city\":\"Brest\"");
        }
    }

    @Test
    void aHangupSwapsTheIndex() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        try (Program program = serve("true", List.of(), index)) {
            int port = program.port();
            Indexes.write(index, "Brest");
            program.line(line -> line.contains("port = 0"));
            // The signal is heard from just after the last of these lines on.
            while (!get(port, "/search?q=rue+du+port").body().contains("\"city\":\"Brest\"")) {
                assertThat(program.isAlive()).isTrue();
                program.signal("HUP");
                program.line(line -> line.contains("swapped in 1 documents"));
            }
            assertThat(program.output()).contains("(asked for by SIGHUP)");
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
                assertThatThrownBy(() -> Geocoder.open(index))
                        .isInstanceOf(IndexException.class)
                        .hasMessageStartingWith(file + " is not a manifest: ")
                        .hasMessageEndingWith("; build the index again");
            } else {
                Indexes.flipABit(file);
                assertThatThrownBy(() -> Geocoder.open(index))
                        .isInstanceOf(IndexException.class)
                        .hasMessage(
                                "the index is damaged: "
                                        + file
                                        + " does not have its checksum; build it again or restore"
                                        + " it");
                Files.write(file, java.util.Arrays.copyOf(sound, sound.length - 1));
                assertThatThrownBy(() -> Geocoder.open(index))
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
        Geocoder.open(index).close();
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
            try (Program program =
                    new Program(
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
            assertThat(Snapshot.manifest(index).documents()).isEqualTo(1);
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
        try (Program program =
                serve("true", List.of("-Djava.io.tmpdir=" + disk), Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            String rows = "rue du port\n".repeat(400_000);
            HttpResponse<String> refused = upload(port, rows);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("The file cannot be stored on the server.");
            program.line(line -> line.contains("an upload cannot be stored: "));
            assertThat(upload(port, "rue du port\n").statusCode()).isEqualTo(200);
            try (var left = Files.list(disk)) {
                assertThat(left.filter(file -> file.toString().endsWith(".csv"))).isEmpty();
            }
        } finally {
            unmount(disk);
        }
    }

    private static HttpResponse<String> upload(int port, String rows) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/search/csv"))
                        .header("Content-Type", "multipart/form-data; boundary=xx")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "--xx\r\nContent-Disposition: form-data; name=\"data\";"
                                                + " filename=\"a.csv\"\r\n\r\nadresse\n"
                                                + rows
                                                + "\r\n--xx--\r\n"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whoRunsOutOfMemoryExits() throws Exception {
        assertThat(Files.readString(Path.of("odonym")))
                .contains("serve) heap=384m flags=\"-XX:+ExitOnOutOfMemoryError ");
        Path index = Indexes.of(folder, "Amiens");
        // Too little for the answer that the metrics of a server are.
        try (Program program =
                serve("true", List.of("-Xmx8m", "-XX:+ExitOnOutOfMemoryError"), index)) {
            assertThat(program.exit()).isEqualTo(3);
            assertThat(program.output()).contains("Terminating due to java.lang.OutOfMemoryError");
        }
    }

    private Program serveWith(String limits, String configuration, Path index) throws IOException {
        Path file = Files.writeString(folder.resolve("odonym.properties"), configuration);
        return new Program(
                limits,
                List.of(),
                "serve",
                "--config",
                file.toString(),
                "--index",
                index.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                "0");
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }

    /** What is said until the server hangs up; nothing where it does so without a word. */
    private static String rest(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }

    /** Goes on letter by letter until the server has hung up. */
    private static void dribble(Socket socket) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        try {
            while (System.nanoTime() < deadline) {
                say(socket, "a");
                socket.setSoTimeout(100);
                try {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException silent) {
                    // It listens still.
                }
            }
            throw new AssertionError("a dribble is listened to for ever");
        } catch (SocketException hungUp) {
            // As it should be.
        }
    }

    private static final String FORM =
            "POST /search/csv HTTP/1.1\r\nHost: a\r\nContent-Length: 999999\r\n"
                    + "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
                    + "Content-Disposition: form-data; name=\"data\"; filename=\"a\"\r\n\r\nrue";

    @Test
    void whoStopsAnywhereInARequestIsHungUpOnAndHoldsNobodyUp() throws Exception {
        try (Program program =
                serveWith("true", "idle-timeout=2\n", Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            List<Socket> slow = new ArrayList<>();
            try {
                for (String words :
                        List.of(
                                "",
                                "P",
                                "GET /sea",
                                "GET /search?q=rue HTTP/1.1\r\n",
                                "GET /search?q=rue HTTP/1.1\r\nHost: a\r\nX: ",
                                "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nGET /search?q=rue"
                                        + " HTTP/1.1\r\nHost: a\r\n",
                                FORM,
                                "PRI * HTTP/2.0\r\n")) {
                    for (int i = 0; i < 8; i++) {
                        Socket socket = connect(port);
                        say(socket, words);
                        slow.add(socket);
                    }
                }
                assertThat(get(port, "/search?q=rue+du+port").statusCode()).isEqualTo(200);
                for (Socket socket : slow) {
                    assertThat(rest(socket)).doesNotContain(" 500 ");
                }
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
            assertThat(program.output()).doesNotContain("SEVERE").doesNotContain("WARNING");
            assertThat(get(port, "/search?q=rue+du+port").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoSendsALetterAtATimeIsHungUpOn() throws Exception {
        try (Program program =
                serveWith("true", "idle-timeout=2\n", Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            for (String words : List.of("GET /search?q=rue HTTP/1.1\r\nX: ", FORM)) {
                try (Socket socket = connect(port)) {
                    say(socket, words);
                    dribble(socket);
                }
            }
            assertThat(program.output()).doesNotContain("SEVERE");
        }
    }

    /** Its answer fills what the kernel keeps for it, and then nobody reads. */
    @Test
    void whoReadsNothingIsHungUpOnAndGivesItsTurnBack() throws Exception {
        try (Program program =
                serveWith(
                        "true",
                        "idle-timeout=2\ncsv-files=1\ncsv-wait=60000\n",
                        Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(4096);
                socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
                String rows = "rue du port, que personne ne lira\n".repeat(200_000);
                String body =
                        "--x\r\nContent-Disposition: form-data; name=\"data\";"
                                + " filename=\"a\"\r\n\r\nadresse\n"
                                + rows
                                + "\r\n--x--\r\n";
                say(
                        socket,
                        "POST /search/csv HTTP/1.1\r\nHost: a\r\nContent-Length: "
                                + body.length()
                                + "\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n"
                                + body);
                // It reads the first letters, so that its turn has come, and then no more.
                assertThat(
                                new String(
                                        socket.getInputStream().readNBytes(15),
                                        StandardCharsets.UTF_8))
                        .isEqualTo("HTTP/1.1 200 OK");
                assertThat(upload(port, "rue du port\n").statusCode()).isEqualTo(200);
            }
            assertThat(program.output()).doesNotContain("SEVERE");
        }
    }

    @Test
    void whoLeavesInTheMiddleOfAnUploadIsNoFailure() throws Exception {
        try (Program program = serve("true", List.of(), Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            for (int i = 0; i < 5; i++) {
                try (Socket socket = connect(port)) {
                    say(socket, FORM);
                }
            }
            // The outcome is counted once the server has seen the end.
            while (!get(port, "/metrics").body().matches("(?s).*aborted[^\\n]* 5\\.0.*")) {
                assertThat(program.isAlive()).isTrue();
            }
            assertThat(program.output()).doesNotContain("SEVERE");
        }
    }

    @Test
    void withoutADescriptorLeftConnectionsWaitAndThenAreServed() throws Exception {
        try (Program program =
                serveWith("ulimit -n 150", "idle-timeout=300\n", Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            List<Socket> many = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                many.add(connect(port));
            }
            // The last of them are not let in yet; when the first go, their turn comes.
            Socket last = many.getLast();
            say(last, "GET /search?q=rue+du+port HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            for (Socket socket : many.subList(0, 199)) {
                socket.close();
            }
            assertThat(rest(last)).startsWith("HTTP/1.1 200 OK").contains("Amiens");
            last.close();
            assertThat(program.output()).doesNotContain("Too many open files");
        }
    }

    /** A minute on two cores: 10,000 connections on both sides. */
    @Tag("long")
    @Test
    void tenThousandIdleConnectionsHoldNobodyUp() throws Exception {
        try (Program program =
                serveWith("ulimit -n 20000", "idle-timeout=300\n", Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            List<SocketChannel> idle = new ArrayList<>();
            try {
                for (int i = 0; i < 10_000; i++) {
                    SocketChannel channel =
                            SocketChannel.open(new java.net.InetSocketAddress("127.0.0.1", port));
                    channel.write(
                            java.nio.ByteBuffer.wrap(
                                    "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"
                                            .getBytes(StandardCharsets.UTF_8)));
                    idle.add(channel);
                }
                for (int i = 0; i < 100; i++) {
                    assertThat(get(port, "/search?q=rue+du+port").statusCode()).isEqualTo(200);
                }
            } catch (IOException tooMany) {
                assumeTrue(
                        idle.size() >= 10_000,
                        "only " + idle.size() + " connections can be opened here: " + tooMany);
            } finally {
                for (SocketChannel channel : idle) {
                    channel.close();
                }
            }
            assertThat(program.output()).doesNotContain("SEVERE");
        }
    }

    /**
     * The clock of the machine is not ours to turn; that of one process is, where libfaketime is:
     * an hour back and a year on between searches.
     */
    @Test
    void aClockThatJumpsChangesNothing() throws Exception {
        Path library = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
        assumeTrue(Files.exists(library), "libfaketime is not here");
        Path clock = Files.writeString(folder.resolve("clock"), "+0");
        String jumping =
                "export LD_PRELOAD=%s FAKETIME_TIMESTAMP_FILE=%s FAKETIME_NO_CACHE=1"
                        .formatted(library, clock);
        try (Program program =
                serveWith(
                        jumping + " FAKETIME_DONT_FAKE_MONOTONIC=1",
                        "idle-timeout=5\nindex-watch=1\n",
                        Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            for (String jump : List.of("-1h", "+365d", "-10d", "+0")) {
                Files.writeString(clock, jump);
                for (int i = 0; i < 20; i++) {
                    assertThat(get(port, "/search?q=rue+du+port").body()).contains("Amiens");
                }
                assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);
            }
            assertThat(program.output()).doesNotContain("SEVERE");
        }
    }
}
