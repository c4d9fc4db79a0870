package io.odonym.configuration;

import java.time.Duration;

/**
 * Options for shutting down a server.
 *
 * @param delay how long the server reports that it is not ready but still accepts connections, so
 *     that load balancers can stop routing requests to it
 * @param timeout maximum time after the delay for in-flight requests to finish
 */
public record DrainOptions(Duration delay, Duration timeout) {

    public DrainOptions {
        if (delay.isNegative() || !timeout.isPositive()) {
            throw new ConfigurationException(
                    "drain-delay must be at least 0, and drain-timeout must be above 0");
        }
    }

    static DrainOptions of(ConfigurationValues values) {
        return new DrainOptions(
                values.seconds(ConfigurationKey.DRAIN_DELAY),
                values.seconds(ConfigurationKey.DRAIN_TIMEOUT));
    }
}
