package io.odonym.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * Speaks one of two protocols, whichever a connection begins with, with {@link ClientTimeouts}
 * watching from its first byte.
 *
 * <p>Helidon looks at the first bytes itself where there are several protocols, and nobody watches
 * it then; a server with one protocol hands a connection over as soon as it is accepted.
 *
 * @param first HTTP/1.1
 * @param second HTTP/2, with the preface of RFC 9113, section 3.4
 */
public record ProtocolSelector(
        ServerConnectionSelector first, ServerConnectionSelector second, ClientTimeouts watch)
        implements ServerConnectionSelector {

    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return first.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Connection(context);
    }

    private ServerConnection chosen(Watched context) {
        DataReader reader = context.dataReader();
        try {
            for (int i = 0; i < PREFACE.length; i++) {
                // It waits until there are as many.
                if (reader.getBuffer(i + 1).get(i) != PREFACE[i]) {
                    return first.connection(context);
                }
            }
            return second.connection(context);
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException gone) {
            throw new CloseConnectionException("a client left in its first word", gone);
        }
    }

    private final class Connection implements ServerConnection {

        private final ConnectionContext context;
        private volatile Optional<ServerConnection> spoken = Optional.empty();
        private volatile Optional<Thread> thread = Optional.empty();

        Connection(ConnectionContext context) {
            this.context = context;
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            thread = Optional.of(Thread.currentThread());
            try (ClientTimeouts.Client client =
                    watch.watch(context.serverSocket(), context.dataWriter())) {
                ServerConnection connection = chosen(new Watched(context, client));
                spoken = Optional.of(connection);
                connection.handle(limit);
            }
        }

        @Override
        public Duration idleTime() {
            return spoken.map(ServerConnection::idleTime).orElse(Duration.ZERO);
        }

        @Override
        public void close(boolean interrupt) {
            spoken.ifPresentOrElse(
                    connection -> connection.close(interrupt),
                    () -> thread.ifPresent(Thread::interrupt));
        }
    }

    /** The same connection, read and written under watch. */
    private record Watched(ConnectionContext context, ClientTimeouts.Client client)
            implements ConnectionContext {

        @Override
        public DataReader dataReader() {
            return client.reader();
        }

        @Override
        public DataWriter dataWriter() {
            return client;
        }

        @Override
        public ListenerContext listenerContext() {
            return context.listenerContext();
        }

        @Override
        public ExecutorService executor() {
            return context.executor();
        }

        @Override
        public Router router() {
            return context.router();
        }

        @Override
        public Optional<ProxyProtocolData> proxyProtocolData() {
            return context.proxyProtocolData();
        }

        @Override
        public HelidonSocket serverSocket() {
            return context.serverSocket();
        }

        @Override
        public PeerInfo remotePeer() {
            return context.remotePeer();
        }

        @Override
        public PeerInfo localPeer() {
            return context.localPeer();
        }

        @Override
        public boolean isSecure() {
            return context.isSecure();
        }

        @Override
        public String socketId() {
            return context.socketId();
        }

        @Override
        public String childSocketId() {
            return context.childSocketId();
        }
    }
}
