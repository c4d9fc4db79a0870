package io.odonym.cli;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.http.GeocodingServer;
import io.odonym.index.Manifest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code odonym serve}. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Answers addok's HTTP API.")
final class ServeCommand implements Callable<Integer> {

    @Mixin private IndexOption index = new IndexOption();

    @Option(names = "--host", description = "The address to listen on (default: 0.0.0.0).")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on, 0 for any free one (default: 7878).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Properties to start with; the environment (ODONYM_...) and the options above"
                            + " win over it.")
    private Optional<Path> config = Optional.empty();

    @Mixin private TextOptions text = new TextOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration read = Configuration.read(System.getenv(), config);
        Configuration configuration =
                read.listeningOn(host.orElse(read.host()), port.orElse(read.port()));
        Path folder = index.folder(configuration.index(), text.analysis());
        GeocoderOptions options =
                new GeocoderOptions(
                        GeocoderOptions.ADDOK.limits(),
                        configuration.queryLength(),
                        configuration.connections().search());
        // Open until the process ends: requests under way at its end still need it.
        Geocoder geocoder = Geocoder.open(folder, text.analysis(), options);
        GeocodingServer server = GeocodingServer.start(geocoder, configuration);
        // Only now, since Helidon reads the configuration of the log again when it starts.
        if (configuration.logs().json()) {
            Logs.asJson();
        }
        Manifest manifest = geocoder.manifest();
        System.err.printf(
                "odonym answers on http://%s:%d: %,d documents, %,d house numbers, data of %s%n",
                configuration.host(),
                server.port(),
                manifest.documents(),
                manifest.houseNumbers(),
                manifest.dataDate());
        server.await();
        return 0;
    }
}
