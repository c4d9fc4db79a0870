package io.odonym.cli;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.DrainOptions;
import io.odonym.geocode.BackgroundIndexReloader;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.geocode.ServiceMetrics;
import io.odonym.http.GeocodingServer;
import io.odonym.http.warmup.ServerWarmUp;
import io.odonym.index.store.Manifest;
import io.odonym.telemetry.ProcessMetrics;
import io.odonym.telemetry.Telemetry;
import io.odonym.telemetry.TelemetryEnvironment;
import io.odonym.text.TextAnalysis;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration read = Configuration.read(System.getenv(), config);
        Configuration configuration =
                read.listeningOn(host.orElse(read.host()), port.orElse(read.port()));
        TelemetryEnvironment environment = new TelemetryEnvironment(System.getenv());
        Telemetry telemetry = Telemetry.start(environment, configuration.telemetry());
        Path folder = index.folder(configuration.index(), text.analysis());
        GeocoderOptions options =
                new GeocoderOptions(
                        GeocoderOptions.ADDOK.limits(),
                        configuration.queryLength(),
                        configuration.connections().searchTimeout());
        // Open until the process ends: requests under way at its end still need it.
        TextAnalysis analysis = text.analysis();
        long start = System.nanoTime();
        ReloadableGeocoder geocoder = ReloadableGeocoder.open(folder, analysis, options);
        BackgroundIndexReloader reloader =
                new BackgroundIndexReloader(
                        geocoder,
                        folder,
                        Duration.ofNanos(System.nanoTime() - start),
                        telemetry.meters());
        ServiceMetrics.register(telemetry, geocoder::manifest, analysis);
        GeocodingServer server =
                GeocodingServer.start(geocoder, reloader, configuration, telemetry);
        ShutdownSignals signals = ShutdownSignals.listen();
        // Only now, since Helidon reads the configuration of the log again when it starts.
        if (configuration.logs().json()) {
            LoggingSetup.asJson();
        }
        telemetry.exportLogs();
        Manifest manifest = geocoder.manifest();
        System.err.printf(
                "odonym answers on http://%s:%d: %,d documents, %,d house numbers, data of %s%n",
                configuration.host(),
                server.port(),
                manifest.documents(),
                manifest.houseNumbers(),
                manifest.dataDate());
        System.err.printf(
                "odonym: %d processors, a heap of at most %,d MB, an index of %,d MB in %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / 1_000_000,
                manifest.totalBytes() / 1_000_000,
                folder);
        report(configuration, environment);
        SighupHandler.handle(() -> reloader.requestReload("SIGHUP"));
        if (configuration.administration().watch().isPositive()) {
            reloader.watch(configuration.administration().watch());
        }
        ProcessMetrics.bind(telemetry);
        if (configuration.warmUp().isPositive()) {
            ServerWarmUp.start(server, geocoder, configuration);
        }
        return end(server, telemetry, configuration.draining(), signals.await());
    }

    /** First the requests, then what is still to be told of them. */
    private static int end(
            GeocodingServer server,
            Telemetry telemetry,
            DrainOptions draining,
            ShutdownSignals.Stop stop)
            throws InterruptedException {
        // Nobody balances the load of who sits at the terminal.
        Duration delay = stop == ShutdownSignals.Stop.INTERRUPT ? Duration.ZERO : draining.delay();
        System.err.printf(
                "odonym ends: requests under way have %d s%n",
                delay.plus(draining.timeout()).toSeconds());
        long late = server.drain(delay);
        telemetry.close();
        System.err.println(
                late == 0
                        ? "odonym ended"
                        : "odonym ended and cut off %d requests".formatted(late));
        return late == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void report(Configuration configuration, TelemetryEnvironment environment) {
        Configuration.origins(System.getenv(), config)
                .forEach(line -> System.err.println("odonym: " + line));
        host.ifPresent(
                _ -> System.err.println("odonym: host = " + configuration.host() + " (--host)"));
        port.ifPresent(
                _ -> System.err.println("odonym: port = " + configuration.port() + " (--port)"));
        environment.targets().forEach(line -> System.err.println("odonym: sends " + line));
        environment.ignored().forEach(line -> System.err.println("odonym: " + line));
    }
}
