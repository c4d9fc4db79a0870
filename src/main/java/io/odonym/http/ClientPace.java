package io.odonym.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * A connection's context that counts how long we have waited for its client, to say something or to
 * take an answer, and how much has passed meanwhile. A client has as long as an idle connection may
 * stay open, and a second more for every kilobyte; whoever is slower holds a connection for
 * nothing.
 *
 * <p>The connection's own thread writes, another looks.
 */
final class ClientPace implements ConnectionContext {

    private static final long NANOSECONDS_FOR_A_BYTE = 1_000_000_000L / 1024;
    private static final long NOT_WAITING = 0;

    private final ConnectionContext connection;
    private final long patience;
    private final DataReader reader;
    private final DataWriter writer;
    private volatile long waitingSince = NOT_WAITING;
    private volatile long waited;
    private volatile long bytes;

    ClientPace(ConnectionContext connection, Duration patience) {
        this.connection = connection;
        this.patience = patience.toNanos();
        this.reader = DataReader.create(this::read);
        this.writer = new Writer(connection.dataWriter());
    }

    /** A request begins: what the client took for the one before is forgotten. */
    void begin() {
        waited = 0;
        bytes = 0;
    }

    /** Whether the client is too slow. */
    boolean isStalled() {
        long since = waitingSince;
        long now = since == NOT_WAITING ? 0 : System.nanoTime() - since;
        return waited + now > patience + bytes * NANOSECONDS_FOR_A_BYTE;
    }

    private byte[] read() {
        long start = start();
        byte[] data = null;
        try {
            data = connection.serverSocket().get();
            return data;
        } catch (UncheckedIOException gone) {
            throw new ServerConnectionException("the client cannot be read from", gone);
        } finally {
            end(start, data == null ? 0 : data.length);
        }
    }

    private long start() {
        // Zero stands for no wait at all.
        long start = System.nanoTime() | 1;
        waitingSince = start;
        return start;
    }

    private void end(long start, long passed) {
        waitingSince = NOT_WAITING;
        waited += System.nanoTime() - start;
        bytes += passed;
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    @Override
    public ListenerContext listenerContext() {
        return connection.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return connection.executor();
    }

    @Override
    public Router router() {
        return connection.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return connection.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return connection.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return connection.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return connection.localPeer();
    }

    @Override
    public boolean isSecure() {
        return connection.isSecure();
    }

    @Override
    public String socketId() {
        return connection.socketId();
    }

    @Override
    public String childSocketId() {
        return connection.childSocketId();
    }

    /** Counts what is written. */
    private final class Writer implements DataWriter {

        private final DataWriter to;

        Writer(DataWriter to) {
            this.to = to;
        }

        @Override
        public void write(BufferData... buffers) {
            long length = 0;
            for (BufferData buffer : buffers) {
                length += buffer.available();
            }
            long start = start();
            try {
                to.write(buffers);
            } finally {
                end(start, length);
            }
        }

        @Override
        public void write(BufferData buffer) {
            long length = buffer.available();
            long start = start();
            try {
                to.write(buffer);
            } finally {
                end(start, length);
            }
        }

        @Override
        public void writeNow(BufferData... buffers) {
            long length = 0;
            for (BufferData buffer : buffers) {
                length += buffer.available();
            }
            long start = start();
            try {
                to.writeNow(buffers);
            } finally {
                end(start, length);
            }
        }

        @Override
        public void writeNow(BufferData buffer) {
            long length = buffer.available();
            long start = start();
            try {
                to.writeNow(buffer);
            } finally {
                end(start, length);
            }
        }

        @Override
        public void flush() {
            to.flush();
        }

        @Override
        public void close() {
            to.close();
        }
    }
}
