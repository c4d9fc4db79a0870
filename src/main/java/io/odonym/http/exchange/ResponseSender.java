package io.odonym.http.exchange;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.http.connection.ResponseCompression;

import java.io.IOException;
import java.io.OutputStream;

/** Sends JSON bodies and error responses. Thread-safe. */
public final class ResponseSender {

    /** The content type of error responses. */
    public static final Header ERROR_CONTENT_TYPE =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

    private static final Header JSON_CONTENT_TYPE =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
    private static final Header RETRY_AFTER =
            HeaderValues.createCached(HeaderNames.RETRY_AFTER, "1");

    private ResponseSender() {}

    /** Sends a JSON body, compressed if the client accepts gzip. */
    public static void sendJson(ServerRequest request, ServerResponse response, byte[] body) {
        response.header(JSON_CONTENT_TYPE);
        sendBody(
                request, response, ResponseCompression.compressIfAccepted(request, response, body));
    }

    /**
     * Begins a response with a JSON body of unknown length, compressed if the client accepts gzip.
     *
     * @return the stream of the body; the caller closes it
     */
    public static OutputStream streamJson(ServerRequest request, ServerResponse response)
            throws IOException {
        response.header(JSON_CONTENT_TYPE);
        return ResponseCompression.outputStream(request, response);
    }

    /**
     * Sends an error response. A response with status 429 or 503 has a {@code Retry-After} header,
     * in seconds.
     */
    public static void sendError(
            ServerRequest request, ServerResponse response, HttpErrorException error) {
        boolean isGeoplateforme = Endpoint.isGeoplateforme(request.path());
        response.status(
                Status.create(isGeoplateforme ? GeoplateformeError.status(error) : error.status()));
        response.header(ERROR_CONTENT_TYPE);
        if (error.retrySeconds() > 0) {
            response.header(
                    error.retrySeconds() == 1
                            ? RETRY_AFTER
                            : HeaderValues.create(
                                    HeaderNames.RETRY_AFTER, String.valueOf(error.retrySeconds())));
        }
        sendBody(
                request,
                response,
                isGeoplateforme
                        ? GeoplateformeError.json(error)
                        : error.json(RequestTelemetry.traceId()));
    }

    /**
     * Sends a body. The response to a HEAD request has only the length of the body; Helidon 4.5.0
     * would send the body too.
     */
    public static void sendBody(ServerRequest request, ServerResponse response, byte[] body) {
        if (request.prologue().method() == Method.HEAD) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
            response.send();
        } else {
            response.send(body);
        }
    }
}
