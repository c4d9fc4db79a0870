package io.odonym.configuration;

import java.time.Duration;
import java.util.Objects;

/**
 * Index watching and access to {@code /admin/}.
 *
 * @param watch interval of the checks whether the index folder, or the target of its link, has
 *     changed; zero disables them
 * @param token bearer token for remote {@code /admin/} requests; empty to reject all of them
 */
public record AdminOptions(Duration watch, String token) {

    /** Shorter tokens are too easy to guess. */
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
