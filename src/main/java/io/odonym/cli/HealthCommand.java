package io.odonym.cli;

import io.odonym.configuration.Configuration;
import io.odonym.http.warmup.SocketHttpClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * {@code odonym health}: checks a server on the same machine. Intended for health checks in
 * containers that have no shell or curl. {@link SocketHttpClient} sends the request, because {@link
 * java.net.http.HttpClient} takes half a second to load.
 */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description =
                "Checks whether a server on this machine is ready. The exit code is 0 if the server"
                        + " is ready, and 1 otherwise.")
final class HealthCommand implements Callable<Integer> {

    /**
     * The wildcard addresses, on which a server listens on all network interfaces. A client cannot
     * connect to them.
     */
    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "");

    private static final int OK = 200;

    @Option(
            names = "--host",
            description = "The address of the server (default: ODONYM_HOST, or this machine).")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port of the server (default: ODONYM_PORT, or 7878).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The properties file of the server.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--live",
            description =
                    "Check whether the server is running, even if it is shutting down (default:"
                            + " check whether the server is ready).")
    private boolean live;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "The timeout in seconds (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = Configuration.read(System.getenv(), config);
        String listenAddress = host.orElse(configuration.host());
        String target = ANY_ADDRESS.contains(listenAddress) ? "127.0.0.1" : listenAddress;
        int targetPort = port.orElse(configuration.port());
        String path = live ? "/health/live" : "/health/ready";
        String url = "http://" + target + ":" + targetPort + path;
        int status;
        try (SocketHttpClient client =
                SocketHttpClient.connect(target, targetPort, Duration.ofSeconds(timeout))) {
            status =
                    client.send(
                            "GET "
                                    + path
                                    + " HTTP/1.1\r\nHost: "
                                    + target
                                    + "\r\nConnection: close\r\n\r\n");
        } catch (IOException e) {
            throw new IOException(url + ": " + e.getMessage(), e);
        }
        if (status != OK) {
            throw new IOException(url + ": status " + status);
        }
        return 0;
    }
}
