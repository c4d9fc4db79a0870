package io.odonym.configuration;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Options for watching the index folder and for access to {@code /admin/}.
 *
 * @param watch how often to check whether the index folder or the target of its link has changed;
 *     zero disables these checks
 * @param token bearer token for {@code /admin/} requests; if empty, the server's main listener has
 *     no {@code /admin/} paths
 * @param listener address of a separate listener for {@code /admin/} requests: an {@link
 *     InetSocketAddress} or a {@link UnixDomainSocketAddress}; empty for none
 */
public record AdminOptions(Duration watch, String token, Optional<SocketAddress> listener) {

    /** The minimum length of a token in characters. Shorter tokens are too easy to guess. */
    private static final int MIN_TOKEN_LENGTH = 16;

    private static final String UNIX_PREFIX = "unix:";
    private static final int MAX_PORT = 65_535;

    public AdminOptions {
        Objects.requireNonNull(token);
        Objects.requireNonNull(listener);
        if (watch.isNegative()) {
            throw new ConfigurationException("index-watch " + watch.toSeconds() + " is below 0");
        }
        if (!token.isEmpty() && token.length() < MIN_TOKEN_LENGTH) {
            throw new ConfigurationException(
                    "admin-token has fewer than " + MIN_TOKEN_LENGTH + " characters");
        }
    }

    static AdminOptions of(ConfigurationValues values) {
        return new AdminOptions(
                values.seconds(ConfigurationKey.INDEX_WATCH),
                values.text(ConfigurationKey.ADMIN_TOKEN),
                parseListener(values));
    }

    private static Optional<SocketAddress> parseListener(ConfigurationValues values) {
        String text = values.text(ConfigurationKey.ADMIN_LISTENER);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (text.startsWith(UNIX_PREFIX)) {
                return Optional.of(
                        UnixDomainSocketAddress.of(text.substring(UNIX_PREFIX.length())));
            }
            int colon = text.lastIndexOf(':');
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = text.substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", "");
            if (!host.isEmpty() && port >= 0 && port <= MAX_PORT) {
                return Optional.of(new InetSocketAddress(host, port));
            }
        } catch (IllegalArgumentException malformed) {
            throw values.invalid(
                    ConfigurationKey.ADMIN_LISTENER, "is neither unix:PATH nor HOST:PORT");
        }
        throw values.invalid(ConfigurationKey.ADMIN_LISTENER, "is neither unix:PATH nor HOST:PORT");
    }

    /** Masks the token to keep it out of logs. */
    @Override
    public String toString() {
        return "AdminOptions[watch="
                + watch
                + ", token="
                + (token.isEmpty() ? "" : "***")
                + ", listener="
                + listener
                + "]";
    }
}
