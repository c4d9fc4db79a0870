package io.odonym.configuration;

import java.time.Duration;

/**
 * How a server ends that was told to.
 *
 * @param delay how long it still takes new connections, saying that it is not ready, so that load
 *     balancers can turn away
 * @param limit how long requests under way may take after that
 */
public record DrainOptions(Duration delay, Duration limit) {

    public DrainOptions {
        if (delay.isNegative() || !limit.isPositive()) {
            throw new ConfigurationException(
                    "drain-delay has to be 0 or more, drain-timeout above 0");
        }
    }
}
