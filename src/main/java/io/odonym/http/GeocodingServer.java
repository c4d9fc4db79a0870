package io.odonym.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.odonym.configuration.Configuration;
import io.odonym.configuration.ConfigurationException;
import io.odonym.csv.CsvGeocoder;
import io.odonym.csv.CsvGeocoderOptions;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.IndexReloader;
import io.odonym.http.api.HealthHandler;
import io.odonym.http.connection.AdmissionControl;
import io.odonym.http.connection.ConnectionScheduler;
import io.odonym.http.connection.FileDescriptorBudget;
import io.odonym.http.connection.IdleConnectionMonitor;
import io.odonym.http.connection.RequestDrain;
import io.odonym.http.exchange.UploadSpace;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.Telemetry;
import io.odonym.threads.LowPriorityExecutor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * The HTTP server. It provides the API of addok and additional routes. Each connection is handled
 * by its own virtual thread. Thread-safe.
 */
public final class GeocodingServer implements AutoCloseable {

    /** The name of the listener for administration. */
    private static final String ADMINISTRATION = "administration";

    private final Optional<AdminListenerAddress> administration;
    private final Duration drainTimeout;
    private final RequestDrain drain = new RequestDrain();
    private final ConnectionScheduler scheduler = new ConnectionScheduler();
    private final IdleConnectionMonitor connectionMonitor;
    private final AdmissionControl admission;
    private final UploadSpace uploadSpace;
    private final CsvGeocoder csvGeocoder;
    private final ExecutorService batchExecutor =
            new LowPriorityExecutor("batch", Runtime.getRuntime().availableProcessors());
    private final WebServer server;

    private GeocodingServer(
            Geocoder geocoder,
            IndexReloader indexReloader,
            Optional<AdminListenerAddress> administration,
            Configuration configuration,
            Telemetry telemetry) {
        this.administration = administration;
        this.drainTimeout = configuration.draining().timeout();
        telemetry.meters().gauge(Metric.HEALTH, () -> HealthHandler.isSearchable(geocoder) ? 1 : 0);
        FileDescriptorBudget descriptors =
                FileDescriptorBudget.ofProcess(configuration.connections().connections());
        SharedLimiters limits = SharedLimiters.of(configuration, descriptors, telemetry.meters());
        this.uploadSpace = limits.uploadSpace();
        this.connectionMonitor =
                new IdleConnectionMonitor(
                        configuration.connections().idleTimeout(), scheduler, limits.memory());
        this.admission =
                new AdmissionControl(
                        configuration.overload(),
                        telemetry.meters(),
                        connectionMonitor::countActive,
                        scheduler);
        this.csvGeocoder =
                CsvGeocoder.lowPriority(
                        geocoder,
                        telemetry,
                        new CsvGeocoderOptions(
                                configuration.uploads().rows(),
                                configuration.uploads().rejectLongRows(),
                                configuration.filterSeparator(),
                                Runtime.getRuntime().availableProcessors()));
        ServerRouting routing =
                new ServerRouting(
                        geocoder,
                        indexReloader,
                        configuration,
                        telemetry,
                        csvGeocoder,
                        batchExecutor,
                        limits,
                        admission,
                        drain,
                        scheduler);
        WebServerConfig.Builder listeners =
                ListenerFactory.builder(configuration, descriptors, connectionMonitor)
                        .routing(routing::register);
        administration.ifPresent(
                socket ->
                        listeners.putSocket(
                                ADMINISTRATION,
                                ListenerFactory.ownListener(
                                                socket.bindAddress(),
                                                configuration,
                                                connectionMonitor)
                                        .routing(routing::registerAdministration)
                                        .build()));
        this.server = listeners.build();
    }

    /**
     * Starts a server that never reloads its index. {@code /metrics} is its only telemetry.
     *
     * @throws ConfigurationException if the server cannot listen at the configured host and port
     */
    public static GeocodingServer start(Geocoder geocoder, Configuration configuration) {
        return start(geocoder, configuration, Telemetry.local());
    }

    /**
     * Starts a server that never reloads its index.
     *
     * @throws ConfigurationException if the server cannot listen at the configured host and port
     */
    public static GeocodingServer start(
            Geocoder geocoder, Configuration configuration, Telemetry telemetry) {
        return start(geocoder, IndexReloader.UNSUPPORTED, configuration, telemetry);
    }

    /**
     * Starts a server.
     *
     * @param geocoder runs the searches; the caller must close it after closing the server
     * @param indexReloader reloads the index for {@code POST /admin/reload}
     * @throws ConfigurationException if the server cannot listen at the configured host and port
     */
    public static GeocodingServer start(
            Geocoder geocoder,
            IndexReloader indexReloader,
            Configuration configuration,
            Telemetry telemetry) {
        checkPort(configuration.host(), configuration.port());
        Optional<AdminListenerAddress> administration =
                configuration.administration().listener().map(AdminListenerAddress::prepare);
        GeocodingServer server =
                new GeocodingServer(
                        geocoder, indexReloader, administration, configuration, telemetry);
        server.server.start();
        administration.ifPresent(AdminListenerAddress::publish);
        return server;
    }

    /**
     * Checks that the port is free. If the port is in use, Helidon 4.5.0 only logs a stack trace
     * and continues without listening.
     */
    static void checkPort(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException failure) {
            throw new ConfigurationException(
                    "cannot listen on host "
                            + host
                            + ", port "
                            + port
                            + ": "
                            + failure.getMessage());
        }
    }

    /** Returns the TCP port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** Returns the TCP port of the administration listener; -1 if there is none. */
    public int administrationPort() {
        return server.port(ADMINISTRATION);
    }

    /** Returns whether any request is in flight. */
    public boolean isBusy() {
        return drain.inFlight() > 0;
    }

    /**
     * Shuts down gracefully. The readiness check fails immediately. After the delay, the server
     * stops accepting connections and waits for in-flight requests, up to the configured limit.
     *
     * @param delay how long the server continues to accept connections
     * @return the number of requests that did not finish in time and were aborted
     */
    public long drain(Duration delay) throws InterruptedException {
        drain.begin();
        Thread.sleep(delay);
        long deadline = System.nanoTime() + drainTimeout.toNanos();
        drain.await(drainTimeout);
        Thread closing = Thread.startVirtualThread(this::close);
        // Helidon waits for later requests too, but its own time limit starts only at this point.
        // The join therefore enforces the deadline.
        closing.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        return drain.inFlight();
    }

    /**
     * Stops listening, waits for in-flight requests up to the configured time limit, and stops the
     * background threads.
     */
    @Override
    public void close() {
        server.stop();
        administration.ifPresent(AdminListenerAddress::close);
        admission.close();
        csvGeocoder.close();
        batchExecutor.shutdownNow();
        uploadSpace.close();
        connectionMonitor.close();
        scheduler.close();
    }
}
