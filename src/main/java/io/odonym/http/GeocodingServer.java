package io.odonym.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.odonym.configuration.Configuration;
import io.odonym.geocode.Answer;
import io.odonym.geocode.Center;
import io.odonym.geocode.Filters;
import io.odonym.geocode.Geocoding;
import io.odonym.geocode.ReverseRequest;
import io.odonym.geocode.SearchRequest;
import io.odonym.text.QueryTooLongException;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** The HTTP server: a virtual thread a connection, the routes of addok. */
public final class GeocodingServer implements AutoCloseable {

    /** How long requests under way may still take when the server stops. */
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private static final int SEARCH_LIMIT = 5;
    private static final int REVERSE_LIMIT = 1;
    private static final Header JSON =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
    private static final Header PROBLEM =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header ALLOW_ORIGIN =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    private static final Header ALLOW_HEADERS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "X-Requested-With");
    private static final Header ALLOW =
            HeaderValues.createCached(HeaderNames.ALLOW, "GET, HEAD, OPTIONS");
    private static final System.Logger LOG = System.getLogger(GeocodingServer.class.getName());

    private final Geocoding geocoder;
    private final Configuration options;
    private final GeoCodeJson json;
    private final WebServer server;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private GeocodingServer(Geocoding geocoder, Configuration options) {
        this.geocoder = geocoder;
        this.options = options;
        this.json = new GeoCodeJson(options.attribution(), options.licence());
        DirectHandler unroutable = GeocodingServer::refuse;
        this.server =
                WebServer.builder()
                        .host(options.host())
                        .port(options.port())
                        // A percent sign that begins no escape stands for itself, as in addok.
                        .addProtocol(Http1Config.builder().validatePrologue(false).build())
                        .shutdownGracePeriod(DRAIN)
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

    /** Starts to listen. */
    public static GeocodingServer start(Geocoding geocoder, Configuration options) {
        GeocodingServer started = new GeocodingServer(geocoder, options);
        started.server.start();
        return started;
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    private void route(HttpRouting.Builder routing) {
        routing.addFilter(
                (chain, request, response) -> {
                    response.header(ALLOW_ORIGIN);
                    response.header(ALLOW_HEADERS);
                    chain.proceed();
                    // Helidon 4.5.0 says that it closes the connection and keeps it open (its issue
                    // 12324); clients that read to the end of the stream would wait for ever.
                    if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
                        throw new CloseConnectionException("the client asked for it");
                    }
                });
        get(routing, "/search", this::search);
        get(routing, "/reverse", this::reverse);
        get(routing, "/health", _ -> health());
        Page.of(options.tiles()).route(routing);
        routing.any((request, response) -> fail(request, response, HttpProblem.notFound()));
        routing.error(
                HttpProblem.class,
                (request, response, problem) -> fail(request, response, problem));
        routing.error(
                QueryTooLongException.class,
                (request, response, tooLong) ->
                        fail(request, response, HttpProblem.tooLarge(tooLong.getMessage())));
        routing.error(
                Throwable.class,
                (request, response, failure) -> {
                    LOG.log(
                            System.Logger.Level.ERROR,
                            "failed to answer " + request.path().path(),
                            failure);
                    fail(request, response, HttpProblem.internal());
                });
    }

    /** A route with and without a slash at its end. */
    private static void get(
            HttpRouting.Builder routing, String path, Function<Parameters, byte[]> answer) {
        Handler handler =
                (request, response) ->
                        send(
                                request,
                                response,
                                answer.apply(Parameters.of(request.query().rawValue())));
        for (String each : new String[] {path, path + "/"}) {
            routing.get(each, handler).head(each, handler);
            routing.options(
                    each,
                    (_, response) -> {
                        response.header(ALLOW);
                        response.send();
                    });
            routing.any(
                    each,
                    (request, response) -> {
                        response.header(ALLOW);
                        fail(request, response, HttpProblem.methodNotAllowed());
                    });
        }
    }

    private static void send(ServerRequest request, ServerResponse response, byte[] body) {
        response.header(JSON);
        sendBody(request, response, body);
    }

    /** Of an answer to HEAD only the length is told; Helidon would send the body all the same. */
    private static void sendBody(ServerRequest request, ServerResponse response, byte[] body) {
        if (request.prologue().method() == Method.HEAD) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
            response.send();
        } else {
            response.send(body);
        }
    }

    private static void fail(ServerRequest request, ServerResponse response, HttpProblem problem) {
        response.status(Status.create(problem.status()));
        response.header(PROBLEM);
        sendBody(request, response, problem.json());
    }

    /** What Helidon refuses before any route is asked: no HTTP, too long a line, a wrong path. */
    private static DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest request,
            EventType event,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(PROBLEM)
                .header(ALLOW_ORIGIN)
                .header(ALLOW_HEADERS)
                .keepAlive(event.keepAlive())
                .entity(HttpProblem.of(status.code(), status.reasonPhrase()).json())
                .build();
    }

    private byte[] search(Parameters parameters) {
        String query = parameters.text("q").orElse("");
        if (query.isEmpty()) {
            throw HttpProblem.missing("q");
        }
        int limit = parameters.limit(SEARCH_LIMIT);
        boolean autocomplete = parameters.flag("autocomplete", true);
        Optional<Center> center = parameters.center();
        Filters filters = parameters.filters(options.filters(), options.filterSeparator());
        boolean explain = parameters.flag("explain", false);
        Answer answer =
                geocoder.search(
                        new SearchRequest(query, limit, autocomplete, center, filters, explain));
        return json.write(answer, Optional.of(query), filters, center, limit);
    }

    private byte[] reverse(Parameters parameters) {
        Center point = parameters.point();
        // addok has no upper bound here, so that there is no error to name one.
        int limit = parameters.limit(REVERSE_LIMIT, Integer.MAX_VALUE);
        Filters filters = parameters.filters(options.filters(), options.filterSeparator());
        Answer answer = geocoder.reverse(new ReverseRequest(point, limit, filters));
        return json.write(answer, Optional.empty(), filters, Optional.empty(), limit);
    }

    private byte[] health() {
        return new JsonBuffer()
                .startObject()
                .key("status")
                .value("HEALTHY")
                .key("documents")
                .value(geocoder.manifest().documents())
                .key("house_numbers")
                .value(geocoder.manifest().houseNumbers())
                .key("data_date")
                .value(geocoder.manifest().dataDate())
                .endObject()
                .toBytes();
    }

    /** Waits until the server was stopped, which the end of the process does too. */
    public void await() throws InterruptedException {
        stopped.await();
    }

    /** Stops to listen, and lets requests under way finish. */
    @Override
    public void close() {
        server.stop();
        stopped.countDown();
    }
}
