package io.odonym.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.geocode.Indexes;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process with few file descriptors. The test runs the jar: a class path of hundreds of jars
 * opens further descriptors when classes are loaded, which the server does not reserve.
 */
@Tag("artifacts")
class FewDescriptorsTest {

    private static final String SEARCH = "/search?q=rue+du+port";

    @TempDir private Path folder;

    @Test
    void furtherConnectionsWaitUntilOthersClose() throws Exception {
        try (ServerProcess program =
                ServerProcess.serveJar(
                        Path.of("target", "odonym.jar"),
                        "ulimit -n 300",
                        Indexes.of(folder, "Amiens"))) {
            HttpTestClient client = program.client();
            List<Socket> sockets = new ArrayList<>();
            try {
                for (int i = 0; i < 400; i++) {
                    sockets.add(client.connect());
                }
                assertThat(HttpTestClient.getStatusLine(sockets.getFirst(), SEARCH))
                        .isEqualTo("HTTP/1.1 200 OK");
                for (Socket socket : sockets.subList(0, 399)) {
                    socket.close();
                }
                assertThat(HttpTestClient.getStatusLine(sockets.getLast(), SEARCH))
                        .as("the connection that waited")
                        .isEqualTo("HTTP/1.1 200 OK");
                assertThat(
                                client.upload(
                                                "/search/csv",
                                                MultipartForm.ofFile("adresse\nrue du port\n"))
                                        .statusCode())
                        .as(program.output())
                        .isEqualTo(200);
                assertThat(program.output()).doesNotContain("Too many open files");
            } finally {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        }
    }
}
