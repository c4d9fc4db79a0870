package io.odonym.http.exchange;

import io.helidon.common.uri.UriPath;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.odonym.http.connection.MemoryBudget;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Registers routes. For each path, also registers a handler for OPTIONS and a 405 response to all
 * other methods. Stateless.
 */
public final class RouteRegistrar {

    private static final Header ALLOW_GET =
            HeaderValues.createCached(HeaderNames.ALLOW, "GET, HEAD, OPTIONS");
    private static final Header ALLOW_POST =
            HeaderValues.createCached(HeaderNames.ALLOW, "POST, OPTIONS");

    /**
     * The request headers that a web page is allowed to set: the one that addok allows, {@code
     * Content-Type}, because a browser sends a preflight request before a page can send JSON, and
     * {@code traceparent}, which continues the trace of the page.
     */
    private static final Header PREFLIGHT_HEADERS =
            HeaderValues.createCached(
                    HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
                    "X-Requested-With, Content-Type, traceparent");

    /** How long a browser may cache the response to a preflight request, in seconds: one hour. */
    private static final Header PREFLIGHT_AGE =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_MAX_AGE, "3600");

    private static final Predicate<Method> GET_OR_HEAD = Method.predicate(Method.GET, Method.HEAD);

    private RouteRegistrar() {}

    /**
     * Registers a GET route that responds with a small JSON body. The path may end with a slash.
     *
     * @param handler computes the JSON, in UTF-8, from the query component of the URL, which is
     *     still percent-encoded
     */
    public static void json(
            HttpRouting.Builder routing, String path, Function<String, byte[]> handler) {
        get(
                routing,
                path,
                (request, response) ->
                        ResponseSender.sendJson(
                                request, response, handler.apply(request.query().rawValue())));
    }

    /**
     * Registers a GET route that responds with JSON of any size. The path may end with a slash.
     *
     * @param memory limits the memory of responses that are not sent yet
     * @param handler computes the JSON, in UTF-8, from the query component of the URL, which is
     *     still percent-encoded
     */
    public static void json(
            HttpRouting.Builder routing,
            String path,
            MemoryBudget memory,
            Function<String, byte[]> handler) {
        get(routing, path, jsonHandler(memory, handler));
    }

    /**
     * Returns a handler that responds with JSON of any size.
     *
     * @param memory limits the memory of responses that are not sent yet
     * @param handler computes the JSON, in UTF-8, from the query component of the URL, which is
     *     still percent-encoded
     */
    public static Handler jsonHandler(MemoryBudget memory, Function<String, byte[]> handler) {
        return (request, response) -> {
            byte[] body;
            try {
                body = handler.apply(request.query().rawValue());
            } catch (CancellationException interrupted) {
                throw new CloseConnectionException("the connection has ended", interrupted);
            }
            memory.send(
                    request, body.length, () -> ResponseSender.sendJson(request, response, body));
        };
    }

    /**
     * Registers a GET and HEAD route of an endpoint whose path has any case. The path may end with
     * a slash.
     */
    public static void get(HttpRouting.Builder routing, Endpoint endpoint, Handler handler) {
        PathMatcher path = new EndpointMatcher(endpoint);
        routing.route(GET_OR_HEAD, path, handler);
        rejectOtherMethods(routing, path, ALLOW_GET);
    }

    /**
     * Registers a POST route of an endpoint whose path has any case. The path may end with a slash.
     */
    public static void post(HttpRouting.Builder routing, Endpoint endpoint, Handler handler) {
        PathMatcher path = new EndpointMatcher(endpoint);
        routing.route(Method.POST, path, handler);
        rejectOtherMethods(routing, path, ALLOW_POST);
    }

    /** Registers a GET and HEAD route. The path may end with a slash. */
    public static void get(HttpRouting.Builder routing, String path, Handler handler) {
        getFile(routing, path, handler);
        getFile(routing, path + "/", handler);
    }

    /** Registers a GET and HEAD route for a file. The path must not end with a slash. */
    public static void getFile(HttpRouting.Builder routing, String path, Handler handler) {
        routing.get(path, handler).head(path, handler);
        rejectOtherMethods(routing, path, ALLOW_GET);
    }

    /** Registers a POST route. The path may end with a slash. */
    public static void post(HttpRouting.Builder routing, String path, Handler handler) {
        for (String each : List.of(path, path + "/")) {
            routing.post(each, handler);
            rejectOtherMethods(routing, each, ALLOW_POST);
        }
    }

    private static void rejectOtherMethods(
            HttpRouting.Builder routing, String path, Header allowedMethods) {
        rejectOtherMethods(routing, PathMatchers.create(path), allowedMethods);
    }

    private static void rejectOtherMethods(
            HttpRouting.Builder routing, PathMatcher path, Header allowedMethods) {
        routing.route(
                Method.OPTIONS,
                path,
                (_, response) -> {
                    response.header(allowedMethods);
                    response.header(
                            HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, allowedMethods.values());
                    response.header(PREFLIGHT_HEADERS);
                    response.header(PREFLIGHT_AGE);
                    response.send();
                });
        routing.route(
                _ -> true,
                path,
                (request, response) -> {
                    response.header(allowedMethods);
                    ResponseSender.sendError(
                            request, response, HttpErrorException.methodNotAllowed());
                });
    }

    /** Matches the paths of an endpoint. */
    private record EndpointMatcher(Endpoint endpoint) implements PathMatcher {

        @Override
        public PathMatchers.MatchResult match(UriPath path) {
            return Endpoint.of(path) == endpoint
                    ? PathMatchers.any().match(path)
                    : PathMatchers.MatchResult.notAccepted();
        }

        @Override
        public PathMatchers.PrefixMatchResult prefixMatch(UriPath path) {
            return PathMatchers.PrefixMatchResult.notAccepted();
        }
    }
}
