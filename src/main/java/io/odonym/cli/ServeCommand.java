package io.odonym.cli;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.DrainOptions;
import io.odonym.geocode.BackgroundIndexReloader;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.geocode.IndexMetrics;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.http.GeocodingServer;
import io.odonym.http.warmup.ServerWarmUp;
import io.odonym.index.store.IndexManifest;
import io.odonym.options.TextAnalysisOptions;
import io.odonym.telemetry.ProcessMetrics;
import io.odonym.telemetry.Telemetry;
import io.odonym.telemetry.TelemetryEnvironment;
import io.odonym.text.TextAnalysis;
import io.odonym.update.DataFolder;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code odonym serve}: runs the HTTP server until a signal stops it. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves the HTTP API of addok.")
final class ServeCommand implements Callable<Integer> {

    /** How often the index of the data folder is checked, unless index-watch is set. */
    private static final Duration WATCH_OF_DATA_FOLDER = Duration.ofSeconds(10);

    @Mixin private IndexOption index = new IndexOption();

    @Option(names = "--host", description = "The address to listen on (default: 0.0.0.0).")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on; 0 selects a free port (default: 7878).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A properties file. Environment variables (ODONYM_...) and command-line options"
                            + " override its values.")
    private Optional<Path> config = Optional.empty();

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration withoutOptions = Configuration.read(System.getenv(), config);
        Configuration configuration =
                withoutOptions.listeningOn(
                        host.orElse(withoutOptions.host()), port.orElse(withoutOptions.port()));
        TelemetryEnvironment environment = new TelemetryEnvironment(System.getenv());
        Telemetry telemetry = Telemetry.start(environment, configuration.telemetry());
        TextAnalysis analysis = text.analysis();
        Path folder = index.resolve(configuration.index(), configuration.data(), text);
        GeocoderOptions options =
                new GeocoderOptions(
                        GeocoderOptions.ADDOK.limits(),
                        configuration.queryLength(),
                        configuration.connections().searchTimeout());
        // The geocoder is never closed, because in-flight requests may use it until the process
        // ends.
        long start = System.nanoTime();
        ReloadableGeocoder geocoder = ReloadableGeocoder.open(folder, analysis, options);
        BackgroundIndexReloader reloader =
                new BackgroundIndexReloader(
                        geocoder,
                        folder,
                        Duration.ofNanos(System.nanoTime() - start),
                        telemetry.meters());
        IndexMetrics.register(telemetry, geocoder::manifest, analysis);
        GeocodingServer server =
                GeocodingServer.start(geocoder, reloader, configuration, telemetry);
        ShutdownSignals signals = ShutdownSignals.install();
        // Helidon reloads the logging configuration when it starts, so the JSON format must be set
        // afterwards.
        if (configuration.logs().json()) {
            LoggingSetup.useJson();
        }
        telemetry.exportLogs();
        IndexManifest manifest = geocoder.manifest();
        System.err.printf(
                "odonym: listening on http://%s:%d: %,d documents, %,d house numbers, data of %s%n",
                configuration.host(),
                server.port(),
                manifest.documents(),
                manifest.houseNumbers(),
                manifest.dataDate().text());
        System.err.printf(
                "odonym: %d processors, maximum heap %,d MB, index of %,d MB in %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / 1_000_000,
                manifest.totalBytes() / 1_000_000,
                folder);
        printSettings(configuration, environment);
        SighupHandler.install(() -> reloader.requestReload("SIGHUP"));
        Duration watch = watchInterval(configuration, folder);
        if (watch.isPositive()) {
            reloader.watch(watch);
        }
        ProcessMetrics.bind(telemetry);
        if (configuration.warmUp().isPositive()) {
            ServerWarmUp.start(server, geocoder, configuration);
        }
        return shutDown(server, telemetry, configuration.draining(), signals.await());
    }

    /**
     * Returns how often to check the index. "odonym update" replaces the index of a data folder.
     */
    private static Duration watchInterval(Configuration configuration, Path folder) {
        Duration configured = configuration.administration().watch();
        boolean isUpdated =
                configuration
                        .data()
                        .folder(System.getenv())
                        .filter(data -> new DataFolder(data).current().equals(folder))
                        .isPresent();
        return !configured.isPositive() && isUpdated ? WATCH_OF_DATA_FOLDER : configured;
    }

    /**
     * Stops the server, waits for in-flight requests, and exports the remaining telemetry.
     *
     * @return the exit code: 1 if requests were aborted, otherwise 0
     */
    private static int shutDown(
            GeocodingServer server,
            Telemetry telemetry,
            DrainOptions draining,
            ShutdownSignals.Stop stop)
            throws InterruptedException {
        // SIGINT comes from a terminal. No load balancer is involved, so the delay is not needed.
        Duration delay = stop == ShutdownSignals.Stop.INTERRUPT ? Duration.ZERO : draining.delay();
        System.err.printf(
                "odonym: shutting down: waiting up to %d s for in-flight requests%n",
                delay.plus(draining.timeout()).toSeconds());
        long aborted = server.drain(delay);
        telemetry.close();
        System.err.println(
                aborted == 0
                        ? "odonym: stopped"
                        : "odonym: stopped and aborted %d requests".formatted(aborted));
        return aborted == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void printSettings(Configuration configuration, TelemetryEnvironment environment) {
        Configuration.origins(System.getenv(), config)
                .forEach(line -> System.err.println("odonym: " + line));
        host.ifPresent(
                _ -> System.err.println("odonym: host = " + configuration.host() + " (--host)"));
        port.ifPresent(
                _ -> System.err.println("odonym: port = " + configuration.port() + " (--port)"));
        environment.targets().forEach(line -> System.err.println("odonym: exports " + line));
        environment.ignored().forEach(line -> System.err.println("odonym: " + line));
    }
}
