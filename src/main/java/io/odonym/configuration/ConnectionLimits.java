package io.odonym.configuration;

import java.time.Duration;

/**
 * How many, how large and how slow a request may be.
 *
 * @param most how many connections may be open at once; 0 for as many as the process's file
 *     descriptors allow
 * @param urlBytes how many bytes its first line may have
 * @param headerBytes how many bytes its headers may have
 * @param idle after which time an idle connection is closed
 * @param search after which time a search gives up
 */
public record ConnectionLimits(
        int most, int urlBytes, int headerBytes, Duration idle, Duration search) {

    public ConnectionLimits {
        if (most < 0) {
            throw new ConfigurationException("connections " + most + " is below 0");
        }
        if (urlBytes < 1 || headerBytes < 1 || !idle.isPositive() || !search.isPositive()) {
            throw new ConfigurationException(
                    "url-size, header-size, idle-timeout and search-timeout have to be above 0");
        }
    }
}
