package io.odonym.cli;

import io.odonym.geocode.Geocoder;
import io.odonym.http.GeocodingServer;
import io.odonym.http.ServerOptions;
import io.odonym.index.Manifest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code odonym serve}. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Answers addok's HTTP API.")
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--index",
            paramLabel = "DIR",
            description =
                    "The folder of the index (default: one built from index-data at the first"
                            + " start).")
    private Optional<Path> index = Optional.empty();

    @Option(
            names = "--host",
            defaultValue = "0.0.0.0",
            description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "7878",
            description = "The port to listen on (default: ${DEFAULT-VALUE}).")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = index.isPresent() ? index.get() : DefaultIndex.ready();
        Geocoder geocoder = Geocoder.open(folder);
        GeocodingServer server =
                GeocodingServer.start(geocoder, ServerOptions.DEFAULT.at(host, port));
        Manifest manifest = geocoder.manifest();
        System.err.printf(
                "odonym answers on http://%s:%d: %,d documents, %,d house numbers, data of %s%n",
                host,
                server.port(),
                manifest.documents(),
                manifest.houseNumbers(),
                manifest.dataDate());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stopped::countDown));
        stopped.await();
        return 0;
    }
}
