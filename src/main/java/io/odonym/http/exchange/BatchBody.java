package io.odonym.http.exchange;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.model.JsonObject;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * The body of a batch: {@code {"requests": [...]}}, or just the array itself.
 *
 * @param requests the elements of the array, of any JSON type
 * @param members all members of the object; none if the body is just the array
 */
public record BatchBody(List<?> requests, JsonObject members) {

    private static final int INITIAL_BODY_BYTES = 1 << 13;
    private static final String REQUESTS = "requests";

    /**
     * Reads the body of a request. Memory is reserved as the body arrives, regardless of the
     * announced length.
     *
     * @param maxBytes the maximum size of the body
     * @param held the memory of the request
     * @throws HttpErrorException 400 if the body is not a batch; 413 if it is too large
     * @throws CloseConnectionException if the client closes the connection
     */
    public static BatchBody read(ServerRequest request, int maxBytes, MemoryBudget.Reservation held)
            throws IOException {
        try {
            // The stream is deliberately left open: closing it would make Helidon wait for the rest
            // of a body that is too large.
            return parse(readBytes(request.content().inputStream(), maxBytes, held), held);
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException closed) {
            throw new CloseConnectionException(
                    "the client closed the connection before the end of its batch", closed);
        }
    }

    private static byte[] readBytes(InputStream in, int maxBytes, MemoryBudget.Reservation held)
            throws IOException {
        held.add(INITIAL_BODY_BYTES);
        byte[] body = new byte[INITIAL_BODY_BYTES];
        int length = 0;
        while (true) {
            int count = in.read(body, length, body.length - length);
            if (count < 0) {
                return Arrays.copyOf(body, length);
            }
            length += count;
            if (length > maxBytes) {
                throw HttpErrorException.contentTooLarge(
                        "Batch too large, limit is " + maxBytes + " bytes");
            }
            if (length == body.length) {
                held.add(body.length);
                body = Arrays.copyOf(body, 2 * body.length);
            }
        }
    }

    private static BatchBody parse(byte[] body, MemoryBudget.Reservation held) {
        try {
            Object value = JsonReader.read(body, held::add);
            JsonObject members = value instanceof JsonObject object ? object : JsonObject.EMPTY;
            Object requests = value instanceof List<?> ? value : members.get(REQUESTS).orElse("");
            if (requests instanceof List<?> list) {
                return new BatchBody(list, members);
            }
            throw invalid("The body must be {\"requests\": [...]}.");
        } catch (JsonReader.InvalidJsonException malformed) {
            throw invalid("The body " + malformed.getMessage());
        }
    }

    private static HttpErrorException invalid(String description) {
        return HttpErrorException.badRequest("Invalid batch", description);
    }
}
