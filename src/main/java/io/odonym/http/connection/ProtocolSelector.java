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
 * Selects HTTP/1.1 or HTTP/2 from the first bytes of a connection, under the time-outs of {@link
 * IdleConnectionMonitor}. Thread-safe.
 *
 * <p>If several protocols are registered, Helidon 4.5.0 reads the first bytes itself, without any
 * time-out. This class is therefore the only protocol registered with the server, and Helidon hands
 * over each connection as soon as it has accepted it.
 *
 * @param http1 creates HTTP/1.1 connections
 * @param http2 creates HTTP/2 connections, for clients that begin with the connection preface of
 *     RFC 9113, section 3.4; empty if HTTP/2 is disabled
 * @param http2Limits the limits of HTTP/2 connections
 * @param connectionMonitor monitors each connection from its first byte
 */
public record ProtocolSelector(
        ServerConnectionSelector http1,
        Optional<ServerConnectionSelector> http2,
        Http2Limits http2Limits,
        IdleConnectionMonitor connectionMonitor)
        implements ServerConnectionSelector {

    private static final byte[] HTTP2_PREFACE =
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
        return http1.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new SelectedConnection(context);
    }

    /** Returns whether a connection begins with the connection preface of HTTP/2. */
    private static boolean beginsWithPreface(DataReader reader) {
        try {
            for (int i = 0; i < HTTP2_PREFACE.length; i++) {
                // getBuffer blocks until i + 1 bytes have arrived.
                if (reader.getBuffer(i + 1).get(i) != HTTP2_PREFACE[i]) {
                    return false;
                }
            }
            return true;
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException closed) {
            throw new CloseConnectionException(
                    "the client closed the connection before the protocol was known", closed);
        }
    }

    /** A connection whose protocol is selected when {@code handle} is called. */
    private final class SelectedConnection implements ServerConnection {

        private final ConnectionContext context;
        private volatile Optional<ServerConnection> selected = Optional.empty();
        private volatile Optional<Thread> thread = Optional.empty();

        SelectedConnection(ConnectionContext context) {
            this.context = context;
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            thread = Optional.of(Thread.currentThread());
            try (IdleConnectionMonitor.MonitoredConnection monitored =
                    connectionMonitor.monitor(
                            context.serverSocket(),
                            context.dataWriter(),
                            context.remotePeer().address())) {
                if (http2.isPresent() && beginsWithPreface(monitored.reader())) {
                    handleHttp2(http2.get(), monitored, limit);
                } else {
                    handleHttp1(monitored, limit);
                }
            }
        }

        private void handleHttp1(IdleConnectionMonitor.MonitoredConnection monitored, Limit limit)
                throws InterruptedException {
            try {
                handle(
                        http1.connection(
                                new MonitoredContext(
                                        context,
                                        monitored.reader(),
                                        monitored,
                                        context.executor())),
                        limit);
            } catch (UnconsumedBodyException unread) {
                if (unread.length() > monitored.reader().available()) {
                    monitored.discardInput();
                }
                throw unread;
            }
        }

        private void handleHttp2(
                ServerConnectionSelector selector,
                IdleConnectionMonitor.MonitoredConnection monitored,
                Limit limit)
                throws InterruptedException {
            byte[] preface = monitored.reader().readBytes(HTTP2_PREFACE.length);
            DataReader frames =
                    new Http2FrameGuard(monitored.reader(), preface, http2Limits).checkedReader();
            try (Http2StreamExecutor streams = new Http2StreamExecutor(context.executor())) {
                handle(
                        selector.connection(
                                new MonitoredContext(context, frames, monitored, streams)),
                        limit);
            }
        }

        private void handle(ServerConnection connection, Limit limit) throws InterruptedException {
            selected = Optional.of(connection);
            connection.handle(limit);
        }

        @Override
        public Duration idleTime() {
            return selected.map(ServerConnection::idleTime).orElse(Duration.ZERO);
        }

        @Override
        public void close(boolean interrupt) {
            selected.ifPresentOrElse(
                    connection -> connection.close(interrupt),
                    () -> thread.ifPresent(Thread::interrupt));
        }
    }

    /** Delegates to another context, but replaces its reader, writer and executor. */
    private record MonitoredContext(
            ConnectionContext context,
            DataReader dataReader,
            DataWriter dataWriter,
            ExecutorService executor)
            implements ConnectionContext {

        @Override
        public ListenerContext listenerContext() {
            return context.listenerContext();
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
