package io.odonym.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;

import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closes connections whose client neither sends nor reads a byte within the idle time-out, at any
 * point of a request. Thread-safe.
 *
 * <p>Helidon 4.5.0 reads and writes through channels without time-outs and closes only connections
 * that are idle between two requests. In this class, a thread that blocks on a client records when
 * it began to block. One background thread checks all connections periodically and interrupts the
 * threads that have blocked for too long, which closes their channels. A slow client that makes
 * progress is never closed, because each completed read or write ends the wait. Socket time-outs
 * would require one timer per read; {@code docs/design/connections.md} states the cost.
 */
public final class IdleConnectionMonitor implements AutoCloseable {

    /** The value of {@link IoWait#begin} while no thread blocks on the client. */
    private static final long NOT_WAITING = 0;

    /** The value of {@link IoWait#begin} after the time-out. */
    private static final long TIMED_OUT = -1;

    /**
     * The maximum number of unread bytes of a connection, such as an incomplete request, that are
     * not charged to the memory budget. Most requests are shorter.
     */
    private static final int MAX_UNCOUNTED_BYTES = 1 << 12;

    private static final int CHECKS_PER_TIMEOUT = 4;

    private static final long DISCARD_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MAX_DISCARD_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final long timeoutNanos;
    private final ConnectionScheduler scheduler;
    private final MemoryBudget memory;
    private final Set<MonitoredConnection> connections = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService checker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("odonym-slow-clients").factory());

    /**
     * Starts the background thread that checks for idle connections.
     *
     * @param timeout the maximum time that a client may take to send its next byte, or to read
     *     bytes that were sent
     * @param scheduler may delay each read; that delay does not count towards the time-out
     * @param memory limits the received bytes that have not been read yet
     */
    public IdleConnectionMonitor(
            Duration timeout, ConnectionScheduler scheduler, MemoryBudget memory) {
        this.memory = memory;
        this.timeoutNanos = timeout.toNanos();
        this.scheduler = scheduler;
        long interval = Math.max(1, timeoutNanos / CHECKS_PER_TIMEOUT);
        checker.scheduleWithFixedDelay(
                this::interruptExpired, interval, interval, TimeUnit.NANOSECONDS);
    }

    /** Monitors a connection until the returned object is closed. */
    MonitoredConnection monitor(HelidonSocket socket, DataWriter writer, SocketAddress peer) {
        MonitoredConnection connection = new MonitoredConnection(socket, writer, peer);
        connections.add(connection);
        return connection;
    }

    private void interruptExpired() {
        long now = clock();
        for (MonitoredConnection connection : connections) {
            connection.interruptIfExpired(now);
        }
    }

    /**
     * Counts the recently active connections. A connection is active when the server begins to wait
     * for its next bytes: after the connection was accepted, or after a response was sent.
     *
     * @param nanoseconds the maximum time since a connection was last active
     */
    public int countActive(long nanoseconds) {
        long now = clock();
        int count = 0;
        for (MonitoredConnection connection : connections) {
            if (connection.read.hasBegunWithin(now, nanoseconds)) {
                count++;
            }
        }
        return count;
    }

    /**
     * Returns the current time, a positive number that differs from {@link #NOT_WAITING} and {@link
     * #TIMED_OUT}.
     */
    private static long clock() {
        return System.nanoTime() & Long.MAX_VALUE | 1;
    }

    /** Stops the background thread. Idle connections are no longer closed. */
    @Override
    public void close() {
        checker.shutdownNow();
    }

    /**
     * The state of one direction of a connection: whether a thread blocks on it, and since when.
     */
    private static final class IoWait {

        private final AtomicLong begin = new AtomicLong(NOT_WAITING);
        private volatile Thread waiting = Thread.currentThread();

        /**
         * The start time of the latest wait, which may have ended; written before {@link #begin}.
         */
        private long latestBegin;

        void begin() {
            Thread current = Thread.currentThread();
            if (waiting != current) {
                waiting = current;
            }
            latestBegin = clock();
            begin.set(latestBegin);
        }

        boolean hasBegunWithin(long now, long nanoseconds) {
            // The volatile read of begin makes the earlier write of latestBegin visible. If
            // latestBegin were volatile, each read of the connection would need another memory
            // barrier.
            begin.get();
            return now - latestBegin < nanoseconds;
        }

        /**
         * Ends the wait. The interrupt that a time-out causes may arrive after the wait has
         * succeeded.
         */
        void end() {
            if (begin.getAndSet(NOT_WAITING) == TIMED_OUT) {
                throw new CloseConnectionException("the client was idle for too long");
            }
        }

        void interruptIfExpired(long now, long timeoutNanos) {
            long since = begin.get();
            if (since != NOT_WAITING
                    && since != TIMED_OUT
                    && now - since > timeoutNanos
                    && begin.compareAndSet(since, TIMED_OUT)) {
                waiting.interrupt();
            }
        }
    }

    /**
     * The reader and the writer of one monitored connection. Each direction has its own state,
     * because with HTTP/2 one thread reads while other threads write.
     */
    final class MonitoredConnection implements DataWriter, Http1DataReader.RequestListener {

        private final HelidonSocket socket;
        private final DataReader reader;
        private final MemoryBudget.Reservation held;
        private final MemoryBudget.Reservation headers;
        private final DataWriter writer;
        private final IoWait read = new IoWait();
        private final IoWait write = new IoWait();

        /** The number of bytes that have been received. */
        private long received;

        /** The value of {@link #received} at which the current request begins. */
        private long requestBegin;

        private MonitoredConnection(HelidonSocket socket, DataWriter writer, SocketAddress peer) {
            this.held = memory.open(peer);
            this.headers = memory.open(peer);
            this.socket = socket;
            this.writer = writer;
            this.reader = new Http1DataReader(this::receive, this);
        }

        /**
         * Blocks until bytes arrive. Received bytes that have not been read yet are charged to the
         * memory budget.
         */
        private byte[] receive() {
            hold(held, reader.available());
            scheduler.parkIfContended();
            read.begin();
            try {
                byte[] bytes = socket.get();
                received += bytes == null ? 0 : bytes.length;
                return bytes;
            } finally {
                read.end();
            }
        }

        private static void hold(MemoryBudget.Reservation reservation, long bytes) {
            try {
                reservation.resize(bytes > MAX_UNCOUNTED_BYTES ? bytes : 0);
            } catch (MemoryLimitException exceeded) {
                throw new CloseConnectionException(exceeded.getMessage(), exceeded);
            }
        }

        @Override
        public void onRequestBegin() {
            headers.close();
            requestBegin = received - reader.available();
        }

        /** Reserves the memory of the headers, which Helidon holds until the response is sent. */
        @Override
        public void onHeadersEnd() {
            hold(headers, received - reader.available() - requestBegin);
        }

        /** Returns the reader of the bytes that the client sends. */
        DataReader reader() {
            return reader;
        }

        /**
         * Reads and discards bytes until the client closes the connection, sends nothing for a
         * tenth of a second, or five seconds have passed. If a connection is closed while received
         * bytes have not been read, TCP discards the response that the client has not read yet (RFC
         * 9112, section 9.6).
         */
        void discardInput() {
            Thread reading = Thread.currentThread();
            long end = System.nanoTime() + MAX_DISCARD_NANOS;
            boolean open = true;
            while (open && System.nanoTime() < end) {
                try {
                    Future<?> timeout =
                            checker.schedule(
                                    reading::interrupt, DISCARD_PAUSE_NANOS, TimeUnit.NANOSECONDS);
                    open = socket.get() != null;
                    timeout.cancel(false);
                } catch (UncheckedIOException | RejectedExecutionException closed) {
                    open = false;
                }
            }
        }

        private void interruptIfExpired(long now) {
            read.interruptIfExpired(now, timeoutNanos);
            write.interruptIfExpired(now, timeoutNanos);
        }

        private void monitorWrite(Runnable action) {
            write.begin();
            try {
                action.run();
            } finally {
                write.end();
            }
        }

        @Override
        public void write(BufferData... buffers) {
            monitorWrite(() -> writer.write(buffers));
        }

        @Override
        public void write(BufferData buffer) {
            monitorWrite(() -> writer.write(buffer));
        }

        @Override
        public void writeNow(BufferData... buffers) {
            monitorWrite(() -> writer.writeNow(buffers));
        }

        @Override
        public void writeNow(BufferData buffer) {
            monitorWrite(() -> writer.writeNow(buffer));
        }

        @Override
        public void flush() {
            monitorWrite(writer::flush);
        }

        /** Ends the monitoring. The socket stays open; Helidon closes it. */
        @Override
        public void close() {
            connections.remove(this);
            held.close();
            headers.close();
        }
    }
}
