package io.odonym.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hangs up on clients that neither say nor read anything for too long, wherever in a request they
 * stop.
 *
 * <p>Helidon 4.5.0 reads and writes by channels, which know no time-out, and counts as idle who
 * waits between two requests only. A time-out of the socket (its useNio, switched off) sets a timer
 * for every read: measured with wrk on 64 connections 5 to 8 % of throughput. Here whoever waits
 * for a client notes since when, and one thread looks around now and then; who waited for too long
 * is interrupted, which closes the channel. A client that is slow but goes on has a piece behind it
 * again and again, and is left alone.
 */
public final class ClientTimeouts implements AutoCloseable {

    /** Nobody waits for the client. */
    private static final long BUSY = 0;

    /** It was waited for too long. */
    private static final long GIVEN_UP = -1;

    private static final int LOOKS_PER_PATIENCE = 4;

    private final long patience;
    private final ConnectionScheduler fairness;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("odonym-slow-clients").factory());

    /**
     * Starts to look.
     *
     * @param patience how long a client may take to its next byte, or to read what it was sent
     * @param fairness who reads first; resting is no waiting for the client
     */
    public ClientTimeouts(Duration patience, ConnectionScheduler fairness) {
        this.patience = patience.toNanos();
        this.fairness = fairness;
        long pause = Math.max(1, this.patience / LOOKS_PER_PATIENCE);
        looking.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.NANOSECONDS);
    }

    /** Watches a connection from now on, until it is closed here. */
    Client watch(HelidonSocket socket, DataWriter writer) {
        Client client = new Client(socket, writer);
        clients.add(client);
        return client;
    }

    private void look() {
        long now = clock();
        for (Client each : clients) {
            each.perhapsGiveUp(now);
        }
    }

    /**
     * How many clients have asked lately: those that were waited for anew, having been answered or
     * just come.
     *
     * @param nanoseconds how long ago at most
     */
    public int countAsking(long nanoseconds) {
        long now = clock();
        int count = 0;
        for (Client each : clients) {
            if (each.reading.hasBegunWithin(now, nanoseconds)) {
                count++;
            }
        }
        return count;
    }

    /** Never {@link #BUSY} nor {@link #GIVEN_UP}. */
    private static long clock() {
        return System.nanoTime() & Long.MAX_VALUE | 1;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    /** A wait for a client, of which there are many one after the other. */
    private static final class Wait {

        private final AtomicLong since = new AtomicLong(BUSY);
        private volatile Thread waiting = Thread.currentThread();

        /** When the latest began, which is over perhaps; written before {@link #since}. */
        private long latest;

        void begin() {
            Thread current = Thread.currentThread();
            if (waiting != current) {
                waiting = current;
            }
            latest = clock();
            since.set(latest);
        }

        boolean hasBegunWithin(long now, long nanoseconds) {
            // What was written before it is seen after it: a volatile field would cost each read.
            since.get();
            return now - latest < nanoseconds;
        }

        /** It may have come to its end in the moment in which it was interrupted. */
        void end() {
            if (since.getAndSet(BUSY) == GIVEN_UP) {
                throw new CloseConnectionException("the client says or reads nothing");
            }
        }

        void perhapsGiveUp(long now, long patience) {
            long begun = since.get();
            if (begun != BUSY
                    && begun != GIVEN_UP
                    && now - begun > patience
                    && since.compareAndSet(begun, GIVEN_UP)) {
                waiting.interrupt();
            }
        }
    }

    /** A connection's two ends, under watch. In HTTP/2 one thread reads while others write. */
    final class Client implements DataWriter {

        private final DataReader reader;
        private final DataWriter writer;
        private final Wait reading = new Wait();
        private final Wait writing = new Wait();

        private Client(HelidonSocket socket, DataWriter writer) {
            this.writer = writer;
            this.reader =
                    new ReleasingDataReader(
                            () -> {
                                fairness.rest();
                                reading.begin();
                                try {
                                    return socket.get();
                                } finally {
                                    reading.end();
                                }
                            });
        }

        /** What it says. */
        DataReader reader() {
            return reader;
        }

        private void perhapsGiveUp(long now) {
            reading.perhapsGiveUp(now, patience);
            writing.perhapsGiveUp(now, patience);
        }

        private void write(Runnable piece) {
            writing.begin();
            try {
                piece.run();
            } finally {
                writing.end();
            }
        }

        @Override
        public void write(BufferData... buffers) {
            write(() -> writer.write(buffers));
        }

        @Override
        public void write(BufferData buffer) {
            write(() -> writer.write(buffer));
        }

        @Override
        public void writeNow(BufferData... buffers) {
            write(() -> writer.writeNow(buffers));
        }

        @Override
        public void writeNow(BufferData buffer) {
            write(() -> writer.writeNow(buffer));
        }

        @Override
        public void flush() {
            write(writer::flush);
        }

        /** Ends the watch; to close the connection is for whoever accepted it. */
        @Override
        public void close() {
            clients.remove(this);
        }
    }
}
