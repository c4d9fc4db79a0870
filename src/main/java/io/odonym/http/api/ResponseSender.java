package io.odonym.http.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.http.connection.ResponseCompression;

/** Writes JSON bodies and error responses. */
public final class ResponseSender {

    public static final Header PROBLEM =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

    private static final Header JSON =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
    private static final int UNAVAILABLE = 503;
    private static final Header RETRY = HeaderValues.createCached(HeaderNames.RETRY_AFTER, "1");

    private ResponseSender() {}

    /** Sends a JSON body with status 200, compressed where the client accepts that. */
    public static void sendJson(ServerRequest request, ServerResponse response, byte[] body) {
        response.header(JSON);
        sendBody(request, response, ResponseCompression.perhaps(request, response, body));
    }

    /** Sends an error with its status; a 503 carries {@code Retry-After}. */
    public static void sendError(
            ServerRequest request, ServerResponse response, HttpErrorException problem) {
        response.status(Status.create(problem.status()));
        response.header(PROBLEM);
        if (problem.status() == UNAVAILABLE) {
            response.header(RETRY);
        }
        sendBody(request, response, problem.json(RequestTelemetry.traceId()));
    }

    /** Sends a body; for HEAD only its length, since Helidon would send the body as well. */
    public static void sendBody(ServerRequest request, ServerResponse response, byte[] body) {
        if (request.prologue().method() == Method.HEAD) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
            response.send();
        } else {
            response.send(body);
        }
    }
}
