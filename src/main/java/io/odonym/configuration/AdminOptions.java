package io.odonym.configuration;

import java.time.Duration;
import java.util.Objects;

/**
 * How the running server is looked after.
 *
 * @param watch how often to look whether the index's folder, or what its link leads to, is another;
 *     zero for never
 * @param token what lets those in who ask from another machine; empty to let nobody in
 */
public record AdminOptions(Duration watch, String token) {

    /** So short a secret can be guessed. */
    private static final int SHORTEST_TOKEN = 16;

    public AdminOptions {
        Objects.requireNonNull(token);
        if (watch.isNegative()) {
            throw new ConfigurationException("index-watch " + watch.toSeconds() + " is below 0");
        }
        if (!token.isEmpty() && token.length() < SHORTEST_TOKEN) {
            throw new ConfigurationException(
                    "admin-token has fewer than " + SHORTEST_TOKEN + " characters");
        }
    }

    /** Without the token, so that it reaches no log. */
    @Override
    public String toString() {
        return "Administration[watch=" + watch + ", token=" + (token.isEmpty() ? "" : "***") + "]";
    }
}
