package io.odonym.http.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;

import java.util.List;
import java.util.function.Function;

/** Adds paths to the routing, each with the words for the methods that it does not take. */
public final class RouteRegistrar {

    private static final Header GET =
            HeaderValues.createCached(HeaderNames.ALLOW, "GET, HEAD, OPTIONS");
    private static final Header POST =
            HeaderValues.createCached(HeaderNames.ALLOW, "POST, OPTIONS");

    private RouteRegistrar() {}

    /** A path that answers with JSON, with and without a slash at its end. */
    public static void json(
            HttpRouting.Builder routing, String path, Function<RequestParameters, byte[]> answer) {
        get(
                routing,
                path,
                (request, response) ->
                        ResponseSender.sendJson(
                                request,
                                response,
                                answer.apply(RequestParameters.of(request.query().rawValue()))));
    }

    /** A path to read, with and without a slash at its end. */
    public static void get(HttpRouting.Builder routing, String path, Handler handler) {
        file(routing, path, handler);
        file(routing, path + "/", handler);
    }

    /** A path to read that can have no slash at its end, since it names a file. */
    static void file(HttpRouting.Builder routing, String path, Handler handler) {
        routing.get(path, handler).head(path, handler);
        refuseOtherMethods(routing, path, GET);
    }

    /** A path to send something to, with and without a slash at its end. */
    static void post(HttpRouting.Builder routing, String path, Handler handler) {
        for (String each : List.of(path, path + "/")) {
            routing.post(each, handler);
            refuseOtherMethods(routing, each, POST);
        }
    }

    /** OPTIONS tells the methods of a path; others are refused with 405. */
    private static void refuseOtherMethods(
            HttpRouting.Builder routing, String path, Header allowed) {
        routing.options(
                path,
                (_, response) -> {
                    response.header(allowed);
                    response.send();
                });
        routing.any(
                path,
                (request, response) -> {
                    response.header(allowed);
                    ResponseSender.sendError(
                            request, response, HttpErrorException.methodNotAllowed());
                });
    }
}
