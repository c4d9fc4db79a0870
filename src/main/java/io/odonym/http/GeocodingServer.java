package io.odonym.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.http2.Http2Upgrader;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.odonym.configuration.Configuration;
import io.odonym.configuration.ConfigurationException;
import io.odonym.configuration.ConnectionLimits;
import io.odonym.csv.CsvGeocoder;
import io.odonym.csv.CsvLimits;
import io.odonym.geocode.DeadlineExceededException;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.QueryLengthException;
import io.odonym.geocode.ReloadTrigger;
import io.odonym.http.api.AdminHandler;
import io.odonym.http.api.CsvHandler;
import io.odonym.http.api.Endpoint;
import io.odonym.http.api.HttpErrorException;
import io.odonym.http.api.OtherRoutes;
import io.odonym.http.api.QueryLog;
import io.odonym.http.api.RequestTelemetry;
import io.odonym.http.api.ResponseSender;
import io.odonym.http.api.RouteRegistrar;
import io.odonym.http.api.SearchHandler;
import io.odonym.http.api.UploadLimiter;
import io.odonym.http.connection.AdmissionControl;
import io.odonym.http.connection.ClientTimeouts;
import io.odonym.http.connection.ConnectionScheduler;
import io.odonym.http.connection.FileDescriptorBudget;
import io.odonym.http.connection.Permit;
import io.odonym.http.connection.ProtocolSelector;
import io.odonym.http.connection.RequestDrain;
import io.odonym.http.connection.ResponseCompression;
import io.odonym.http.page.DemoPage;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.Telemetry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The HTTP server: a virtual thread a connection, the routes of addok. */
public final class GeocodingServer implements AutoCloseable {

    private static final Header ALLOW_ORIGIN =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    private static final Header ALLOW_HEADERS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "X-Requested-With");
    private static final System.Logger LOG = System.getLogger(GeocodingServer.class.getName());

    private final Geocoder geocoder;
    private final ReloadTrigger reloading;
    private final Configuration options;
    private final QueryLog log;
    private final AdmissionControl admission;
    private final UploadLimiter fileTurns;
    private final Telemetry telemetry;
    private final RequestTelemetry requests;
    private final RequestDrain drain = new RequestDrain();
    private final SearchHandler queries;
    private final CsvGeocoder files;
    private final ConnectionScheduler fairness = new ConnectionScheduler();
    private final ClientTimeouts slowClients;
    private final WebServer server;

    private GeocodingServer(
            Geocoder geocoder,
            ReloadTrigger reloading,
            Configuration options,
            Telemetry telemetry) {
        this.geocoder = geocoder;
        this.reloading = reloading;
        this.options = options;
        this.log = new QueryLog(options.logs());
        this.telemetry = telemetry;
        this.requests = new RequestTelemetry(telemetry);
        telemetry.meters().gauge(Metric.HEALTH, () -> OtherRoutes.isReady(geocoder) ? 1 : 0);
        FileDescriptorBudget descriptors =
                FileDescriptorBudget.of(options.connections().connections());
        this.slowClients = new ClientTimeouts(options.connections().idleTimeout(), fairness);
        this.admission =
                new AdmissionControl(
                        options.overload(), telemetry.meters(), slowClients::countAsking, fairness);
        this.fileTurns =
                new UploadLimiter(options.overload(), descriptors.uploads(), telemetry.meters());
        this.queries = new SearchHandler(geocoder, options, log, telemetry);
        this.files =
                CsvGeocoder.patient(
                        geocoder,
                        telemetry,
                        new CsvLimits(
                                options.uploads().rows(),
                                options.uploads().rejectLongRows(),
                                options.filterSeparator(),
                                Runtime.getRuntime().availableProcessors()));
        DirectHandler unroutable = GeocodingServer::refuse;
        this.server =
                WebServer.builder()
                        .host(options.host())
                        .port(options.port())
                        .protocolsDiscoverServices(false)
                        .addConnectionSelector(protocol(options.connections(), slowClients))
                        // Helidon's own, between requests, is not to be shorter than SlowClients'.
                        .idleConnectionTimeout(options.connections().idleTimeout())
                        .maxTcpConnections(descriptors.connections())
                        .shutdownGracePeriod(options.draining().timeout())
                        // Whoever starts the server stops it, and then what it relies on.
                        .shutdownHook(false)
                        .connectionOptions(socket -> socket.tcpNoDelay(true))
                        .directHandlers(
                                DirectHandlers.builder()
                                        .addHandler(EventType.BAD_REQUEST, unroutable)
                                        .addHandler(EventType.PAYLOAD_TOO_LARGE, unroutable)
                                        .addHandler(EventType.FORBIDDEN, unroutable)
                                        .addHandler(EventType.INTERNAL_ERROR, unroutable)
                                        .addHandler(
                                                EventType.HTTP_VERSION_NOT_SUPPORTED, unroutable)
                                        .addHandler(EventType.OTHER, unroutable)
                                        .build())
                        .routing(this::route)
                        .build();
    }

    private static ServerConnectionSelector protocol(
            ConnectionLimits limits, ClientTimeouts watch) {
        Http2Config second = Http2Config.create();
        // A percent sign that begins no escape stands for itself, as in addok.
        Http1Config first =
                Http1Config.builder()
                        .validatePrologue(false)
                        .maxPrologueLength(limits.urlBytes())
                        .maxHeadersSize(limits.headerBytes())
                        .build();
        return new ProtocolSelector(
                Http1ConnectionSelector.builder()
                        .config(first)
                        .addUpgrader(Http2Upgrader.create(second))
                        .build(),
                Http2ConnectionSelector.builder().http2Config(second).build(),
                watch);
    }

    /** Starts to listen, with metrics and nothing else of telemetry. */
    public static GeocodingServer start(Geocoder geocoder, Configuration options) {
        return start(geocoder, options, Telemetry.local());
    }

    /** Starts to listen, with an index that stays. */
    public static GeocodingServer start(
            Geocoder geocoder, Configuration options, Telemetry telemetry) {
        return start(geocoder, ReloadTrigger.NEVER, options, telemetry);
    }

    /**
     * Starts to listen.
     *
     * @throws ConfigurationException where it cannot listen there
     */
    public static GeocodingServer start(
            Geocoder geocoder,
            ReloadTrigger reloading,
            Configuration options,
            Telemetry telemetry) {
        requireFree(options.host(), options.port());
        GeocodingServer started = new GeocodingServer(geocoder, reloading, options, telemetry);
        started.server.start();
        return started;
    }

    /** Helidon writes a stack trace into the log, and goes on without a port. */
    private static void requireFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException taken) {
            throw new ConfigurationException(
                    "cannot listen at host " + host + ", port " + port + ": " + taken.getMessage());
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Whether a request is under way. */
    public boolean isAsked() {
        return drain.underWay() > 0;
    }

    private void route(HttpRouting.Builder routing) {
        routing.addFilter(fairness);
        routing.addFilter(drain);
        routing.addFilter(requests);
        routing.addFilter(
                (chain, request, response) -> {
                    response.header(ALLOW_ORIGIN);
                    response.header(ALLOW_HEADERS);
                    long start = System.nanoTime();
                    try {
                        answer(chain, request, response, start);
                    } finally {
                        if (log.isAccessWanted()) {
                            log.answered(
                                    request.prologue().method().text(),
                                    request.path().rawPath(),
                                    response.status().code(),
                                    System.nanoTime() - start);
                        }
                    }
                    // Helidon 4.5.0 says that it closes the connection and keeps it open (its issue
                    // 12324); clients that read to the end of the stream would wait for ever.
                    if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
                        throw new CloseConnectionException("the client asked for it");
                    }
                });
        RouteRegistrar.json(routing, "/search", queries::search);
        RouteRegistrar.json(routing, "/reverse", queries::reverse);
        new CsvHandler(files, fileTurns, options, telemetry).route(routing);
        RouteRegistrar.get(routing, "/metrics", this::metrics);
        new OtherRoutes(geocoder, reloading, queries, admission, options, drain).route(routing);
        new AdminHandler(reloading, options.administration()).route(routing);
        DemoPage.of(options.tiles()).route(routing);
        routing.any(
                (request, response) ->
                        ResponseSender.sendError(request, response, HttpErrorException.notFound()));
        routing.error(
                HttpErrorException.class,
                (request, response, problem) ->
                        ResponseSender.sendError(request, response, problem));
        routing.error(
                QueryLengthException.class,
                (request, response, tooLong) ->
                        ResponseSender.sendError(
                                request,
                                response,
                                HttpErrorException.tooLarge(tooLong.getMessage())));
        routing.error(
                DeadlineExceededException.class,
                (request, response, late) ->
                        ResponseSender.sendError(
                                request,
                                response,
                                HttpErrorException.outOfTime(late.getMessage())));
        routing.error(
                Throwable.class,
                (request, response, failure) -> {
                    LOG.log(
                            System.Logger.Level.ERROR,
                            "failed to answer " + request.path().path(),
                            failure);
                    requests.failed(request.path().rawPath(), failure);
                    ResponseSender.sendError(request, response, HttpErrorException.internal());
                });
    }

    /** What searches has to be let in; whoever asks how the server is always gets in. */
    private void answer(
            FilterChain chain, RoutingRequest request, RoutingResponse response, long start) {
        Endpoint endpoint = Endpoint.of(request.path().rawPath());
        if (!endpoint.isGeocoding()) {
            chain.proceed();
            return;
        }
        boolean isShort = endpoint.isShort();
        Optional<Permit> let = isShort ? admission.search(start) : admission.enter(start);
        if (let.isEmpty()) {
            ResponseSender.sendError(request, response, HttpErrorException.overloaded());
            return;
        }
        try (Permit _ = let.get()) {
            chain.proceed();
        }
        if (isShort) {
            admission.charge(System.nanoTime() - start);
        }
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        Telemetry.Exposition metrics =
                telemetry.exposition(
                        String.join(",", request.headers().values(HeaderNames.ACCEPT)));
        response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, metrics.contentType()));
        ResponseSender.sendBody(
                request,
                response,
                ResponseCompression.perhaps(
                        request, response, metrics.text().getBytes(StandardCharsets.UTF_8)));
    }

    /** What Helidon refuses before any route is asked: no HTTP, too long a line, a wrong path. */
    private static DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest request,
            EventType event,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        // Helidon 4.5.0 takes a method that is no token of HTTP for a fault of its own. Faults of
        // routes do not come here: each is answered by the routing's handler of all exceptions.
        boolean unread = event == EventType.INTERNAL_ERROR;
        Status answer = unread ? Status.BAD_REQUEST_400 : status;
        return DirectHandler.TransportResponse.builder()
                .status(answer)
                .headers(headers)
                .header(ResponseSender.PROBLEM)
                .header(ALLOW_ORIGIN)
                .header(ALLOW_HEADERS)
                .keepAlive(!unread && event.keepAlive())
                .entity(HttpErrorException.of(answer.code(), answer.reasonPhrase()).json())
                .build();
    }

    /**
     * Ends without losing a request, where there is time: first readiness says no, then nobody new
     * is let in, and what is under way may finish.
     *
     * @param delay how long new connections are still taken
     * @return how many requests were cut off, having taken too long
     */
    public long drain(Duration delay) throws InterruptedException {
        drain.begin();
        Thread.sleep(delay);
        long end = System.nanoTime() + options.draining().timeout().toNanos();
        drain.await(options.draining().timeout());
        Thread closing = Thread.startVirtualThread(this::close);
        // Helidon waits for those that came meanwhile; it does not know since when we wait.
        closing.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        return drain.underWay();
    }

    /** Stops to listen, and lets requests under way finish. */
    @Override
    public void close() {
        server.stop();
        admission.close();
        files.close();
        slowClients.close();
        fairness.close();
    }
}
