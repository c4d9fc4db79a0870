package io.odonym.benchmarks;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests to a server over many connections from one thread, at a fixed rate or at full
 * speed. Unlike wrk, records latencies by status code.
 *
 * <p>At a fixed rate, latency is measured from the first byte sent to the last byte read. A request
 * is skipped and counted as late if its connection is still waiting for a response. In an open
 * loop, latency is measured from the time when the request was due, and no request is skipped. This
 * avoids what Gil Tene calls "coordinated omission".
 */
final class Load implements AutoCloseable {

    /** The status recorded for a broken or refused connection. */
    static final int BROKEN = 0;

    private static final long MILLISECOND = 1_000_000;
    private static final long LONGEST_WAIT = 100 * MILLISECOND;
    private static final long SHORT_WAIT = 50_000;
    private static final int HIGHEST_MICROSECONDS = 600_000_000;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEAD = 8192;
    private static final int STATUS_AT = 9;
    private static final int STATUS_END = 12;

    private final InetSocketAddress address;
    private final List<byte[]> requests;
    private final List<Connection> connections = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private int next;
    private Result result = new Result();

    /** The latencies of a run by status code. */
    static final class Result {
        final Map<Integer, Histogram> byStatus = new TreeMap<>();
        long late;
        double seconds;

        private void add(int status, long nanoseconds) {
            byStatus.computeIfAbsent(status, _ -> new Histogram(HIGHEST_MICROSECONDS, 3))
                    .recordValue(Math.min(HIGHEST_MICROSECONDS, nanoseconds / 1000));
        }

        long count(int status) {
            return byStatus.containsKey(status) ? byStatus.get(status).getTotalCount() : 0;
        }

        double milliseconds(int status, double percentile) {
            return byStatus.containsKey(status)
                    ? byStatus.get(status).getValueAtPercentile(percentile) / 1000.0
                    : Double.NaN;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            byStatus.forEach(
                    (status, times) ->
                            text.append(
                                    "%-7s %,10d  %,9.0f/s  p50 %8.2f  p99 %8.2f  max %8.2f ms%n"
                                            .formatted(
                                                    status == BROKEN ? "broken" : status,
                                                    times.getTotalCount(),
                                                    times.getTotalCount() / seconds,
                                                    times.getValueAtPercentile(50) / 1000.0,
                                                    times.getValueAtPercentile(99) / 1000.0,
                                                    times.getMaxValue() / 1000.0)));
            if (late > 0) {
                text.append("%,d were sent late%n".formatted(late));
            }
            return text.toString();
        }
    }

    /**
     * Opens the connections.
     *
     * @param paths the paths to request, one after another
     */
    Load(int port, List<String> paths, int count) throws IOException {
        this.address = new InetSocketAddress("127.0.0.1", port);
        this.requests =
                paths.stream()
                        .map(
                                path ->
                                        ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                                .getBytes(StandardCharsets.UTF_8))
                        .toList();
        for (int i = 0; i < count; i++) {
            connections.add(new Connection());
        }
    }

    private final class Connection {
        private SocketChannel channel;
        private SelectionKey key;
        private long sent;
        private long due;
        private int status;
        private long missing;
        private boolean waiting;
        private final byte[] head = new byte[LONGEST_HEAD];
        private int headLength;

        Connection() throws IOException {
            connect();
        }

        private void connect() throws IOException {
            channel = SocketChannel.open(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            key = channel.register(selector, SelectionKey.OP_READ, this);
            waiting = false;
            headLength = 0;
        }

        void send(long since) throws IOException {
            ByteBuffer request = ByteBuffer.wrap(requests.get(next));
            next = (next + 1) % requests.size();
            sent = since;
            waiting = true;
            missing = -1;
            try {
                while (request.hasRemaining()) {
                    channel.write(request);
                }
            } catch (IOException broken) {
                broken();
            }
        }

        private void broken() throws IOException {
            if (waiting) {
                result.add(BROKEN, System.nanoTime() - sent);
            }
            key.cancel();
            channel.close();
            connect();
        }

        /** Reads available bytes. Returns whether the response is complete. */
        boolean read() throws IOException {
            buffer.clear();
            int count;
            try {
                count = channel.read(buffer);
            } catch (IOException reset) {
                count = -1;
            }
            if (count < 0) {
                broken();
                return false;
            }
            buffer.flip();
            if (missing < 0) {
                int body = readHead();
                if (body < 0) {
                    return false;
                }
                missing -= body;
            } else {
                missing -= count;
            }
            if (missing > 0) {
                return false;
            }
            waiting = false;
            result.add(status, System.nanoTime() - sent);
            return true;
        }

        /**
         * Reads the head of the response. Returns the number of bytes of the body that were read
         * with it, or -1 if the head is incomplete.
         */
        private int readHead() {
            int taken = Math.min(buffer.remaining(), head.length - headLength);
            buffer.get(head, headLength, taken);
            headLength += taken;
            int end = find(HEAD_END, headLength);
            if (end < 0) {
                if (headLength == head.length) {
                    throw new IllegalStateException(
                            "the response head is longer than " + LONGEST_HEAD);
                }
                return -1;
            }
            status = (int) number(STATUS_AT, STATUS_END);
            int length = find(LENGTH, end);
            if (length < 0) {
                throw new IllegalStateException("the response has no Content-Length");
            }
            missing = number(length + LENGTH.length, end);
            int body = headLength - end - HEAD_END.length + buffer.remaining();
            headLength = 0;
            return body;
        }

        /** Returns the index of a lower-case text in the head, or -1. */
        private int find(byte[] sought, int to) {
            for (int at = 0; at <= to - sought.length; at++) {
                int same = 0;
                while (same < sought.length
                        && Character.toLowerCase((char) head[at + same]) == sought[same]) {
                    same++;
                }
                if (same == sought.length) {
                    return at;
                }
            }
            return -1;
        }

        private long number(int from, int to) {
            long number = 0;
            int at = from;
            while (at < to && head[at] == ' ') {
                at++;
            }
            for (; at < to && head[at] >= '0' && head[at] <= '9'; at++) {
                number = number * 10 + head[at] - '0';
            }
            return number;
        }
    }

    /**
     * Sends requests for the given time.
     *
     * @param rate the requests per second over all connections; 0 for full speed
     */
    Result run(double seconds, double rate) throws IOException {
        result = new Result();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long step = rate == 0 ? 0 : (long) (connections.size() / rate * 1e9);
        for (int i = 0; i < connections.size(); i++) {
            connections.get(i).due = start + step * i / connections.size();
        }
        int turn = 0;
        for (long now = start; now < end; now = System.nanoTime()) {
            if (step == 0) {
                for (Connection connection : connections) {
                    if (!connection.waiting) {
                        connection.send(System.nanoTime());
                    }
                }
            } else {
                // The connections send requests in turn.
                while (connections.get(turn).due <= now) {
                    Connection connection = connections.get(turn);
                    if (connection.waiting) {
                        result.late++;
                    } else {
                        connection.send(System.nanoTime());
                    }
                    connection.due += step;
                    turn = (turn + 1) % connections.size();
                }
            }
            answers(step == 0 ? LONGEST_WAIT : connections.get(turn).due - System.nanoTime());
        }
        return ended(start);
    }

    /**
     * Sends requests in an open loop: the time when a request is due does not depend on earlier
     * responses.
     *
     * @param rate requests a second over all connections
     */
    Result runOpen(double seconds, double rate) throws IOException {
        result = new Result();
        long start = System.nanoTime();
        long requests = (long) (seconds * rate);
        long asked = 0;
        while (asked < requests) {
            long now = System.nanoTime();
            for (int i = 0; i < connections.size() && asked < requests; i++) {
                long due = start + (long) (asked * 1e9 / rate);
                if (due > now) {
                    break;
                }
                if (!connections.get(i).waiting) {
                    connections.get(i).send(due);
                    asked++;
                }
            }
            boolean free = connections.stream().anyMatch(connection -> !connection.waiting);
            long due = start + (long) (asked * 1e9 / rate);
            answers(free ? due - System.nanoTime() : LONGEST_WAIT);
        }
        return ended(start);
    }

    private Result ended(long start) throws IOException {
        result.seconds = (System.nanoTime() - start) / 1e9;
        long grace = System.nanoTime() + 10_000_000_000L;
        while (connections.stream().anyMatch(connection -> connection.waiting)
                && System.nanoTime() < grace) {
            answers(LONGEST_WAIT);
        }
        return result;
    }

    /** Reads responses, and waits at most the given number of nanoseconds for them. */
    private void answers(long nanoseconds) throws IOException {
        if (nanoseconds >= MILLISECOND) {
            selector.select(nanoseconds / MILLISECOND);
        } else {
            // The selector cannot wait for less than a millisecond, and busy waiting would occupy
            // a processor, so this thread parks for a short time.
            LockSupport.parkNanos(Math.min(nanoseconds, SHORT_WAIT));
            selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isValid() && key.isReadable()) {
                ((Connection) key.attachment()).read();
            }
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }
}
