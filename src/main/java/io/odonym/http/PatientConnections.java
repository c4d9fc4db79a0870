package io.odonym.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ProtocolConfigs;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionProvider;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionProvider;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes connections in, HTTP/1.1 and HTTP/2 without TLS, and hangs up on clients that are too slow:
 * see {@link ClientPace}.
 *
 * <p>Helidon 4.5.0 knows of no idle connection before its first bytes, in headers, in a body or in
 * an answer; all that it looks at is the first line. Its look at idle connections is the time when
 * ours are looked at too.
 */
final class PatientConnections implements ServerConnectionSelector {

    /** More than any time-out: Helidon then asks for the end of the connection. */
    private static final Duration STALLED = Duration.ofDays(365);

    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Duration patience;
    private final ServerConnectionSelector http1;
    private final ServerConnectionSelector http2;

    private PatientConnections(
            Duration patience, ServerConnectionSelector http1, ServerConnectionSelector http2) {
        this.patience = patience;
        this.http1 = http1;
        this.http2 = http2;
    }

    /**
     * For a server.
     *
     * @param patience how long a client may do nothing
     * @param http1 the limits of HTTP/1.1
     */
    static PatientConnections of(Duration patience, Http1Config.Builder http1) {
        Http1Config first = http1.addReceiveListener(new Beginnings()).build();
        Http2Config second = Http2Config.create();
        ProtocolConfigs protocols = ProtocolConfigs.create(List.of(first, second));
        return new PatientConnections(
                patience,
                new Http1ConnectionProvider().create("@default", first, protocols),
                new Http2ConnectionProvider().create("@default", second, protocols));
    }

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
        return Set.of("http/1.1", "h2");
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Visit(new ClientPace(context, patience));
    }

    /** Which protocol the client speaks, by its first bytes. */
    private ServerConnectionSelector spoken(DataReader reader) {
        reader.ensureAvailable();
        BufferData seen = reader.getBuffer(reader.available());
        while (isPreface(seen)) {
            if (seen.available() >= PREFACE.length) {
                return http2;
            }
            seen = reader.getBuffer(seen.available() + 1);
        }
        if (http1.supports(seen) != Support.SUPPORTED) {
            throw new CloseConnectionException("neither HTTP/1.1 nor HTTP/2");
        }
        return http1;
    }

    private static boolean isPreface(BufferData seen) {
        for (int i = 0; i < Math.min(seen.available(), PREFACE.length); i++) {
            if (seen.get(i) != PREFACE[i]) {
                return false;
            }
        }
        return true;
    }

    /** Hears where a request begins. */
    private static final class Beginnings implements Http1ConnectionListener {

        @Override
        public void prologue(ConnectionContext context, HttpPrologue prologue) {
            if (context instanceof ClientPace pace) {
                pace.begin();
            }
        }
    }

    /** A connection from its first moment on. */
    private final class Visit implements ServerConnection, InterruptableTask<Void> {

        private final ClientPace pace;
        private volatile Optional<Thread> thread = Optional.empty();
        private volatile Optional<ServerConnection> speaking = Optional.empty();

        Visit(ClientPace pace) {
            this.pace = pace;
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            thread = Optional.of(Thread.currentThread());
            ServerConnection connection;
            try {
                connection = spoken(pace.dataReader()).connection(pace);
            } catch (DataReader.InsufficientDataAvailableException silent) {
                throw new CloseConnectionException("the client has said nothing", silent);
            }
            speaking = Optional.of(connection);
            connection.handle(limit);
        }

        @Override
        public Duration idleTime() {
            return pace.isStalled()
                    ? STALLED
                    : speaking.map(ServerConnection::idleTime).orElse(Duration.ZERO);
        }

        @Override
        public void close(boolean interrupt) {
            // In the middle of a request nobody is interrupted but for being stalled.
            boolean now = interrupt || pace.isStalled();
            speaking.ifPresentOrElse(
                    connection -> connection.close(now), () -> thread.ifPresent(Thread::interrupt));
        }

        @Override
        public boolean canInterrupt() {
            return speaking.map(
                            connection ->
                                    connection instanceof InterruptableTask<?> task
                                            && task.canInterrupt())
                    .orElse(true);
        }
    }
}
