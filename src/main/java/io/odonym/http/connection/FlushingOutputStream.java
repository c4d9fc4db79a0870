package io.odonym.http.connection;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** A buffered stream that is flushed at most once a second. Not thread-safe. */
public final class FlushingOutputStream extends BufferedOutputStream {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long latest = System.nanoTime();

    /**
     * Creates a stream.
     *
     * @param size the size of the buffer, in bytes
     */
    public FlushingOutputStream(OutputStream target, int size) {
        super(target, size);
    }

    /**
     * Flushes the stream if the last flush was more than a second ago.
     *
     * @throws UncheckedIOException if the stream cannot be written
     */
    public void flushIfDue() {
        long now = System.nanoTime();
        if (now - latest > INTERVAL_NANOS) {
            latest = now;
            try {
                flush();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
