package io.odonym.cli;

import io.odonym.configuration.Configuration;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * {@code odonym health}: what a container without a shell or curl asks itself. It speaks HTTP over
 * a socket of its own, since Java's client takes half a second to load.
 */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description =
                "Asks a server on this machine whether it can answer: exit code 0 if so, else 1.")
final class HealthCommand implements Callable<Integer> {

    /** What a server listens on that takes connections from everywhere. */
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "");

    private static final int MILLISECONDS = 1000;

    @Option(
            names = "--host",
            description = "Where the server is (default: this machine, or ODONYM_HOST).")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port that it listens on (default: ODONYM_PORT, else 7878).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The properties that the server was started with.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--live",
            description =
                    "Asks whether it runs at all; it may be ending (default: whether it is ready).")
    private boolean live;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "How long it may take (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = Configuration.read(System.getenv(), config);
        String wanted = host.orElse(configuration.host());
        String name = EVERYWHERE.contains(wanted) ? "127.0.0.1" : wanted;
        int number = port.orElse(configuration.port());
        String path = live ? "/health/live" : "/health/ready";
        String where = "http://" + name + ":" + number + path;
        String status;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(name, number), timeout * MILLISECONDS);
            socket.setSoTimeout(timeout * MILLISECONDS);
            socket.getOutputStream()
                    .write(
                            ("GET "
                                            + path
                                            + " HTTP/1.1\r\nHost: "
                                            + name
                                            + "\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            status =
                    Optional.ofNullable(
                                    new BufferedReader(
                                                    new InputStreamReader(
                                                            socket.getInputStream(),
                                                            StandardCharsets.US_ASCII))
                                            .readLine())
                            .orElse("nothing");
        } catch (IOException e) {
            throw new IOException(where + ": " + e.getMessage(), e);
        }
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException(where + " answers " + status);
        }
        return 0;
    }
}
