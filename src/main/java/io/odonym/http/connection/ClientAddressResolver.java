package io.odonym.http.connection;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.odonym.configuration.IpNetwork;
import io.odonym.configuration.ProxyOptions;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Determines the address of the client that sent a request.
 *
 * <p>Without trusted proxies, this is the address of the connection. If the connection comes from a
 * trusted proxy, the header that the proxies set is read from right to left, because each proxy
 * appends the address that it received the request from. The first address that is not that of a
 * trusted proxy is the client. Everything to the left of it is ignored, because the client may have
 * forged it. An element without an IP address, such as {@code unknown}, ends the reading; the
 * client is then the last trusted proxy. Immutable.
 */
public final class ClientAddressResolver {

    /** The maximum number of proxies in a chain. Further elements of the header are not read. */
    private static final int MAX_PROXIES = 32;

    private static final String FOR = "for=";

    private final ProxyOptions proxies;
    private final HeaderName header;

    /**
     * Creates a resolver.
     *
     * @param proxies the trusted proxies
     */
    public ClientAddressResolver(ProxyOptions proxies) {
        this.proxies = proxies;
        this.header = HeaderNames.create(proxies.header().headerName());
    }

    /**
     * Returns the address of the client of a request. A connection that is not an IP connection has
     * the loopback address.
     */
    public ClientAddressPrefix resolve(ServerRequest request) {
        InetAddress peer = address(request.remotePeer().address());
        return ClientAddressPrefix.of(
                proxies.trusted().isEmpty() || !request.headers().contains(header)
                        ? peer
                        : resolve(peer, request.headers().get(header).allValues()));
    }

    /** Returns the address of a connection; the loopback address if it has no IP address. */
    static InetAddress address(SocketAddress peer) {
        return peer instanceof InetSocketAddress internet
                ? internet.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    /**
     * Returns the address of the client.
     *
     * @param peer the address of the connection
     * @param lines the lines of the header, in the order of the request
     */
    InetAddress resolve(InetAddress peer, List<String> lines) {
        InetAddress hop = peer;
        int count = 0;
        for (String line : lines.reversed()) {
            for (int end = line.length(); end >= 0; ) {
                if (count == MAX_PROXIES || !proxies.isTrusted(hop)) {
                    return hop;
                }
                int comma = line.lastIndexOf(',', end - 1);
                Optional<InetAddress> previous = address(line.substring(comma + 1, end));
                if (previous.isEmpty()) {
                    return hop;
                }
                hop = previous.get();
                count++;
                end = comma;
            }
        }
        return hop;
    }

    /** Returns the address in an element of the header; empty if it does not contain one. */
    private Optional<InetAddress> address(String element) {
        if (proxies.header() == ProxyOptions.Header.X_FORWARDED_FOR) {
            return node(element.strip());
        }
        for (int start = 0; start <= element.length(); ) {
            int semicolon = element.indexOf(';', start);
            int end = semicolon < 0 ? element.length() : semicolon;
            String pair = element.substring(start, end).strip();
            if (pair.regionMatches(true, 0, FOR, 0, FOR.length())) {
                return node(unquote(pair.substring(FOR.length())));
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    private static String unquote(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /**
     * Returns the address of a node (RFC 7239, section 6): {@code 192.0.2.1}, {@code
     * 192.0.2.1:8080}, {@code [2001:db8::1]} or {@code [2001:db8::1]:8080}. An IPv6 address without
     * brackets is also accepted, because {@code X-Forwarded-For} contains such addresses.
     */
    private static Optional<InetAddress> node(String text) {
        if (text.startsWith("[")) {
            int bracket = text.indexOf(']');
            return bracket < 0
                    ? Optional.empty()
                    : IpNetwork.parseAddress(text.substring(1, bracket));
        }
        int colon = text.indexOf(':');
        boolean hasPort = colon >= 0 && colon == text.lastIndexOf(':');
        return IpNetwork.parseAddress(hasPort ? text.substring(0, colon) : text);
    }
}
