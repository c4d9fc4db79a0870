package io.odonym.http.exchange;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Writes the response to a batch: a JSON object with the list {@code results}.
 *
 * <p>A small response that is complete within a second is sent in one piece, with its length. Any
 * other response is streamed, and is flushed every second. While the next result is not complete,
 * spaces are sent, which JSON allows between values. If the client has closed the connection,
 * writing therefore fails about a second later, and the batch ends.
 *
 * <p>Not thread-safe.
 */
final class BatchResponseWriter {

    /** The number of bytes of the response that are buffered before they are sent. */
    static final int BUFFER_BYTES = 1 << 16;

    /** The time to wait for a result before {@link #checkConnection} is called. */
    static final long CHECK_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long FLUSH_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ServerRequest request;
    private final ServerResponse response;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER_BYTES);
    private Optional<OutputStream> stream = Optional.empty();
    private long lastFlush = System.nanoTime();
    private boolean hasResults;

    BatchResponseWriter(ServerRequest request, ServerResponse response) {
        this.request = request;
        this.response = response;
        buffer.writeBytes("{\"results\":[".getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns whether the status and the headers have been sent. */
    boolean isStarted() {
        return stream.isPresent();
    }

    /**
     * Writes the next result.
     *
     * @param result a JSON value in UTF-8
     * @throws IOException if the client has closed the connection
     */
    void write(byte[] result) throws IOException {
        if (hasResults) {
            buffer.write(',');
        }
        hasResults = true;
        buffer.writeBytes(result);
        boolean late = isFlushDue();
        if (late || buffer.size() >= BUFFER_BYTES) {
            send(late);
        }
    }

    private boolean isFlushDue() {
        return System.nanoTime() - lastFlush > FLUSH_INTERVAL_NANOS;
    }

    private void send(boolean flush) throws IOException {
        OutputStream out = out();
        buffer.writeTo(out);
        buffer.reset();
        if (flush) {
            out.flush();
            lastFlush = System.nanoTime();
        }
    }

    /**
     * Sends the finished results and a space if the batch has taken more than a second.
     *
     * @throws IOException if the client has closed the connection. TCP reports this only after
     *     something was sent, so it may take two calls
     */
    void checkConnection() throws IOException {
        if (isStarted() || isFlushDue()) {
            buffer.write(' ');
            send(true);
        }
    }

    private OutputStream out() throws IOException {
        if (stream.isEmpty()) {
            stream = Optional.of(ResponseSender.streamJson(request, response));
        }
        return stream.get();
    }

    /**
     * Writes the end of the response and sends it.
     *
     * @throws IOException if the client has closed the connection
     */
    void close() throws IOException {
        buffer.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
        if (stream.isEmpty()) {
            ResponseSender.sendJson(request, response, buffer.toByteArray());
            return;
        }
        try (OutputStream out = stream.get()) {
            buffer.writeTo(out);
        }
    }
}
