package io.odonym.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;

import io.odonym.geocode.Indexes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients that are slow, silent or too many, and those who want an answer meanwhile. */
class ClientFaultsTest {

    private static final String SEARCH = "/search?q=rue+du+port";

    private static final String UPLOAD_HEAD =
            "POST /search/csv HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data;"
                    + " boundary=xx\r\n";

    @TempDir private Path folder;

    @Test
    void tenThousandIdleConnectionsHoldNobodyUp() throws Exception {
        long most =
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                        ? os.getMaxFileDescriptorCount()
                        : 0;
        assumeTrue(most >= 12_000, "this machine allows " + most + " file descriptors");
        try (ServerProcess program =
                ServerProcess.serve("true", List.of("-Xmx384m"), Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            List<Socket> idle = new ArrayList<>();
            try {
                for (int i = 0; i < 10_000; i++) {
                    idle.add(new Socket("127.0.0.1", port));
                }
                assertThat(ConstantClient.answered(idle.getLast(), SEARCH))
                        .isEqualTo("HTTP/1.1 200 OK");
                assertThat(ConstantClient.answered(idle.getFirst(), SEARCH))
                        .isEqualTo("HTTP/1.1 200 OK");
                assertThat(ConstantClient.get(port, SEARCH).statusCode()).isEqualTo(200);
                assertThat(ConstantClient.upload(port, "rue du port\n").body().lines()).hasSize(2);
            } finally {
                ConstantClient.close(idle);
            }
            assertThat(ConstantClient.get(port, SEARCH).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoDoesNotReadItsFileHoldsNobodyUpAndIsForgottenWhenItLeaves() throws Exception {
        try (ServerProcess program =
                ServerProcess.serve("true", List.of(), Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            try (Socket reader = new Socket("127.0.0.1", port)) {
                sendLargeFile(reader);
                byte[] line = reader.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
                assertThat(new String(line, StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200 OK");
                assertThat(ConstantClient.get(port, SEARCH).statusCode()).isEqualTo(200);
                assertThat(ConstantClient.upload(port, "rue du port\n").statusCode())
                        .isEqualTo(200);
            }
            awaitAborted(port);
        }
    }

    @Test
    void whoLeavesInTheMiddleOfItsFileIsNoFailureOfTheServer() throws Exception {
        try (ServerProcess program =
                ServerProcess.serve("true", List.of(), Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            try (Socket leaving = new Socket("127.0.0.1", port)) {
                leaving.getOutputStream()
                        .write(
                                (UPLOAD_HEAD
                                                + "Content-Length: 100000\r\n\r\n"
                                                + ConstantClient.form("rue du port\n")
                                                        .replace("--xx--", ""))
                                        .getBytes(StandardCharsets.US_ASCII));
            }
            awaitAborted(port);
            assertThat(program.output())
                    .doesNotContain("cannot process the request", "Internal server");
        }
    }

    /** More than fits on its way, when it comes back and nobody reads it. */
    private static void sendLargeFile(Socket socket) throws IOException {
        byte[] body =
                ConstantClient.form("rue du port\n".repeat(100_000))
                        .getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream()
                .write(
                        (UPLOAD_HEAD + "Content-Length: " + body.length + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
    }

    private static void awaitAborted(int port) throws Exception {
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!ConstantClient.get(port, "/metrics").body().contains("status=\"aborted\"} 1.0")) {
            assertThat(System.nanoTime()).as("forgotten within 30 s").isLessThan(patience);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "GET /sea",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /search?q=rue HTTP/1.1\r\nHost: local",
                UPLOAD_HEAD + "Content-Length: 1000\r\n\r\n--xx\r\n",
                UPLOAD_HEAD + "Transfer-Encoding: chunked\r\n\r\n10\r\n--xx\r\n",
                "POST /batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"
            })
    void whoStopsIsHungUpOnAndHoldsNobodyUp(String said) throws Exception {
        try (ServerProcess program = impatient()) {
            int port = program.port();
            List<Socket> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 50; i++) {
                    Socket socket = new Socket("127.0.0.1", port);
                    socket.setSoTimeout(30_000);
                    socket.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
                    slow.add(socket);
                }
                assertThat(ConstantClient.get(port, SEARCH).statusCode()).isEqualTo(200);
                for (Socket socket : slow) {
                    String answer =
                            new String(
                                    socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(answer).doesNotContain(" 200 ", " 500 ");
                }
            } finally {
                ConstantClient.close(slow);
            }
            assertThat(program.output())
                    .doesNotContain("cannot process the request", "SEVERE", "Exception");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /health/live HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n, HTTP/1.1 200 OK",
        "PROPFIND /search HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n, HTTP/1.1 405",
        "PRI * HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n, HTTP/1.1 40",
        "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n, \\0\\0"
    })
    void whoSpeaksByteByByteIsUnderstood(String said, String begin) throws Exception {
        try (ServerProcess program =
                        ServerProcess.serve("true", List.of(), Indexes.of(folder, "Amiens"));
                Socket socket = new Socket("127.0.0.1", program.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            for (byte each : said.translateEscapes().getBytes(StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(each);
            }
            String wanted = begin.translateEscapes();
            assertThat(
                            new String(
                                    socket.getInputStream().readNBytes(wanted.length()),
                                    StandardCharsets.US_ASCII))
                    .isEqualTo(wanted);
        }
    }

    @Test
    void whoDoesNotReadItsFileIsHungUpOn() throws Exception {
        try (ServerProcess program = impatient()) {
            int port = program.port();
            try (Socket reader = new Socket("127.0.0.1", port)) {
                sendLargeFile(reader);
                awaitAborted(port);
            }
            assertThat(program.output())
                    .doesNotContain("cannot process the request", "SEVERE", "Exception");
        }
    }

    /** A server that hangs up after two seconds. */
    private ServerProcess impatient() throws Exception {
        Path configuration = Files.writeString(folder.resolve("p"), "idle-timeout=2\n");
        return ServerProcess.serve(
                "true",
                List.of(),
                Indexes.of(folder, "Amiens"),
                "--config",
                configuration.toString());
    }
}
