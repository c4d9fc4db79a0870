package io.odonym.http.connection;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the streams of one HTTP/2 connection, limits their number, and interrupts them when the
 * connection ends. Thread-safe.
 *
 * <p>In Helidon 4.5.0, a stream that waits for a request body does not notice that its connection
 * has ended, and waits forever. An interrupt ends the wait, but Helidon discards the interrupted
 * status and may wait again, for example when the body is closed. A stream is therefore interrupted
 * repeatedly until it ends. The handler of a stream that was reset continues to run, but does not
 * count as a concurrent stream.
 */
final class Http2StreamExecutor extends AbstractExecutorService implements AutoCloseable {

    /**
     * The maximum number of running streams. It exceeds the limit on concurrent streams, because
     * streams that were reset may still be running when new ones begin.
     */
    static final int MAX_RUNNING = Http2Limits.STREAMS + Http2Limits.STREAMS / 4;

    private static final Duration INTERRUPT_INTERVAL = Duration.ofMillis(10);

    private final ExecutorService executor;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean closed;

    /** Creates an executor that runs streams in threads of another executor. */
    Http2StreamExecutor(ExecutorService executor) {
        this.executor = executor;
    }

    /**
     * Runs a stream.
     *
     * @throws Http2Exception if too many streams of the connection are running
     */
    @Override
    public void execute(Runnable stream) {
        if (running.incrementAndGet() > MAX_RUNNING) {
            running.decrementAndGet();
            throw new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, "too many running streams");
        }
        executor.execute(
                () -> {
                    Thread thread = Thread.currentThread();
                    threads.add(thread);
                    try {
                        if (!closed) {
                            stream.run();
                        }
                    } catch (RuntimeException failure) {
                        // After the end of the connection, every attempt to write fails.
                        if (!closed) {
                            throw failure;
                        }
                    } finally {
                        threads.remove(thread);
                        running.decrementAndGet();
                    }
                });
    }

    /**
     * Interrupts all running streams and waits until they have ended. Streams that have not started
     * yet never run. The connection counts as open during the wait, so that the limit on
     * connections also limits the streams of connections that have ended.
     */
    @Override
    public void close() {
        shutdown();
        boolean interrupted = false;
        while (running.get() > 0) {
            threads.forEach(Thread::interrupt);
            try {
                Thread.sleep(INTERRUPT_INTERVAL);
            } catch (InterruptedException stopping) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts all running streams without waiting for them to end. */
    @Override
    public void shutdown() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return closed;
    }

    @Override
    public boolean isTerminated() {
        return closed && threads.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }
}
