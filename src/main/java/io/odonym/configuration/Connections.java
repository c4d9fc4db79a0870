package io.odonym.configuration;

import java.time.Duration;

/**
 * How large and how slow a request may be.
 *
 * @param urlBytes how many bytes its first line may have
 * @param headerBytes how many bytes its headers may have
 * @param idle after which time an idle connection is closed
 * @param search after which time a search gives up
 */
public record Connections(int urlBytes, int headerBytes, Duration idle, Duration search) {

    public Connections {
        if (urlBytes < 1 || headerBytes < 1 || !idle.isPositive() || !search.isPositive()) {
            throw new ConfigurationException(
                    "url-size, header-size, idle-timeout and search-timeout have to be above 0");
        }
    }
}
