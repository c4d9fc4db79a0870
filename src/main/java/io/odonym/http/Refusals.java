package io.odonym.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** How answers leave that are no answers. */
final class Refusals {

    static final Header PROBLEM =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

    private static final int UNAVAILABLE = 503;
    private static final Header RETRY = HeaderValues.createCached(HeaderNames.RETRY_AFTER, "1");

    private Refusals() {}

    static void send(ServerRequest request, ServerResponse response, HttpProblem problem) {
        response.status(Status.create(problem.status()));
        response.header(PROBLEM);
        if (problem.status() == UNAVAILABLE) {
            response.header(RETRY);
        }
        sendBody(request, response, problem.json(RequestTelemetry.traceId()));
    }

    /** Of an answer to HEAD only the length is told; Helidon would send the body all the same. */
    static void sendBody(ServerRequest request, ServerResponse response, byte[] body) {
        if (request.prologue().method() == Method.HEAD) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
            response.send();
        } else {
            response.send(body);
        }
    }
}
