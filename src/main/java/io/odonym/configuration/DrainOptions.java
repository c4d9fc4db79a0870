package io.odonym.configuration;

import java.time.Duration;

/**
 * How a server shuts down.
 *
 * @param delay time in which the server reports that it is not ready but still accepts connections,
 *     so that load balancers can stop routing to it
 * @param timeout time that in-flight requests have to finish after the delay
 */
public record DrainOptions(Duration delay, Duration timeout) {

    public DrainOptions {
        if (delay.isNegative() || !timeout.isPositive()) {
            throw new ConfigurationException(
                    "drain-delay must be 0 or more, drain-timeout above 0");
        }
    }

    static DrainOptions of(ConfigurationValues values) {
        return new DrainOptions(
                values.seconds(ConfigurationKey.DRAIN_DELAY),
                values.seconds(ConfigurationKey.DRAIN_TIMEOUT));
    }
}
