package io.odonym.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.geocode.Answer;
import io.odonym.geocode.Center;
import io.odonym.geocode.Filters;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.ReverseRequest;
import io.odonym.geocode.SearchRequest;
import io.odonym.text.QueryTooLongException;

import java.util.Optional;
import java.util.function.Function;

/** The HTTP server: a virtual thread a connection, the routes of addok. */
public final class GeocodingServer implements AutoCloseable {

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

    private final Geocoder geocoder;
    private final ServerOptions options;
    private final GeoCodeJson json;
    private final WebServer server;

    private GeocodingServer(Geocoder geocoder, ServerOptions options) {
        this.geocoder = geocoder;
        this.options = options;
        this.json = new GeoCodeJson(options.attribution(), options.licence());
        this.server =
                WebServer.builder()
                        .host(options.host())
                        .port(options.port())
                        .routing(this::route)
                        .build();
    }

    /** Starts to listen. */
    public static GeocodingServer start(Geocoder geocoder, ServerOptions options) {
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
                (chain, _, response) -> {
                    response.header(ALLOW_ORIGIN);
                    response.header(ALLOW_HEADERS);
                    chain.proceed();
                });
        get(routing, "/search", this::search);
        get(routing, "/reverse", this::reverse);
        get(routing, "/health", _ -> health());
        routing.any((_, response) -> fail(response, HttpProblem.notFound()));
        routing.error(HttpProblem.class, (_, response, problem) -> fail(response, problem));
        routing.error(
                QueryTooLongException.class,
                (_, response, tooLong) ->
                        fail(response, HttpProblem.tooLarge(tooLong.getMessage())));
        routing.error(
                Throwable.class,
                (request, response, failure) -> {
                    LOG.log(
                            System.Logger.Level.ERROR,
                            "failed to answer " + request.path().path(),
                            failure);
                    fail(response, HttpProblem.internal());
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
                    (_, response) -> {
                        response.header(ALLOW);
                        fail(response, HttpProblem.methodNotAllowed());
                    });
        }
    }

    private static void send(ServerRequest request, ServerResponse response, byte[] body) {
        response.header(JSON);
        if (request.prologue().method() == Method.HEAD) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
            response.send();
        } else {
            response.send(body);
        }
    }

    private static void fail(ServerResponse response, HttpProblem problem) {
        response.status(Status.create(problem.status()));
        response.header(PROBLEM);
        response.send(problem.json());
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
        double longitude = parameters.longitude().orElseThrow(() -> HttpProblem.missing("lon"));
        double latitude = parameters.latitude().orElseThrow(() -> HttpProblem.missing("lat"));
        int limit = parameters.limit(REVERSE_LIMIT);
        Filters filters = parameters.filters(options.filters(), options.filterSeparator());
        Answer answer =
                geocoder.reverse(
                        new ReverseRequest(new Center(latitude, longitude), limit, filters));
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

    /** Stops to listen, and lets requests under way finish. */
    @Override
    public void close() {
        server.stop();
    }
}
