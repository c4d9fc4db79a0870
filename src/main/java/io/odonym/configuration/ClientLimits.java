package io.odonym.configuration;

/**
 * Limits for each client address. A value of 0 disables the limit.
 *
 * @param requestsPerSecond maximum number of geocoding requests per second
 * @param batchSearchesPerHour maximum number of searches in batches per hour
 * @param rowsPerHour maximum number of rows of CSV files per hour
 */
public record ClientLimits(int requestsPerSecond, int batchSearchesPerHour, int rowsPerHour) {

    /** No limits. */
    public static final ClientLimits NONE = new ClientLimits(0, 0, 0);

    public ClientLimits {
        if (requestsPerSecond < 0 || batchSearchesPerHour < 0 || rowsPerHour < 0) {
            throw new ConfigurationException(
                    "client-requests, client-batch-searches and client-rows must be at least 0");
        }
    }

    static ClientLimits of(ConfigurationValues values) {
        return new ClientLimits(
                values.integer(ConfigurationKey.CLIENT_REQUESTS),
                values.integer(ConfigurationKey.CLIENT_BATCH_SEARCHES),
                values.integer(ConfigurationKey.CLIENT_ROWS));
    }
}
