package io.odonym.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.geocode.Indexes;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that may hold few file descriptors. Runs on the jar: on a class path of folders and
 * hundreds of jars every class that is loaded late takes a descriptor that the server reckons with.
 */
@Tag("artifacts")
class FewDescriptorsTest {

    private static final String SEARCH = "/search?q=rue+du+port";

    @TempDir private Path folder;

    @Test
    void furtherConnectionsWaitForTheirTurn() throws Exception {
        try (ServerProcess program =
                ServerProcess.serveJar(
                        Path.of("target", "odonym.jar"),
                        "ulimit -n 300",
                        Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            List<Socket> sockets = new ArrayList<>();
            try {
                for (int i = 0; i < 400; i++) {
                    sockets.add(new Socket("127.0.0.1", port));
                }
                assertThat(ConstantClient.answered(sockets.getFirst(), SEARCH))
                        .isEqualTo("HTTP/1.1 200 OK");
                ConstantClient.close(sockets.subList(0, 399));
                assertThat(ConstantClient.answered(sockets.getLast(), SEARCH))
                        .as("its turn")
                        .isEqualTo("HTTP/1.1 200 OK");
                assertThat(ConstantClient.upload(port, "rue du port\n").statusCode())
                        .as(program.output())
                        .isEqualTo(200);
                assertThat(program.output()).doesNotContain("Too many open files");
            } finally {
                ConstantClient.close(sockets);
            }
        }
    }
}
