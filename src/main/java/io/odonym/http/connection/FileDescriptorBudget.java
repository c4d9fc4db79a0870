package io.odonym.http.connection;

import com.sun.management.UnixOperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/**
 * Divides the file descriptors of the process between connections, uploads and a reserve. Helidon
 * 4.5.0 closes its listening socket for good when no descriptor is left to accept a connection, so
 * the server must never use the last descriptor. Immutable.
 *
 * @param connections the maximum number of open connections
 * @param uploads the maximum number of uploads that are stored at the same time; each upload takes
 *     one temporary file
 */
public record FileDescriptorBudget(int connections, int uploads) {

    /** Descriptors kept for index files, the log, the telemetry exporter and the JVM. */
    private static final int MIN_RESERVE = 48;

    private static final int MAX_RESERVE = 1000;

    /** The reserve is one fifth of the available descriptors. */
    private static final int RESERVE_DIVISOR = 5;

    /** The assumed number of descriptors on systems that do not report a limit. */
    private static final long DEFAULT_AVAILABLE = 1024;

    /**
     * Computes the budget of the current process.
     *
     * @param maxConnections the configured maximum number of connections; 0 for as many as fit
     */
    public static FileDescriptorBudget ofProcess(int maxConnections) {
        return of(
                maxConnections,
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                        ? os.getMaxFileDescriptorCount() - os.getOpenFileDescriptorCount()
                        : DEFAULT_AVAILABLE);
    }

    /**
     * Computes the budget of a process that can open a given number of further descriptors.
     *
     * @param maxConnections the configured maximum number of connections; 0 for as many as fit
     * @param available the number of descriptors that the process can still open
     */
    public static FileDescriptorBudget of(int maxConnections, long available) {
        long reserve = Math.clamp(available / RESERVE_DIVISOR, MIN_RESERVE, MAX_RESERVE);
        long fitting = Math.clamp(available - reserve, 1, Integer.MAX_VALUE);
        return new FileDescriptorBudget(
                (int) (maxConnections == 0 ? fitting : Math.min(maxConnections, fitting)),
                (int) (reserve / 2));
    }
}
