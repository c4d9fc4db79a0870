package io.odonym.configuration;

import java.time.Duration;
import java.util.Objects;

/**
 * Options for watching the index folder and for access to {@code /admin/}.
 *
 * @param watch how often to check whether the index folder or the target of its link has changed;
 *     zero disables these checks
 * @param token bearer token for remote {@code /admin/} requests; if empty, all remote requests are
 *     rejected
 */
public record AdminOptions(Duration watch, String token) {

    /** The minimum length of a token in characters. Shorter tokens are too easy to guess. */
    private static final int MIN_TOKEN_LENGTH = 16;

    public AdminOptions {
        Objects.requireNonNull(token);
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
                values.text(ConfigurationKey.ADMIN_TOKEN));
    }

    /** Masks the token to keep it out of logs. */
    @Override
    public String toString() {
        return "AdminOptions[watch=" + watch + ", token=" + (token.isEmpty() ? "" : "***") + "]";
    }
}
