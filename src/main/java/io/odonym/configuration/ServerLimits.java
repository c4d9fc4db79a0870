package io.odonym.configuration;

import java.time.Duration;

/**
 * Limits on connections and on individual requests.
 *
 * @param connections maximum number of open connections; 0 derives the number from the file
 *     descriptor limit of the process
 * @param requestMemory maximum number of bytes of memory that all requests together may hold; 0
 *     derives the number from the maximum heap size
 * @param urlBytes maximum size of a request line, in bytes
 * @param headerBytes maximum size of a request's headers, in bytes
 * @param http2 whether the server accepts HTTP/2 in addition to HTTP/1.1
 * @param idleTimeout time after which a connection without traffic is closed
 * @param searchTimeout time after which a search is aborted
 */
public record ServerLimits(
        int connections,
        long requestMemory,
        int urlBytes,
        int headerBytes,
        boolean http2,
        Duration idleTimeout,
        Duration searchTimeout) {

    public ServerLimits {
        if (connections < 0) {
            throw new ConfigurationException("connections " + connections + " is below 0");
        }
        if (requestMemory < 0) {
            throw new ConfigurationException("request-memory " + requestMemory + " is below 0");
        }
        if (urlBytes < 1
                || headerBytes < 1
                || !idleTimeout.isPositive()
                || !searchTimeout.isPositive()) {
            throw new ConfigurationException(
                    "url-size, header-size, idle-timeout and search-timeout must be above 0");
        }
    }

    static ServerLimits of(ConfigurationValues values) {
        return new ServerLimits(
                values.integer(ConfigurationKey.CONNECTIONS),
                values.longInteger(ConfigurationKey.REQUEST_MEMORY),
                values.integer(ConfigurationKey.URL_SIZE),
                values.integer(ConfigurationKey.HEADER_SIZE),
                values.flag(ConfigurationKey.HTTP2),
                values.seconds(ConfigurationKey.IDLE_TIMEOUT),
                values.milliseconds(ConfigurationKey.SEARCH_TIMEOUT));
    }
}
