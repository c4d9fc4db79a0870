package io.odonym.http.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.odonym.http.connection.MemoryBudget;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Registers routes. For each path, also registers a handler for OPTIONS and a 405 response to all
 * other methods. Stateless.
 */
final class RouteRegistrar {

    private static final Header ALLOW_GET =
            HeaderValues.createCached(HeaderNames.ALLOW, "GET, HEAD, OPTIONS");
    private static final Header ALLOW_POST =
            HeaderValues.createCached(HeaderNames.ALLOW, "POST, OPTIONS");

    /**
     * The request headers that a web page is allowed to set: the one that addok allows, and {@code
     * Content-Type}, because a browser sends a preflight request before a page can send JSON.
     */
    private static final Header PREFLIGHT_HEADERS =
            HeaderValues.createCached(
                    HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "X-Requested-With, Content-Type");

    /** How long a browser may cache the response to a preflight request, in seconds: one hour. */
    private static final Header PREFLIGHT_AGE =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_MAX_AGE, "3600");

    private RouteRegistrar() {}

    /**
     * Registers a GET route that responds with a small JSON body. The path may end with a slash.
     *
     * @param handler computes the JSON, in UTF-8, from the parameters of the request
     */
    static void json(
            HttpRouting.Builder routing, String path, Function<RequestParameters, byte[]> handler) {
        get(
                routing,
                path,
                (request, response) ->
                        ResponseSender.sendJson(
                                request,
                                response,
                                handler.apply(
                                        RequestParameters.parse(request.query().rawValue()))));
    }

    /**
     * Registers a GET route that responds with JSON of any size. The path may end with a slash.
     *
     * @param memory limits the memory of responses that are not sent yet
     * @param handler computes the JSON, in UTF-8, from the parameters of the request
     */
    static void json(
            HttpRouting.Builder routing,
            String path,
            MemoryBudget memory,
            Function<RequestParameters, byte[]> handler) {
        get(
                routing,
                path,
                (request, response) -> {
                    byte[] body;
                    try {
                        body = handler.apply(RequestParameters.parse(request.query().rawValue()));
                    } catch (CancellationException interrupted) {
                        throw new CloseConnectionException("the connection has ended", interrupted);
                    }
                    memory.send(
                            request,
                            body.length,
                            () -> ResponseSender.sendJson(request, response, body));
                });
    }

    /** Registers a GET and HEAD route. The path may end with a slash. */
    static void get(HttpRouting.Builder routing, String path, Handler handler) {
        getFile(routing, path, handler);
        getFile(routing, path + "/", handler);
    }

    /** Registers a GET and HEAD route for a file. The path must not end with a slash. */
    static void getFile(HttpRouting.Builder routing, String path, Handler handler) {
        routing.get(path, handler).head(path, handler);
        rejectOtherMethods(routing, path, ALLOW_GET);
    }

    /** Registers a POST route. The path may end with a slash. */
    static void post(HttpRouting.Builder routing, String path, Handler handler) {
        for (String each : List.of(path, path + "/")) {
            routing.post(each, handler);
            rejectOtherMethods(routing, each, ALLOW_POST);
        }
    }

    private static void rejectOtherMethods(
            HttpRouting.Builder routing, String path, Header allowedMethods) {
        routing.options(
                path,
                (_, response) -> {
                    response.header(allowedMethods);
                    response.header(
                            HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, allowedMethods.values());
                    response.header(PREFLIGHT_HEADERS);
                    response.header(PREFLIGHT_AGE);
                    response.send();
                });
        routing.any(
                path,
                (request, response) -> {
                    response.header(allowedMethods);
                    ResponseSender.sendError(
                            request, response, HttpErrorException.methodNotAllowed());
                });
    }
}
