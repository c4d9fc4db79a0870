package io.odonym.configuration;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * The proxies in front of the server, and the header in which they name the client.
 *
 * @param trusted the addresses of the proxies whose header is trusted; the header of any other
 *     client could be forged
 * @param header the header in which the trusted proxies name the client. Only this header is read:
 *     a proxy that sets one header passes on the other one as the client sent it
 */
public record ProxyOptions(List<IpNetwork> trusted, Header header) {

    /** A header in which a proxy names the client. */
    public enum Header {
        /** The header that most proxies add; it is not standardized. */
        X_FORWARDED_FOR("X-Forwarded-For"),
        /** The header of RFC 7239. */
        FORWARDED("Forwarded");

        private final String headerName;

        Header(String headerName) {
            this.headerName = headerName;
        }

        /** Returns the name of the header. */
        public String headerName() {
            return headerName;
        }
    }

    public ProxyOptions {
        trusted = List.copyOf(trusted);
        Objects.requireNonNull(header);
    }

    /** Returns whether an address is that of a trusted proxy. */
    public boolean isTrusted(InetAddress address) {
        for (IpNetwork network : trusted) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    static ProxyOptions of(ConfigurationValues values) {
        return new ProxyOptions(
                values.list(ConfigurationKey.TRUSTED_PROXIES).stream()
                        .map(
                                text ->
                                        IpNetwork.parse(text)
                                                .orElseThrow(
                                                        () ->
                                                                values.invalid(
                                                                        ConfigurationKey
                                                                                .TRUSTED_PROXIES,
                                                                        "contains \""
                                                                                + text
                                                                                + "\", which is"
                                                                                + " neither an IP"
                                                                                + " address nor a"
                                                                                + " range such as"
                                                                                + " 10.0.0.0/8")))
                        .toList(),
                header(values));
    }

    private static Header header(ConfigurationValues values) {
        String name = values.text(ConfigurationKey.PROXY_HEADER);
        for (Header header : Header.values()) {
            if (header.headerName().equalsIgnoreCase(name)) {
                return header;
            }
        }
        throw values.invalid(
                ConfigurationKey.PROXY_HEADER, "is neither X-Forwarded-For nor Forwarded");
    }
}
