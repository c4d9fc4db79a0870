package io.odonym.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.odonym.configuration.Configuration;
import io.odonym.configuration.ServerLimits;
import io.odonym.http.connection.ConnectionCloseEnforcer;
import io.odonym.http.connection.FileDescriptorBudget;
import io.odonym.http.connection.Http2Limits;
import io.odonym.http.connection.IdleConnectionMonitor;
import io.odonym.http.connection.ProtocolSelector;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.ResponseSender;

import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Configures the listener: address, protocols, connection limits, and the responses to requests
 * that Helidon rejects before routing. Stateless.
 */
final class ListenerFactory {

    private static final List<EventType> REJECTIONS =
            List.of(
                    EventType.BAD_REQUEST,
                    EventType.PAYLOAD_TOO_LARGE,
                    EventType.FORBIDDEN,
                    EventType.INTERNAL_ERROR,
                    EventType.HTTP_VERSION_NOT_SUPPORTED,
                    EventType.OTHER);

    private static final int MAX_ADMIN_CONNECTIONS = 16;

    private ListenerFactory() {}

    /** Returns a server builder that has no routes yet. */
    static WebServerConfig.Builder builder(
            Configuration configuration,
            FileDescriptorBudget descriptors,
            IdleConnectionMonitor connectionMonitor) {
        return WebServer.builder()
                .host(configuration.host())
                .port(configuration.port())
                .protocolsDiscoverServices(false)
                .addConnectionSelector(protocols(configuration.connections(), connectionMonitor))
                // Helidon's own idle time-out applies between two requests. It must not be shorter
                // than the configured one.
                .idleConnectionTimeout(configuration.connections().idleTimeout())
                .maxTcpConnections(descriptors.connections())
                .shutdownGracePeriod(configuration.draining().timeout())
                // The caller stops the server first and then the geocoder; a shutdown hook would
                // not guarantee this order.
                .shutdownHook(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .directHandlers(rejections());
    }

    /** Returns a builder for an additional listener at the given address. It has no routes yet. */
    static ListenerConfig.Builder ownListener(
            SocketAddress address,
            Configuration configuration,
            IdleConnectionMonitor connectionMonitor) {
        return ListenerConfig.builder()
                .bindAddress(address)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(protocols(configuration.connections(), connectionMonitor))
                .idleConnectionTimeout(configuration.connections().idleTimeout())
                .maxTcpConnections(MAX_ADMIN_CONNECTIONS)
                .shutdownGracePeriod(configuration.draining().timeout())
                .directHandlers(rejections());
    }

    private static DirectHandlers rejections() {
        DirectHandlers.Builder rejections = DirectHandlers.builder();
        for (EventType rejection : REJECTIONS) {
            rejections.addHandler(rejection, ListenerFactory::reject);
        }
        return rejections.build();
    }

    private static ProtocolSelector protocols(
            ServerLimits limits, IdleConnectionMonitor connectionMonitor) {
        Http1Config http1 =
                Http1Config.builder()
                        // Without validation, a percent sign that does not begin an escape sequence
                        // is kept, as in addok.
                        .validatePrologue(false)
                        .maxPrologueLength(limits.urlBytes())
                        .maxHeadersSize(limits.headerBytes())
                        .addReceiveListener(new ConnectionCloseEnforcer())
                        .addSendListener(new ConnectionCloseEnforcer())
                        .build();
        // The server does not support the upgrade from HTTP/1.1 to HTTP/2, which RFC 9113
        // deprecates. After a proxy has forwarded such an upgrade (HAProxy does so by default),
        // it no longer applies its rules to the connection.
        return new ProtocolSelector(
                Http1ConnectionSelector.builder().config(http1).build(),
                limits.http2() ? Optional.of(http2(limits)) : Optional.empty(),
                new Http2Limits(limits.headerBytes(), limits.urlBytes()),
                connectionMonitor);
    }

    /** HTTP/2 with prior knowledge only. RFC 9113 deprecates the upgrade from HTTP/1.1. */
    private static Http2ConnectionSelector http2(ServerLimits limits) {
        Http2Config config =
                Http2Config.builder()
                        .maxConcurrentStreams(Http2Limits.STREAMS)
                        .initialWindowSize(Http2Limits.WINDOW_BYTES)
                        .maxHeaderListSize(limits.headerBytes())
                        .build();
        return Http2ConnectionSelector.builder().http2Config(config).build();
    }

    /**
     * Responds to a request that never reaches routing: malformed HTTP, a request line or headers
     * that exceed the limit, or a malformed path.
     */
    private static DirectHandler.TransportResponse reject(
            DirectHandler.TransportRequest request,
            EventType event,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        // Helidon 4.5.0 reports a malformed HTTP method as an internal error. Exceptions thrown by
        // handlers never reach this method, because the routing handles all of them.
        // A transfer coding other than "chunked" is reported as 501, although the client is at
        // fault.
        boolean malformed =
                event == EventType.INTERNAL_ERROR
                        || status.code() == Status.NOT_IMPLEMENTED_501.code();
        Status actual = malformed ? Status.BAD_REQUEST_400 : status;
        return DirectHandler.TransportResponse.builder()
                .status(actual)
                .headers(headers)
                .header(ResponseSender.ERROR_CONTENT_TYPE)
                .header(ResponseHeaderFilter.ALLOW_ORIGIN)
                .header(ResponseHeaderFilter.ALLOW_HEADERS)
                .header(ResponseHeaderFilter.NO_SNIFFING)
                .keepAlive(!malformed && event.keepAlive())
                .entity(HttpErrorException.ofStatus(actual.code(), actual.reasonPhrase()).json())
                .build();
    }
}
