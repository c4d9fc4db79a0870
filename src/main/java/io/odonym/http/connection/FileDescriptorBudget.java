package io.odonym.http.connection;

import com.sun.management.UnixOperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/**
 * Divides the file descriptors of the process between connections, uploads and a reserve. The
 * server must never run out of descriptors: if Helidon 4.5.0 has no descriptor left to accept a
 * connection, it closes its listening socket permanently. Immutable.
 *
 * @param connections the maximum number of open connections
 * @param uploads the maximum number of uploads that are stored at the same time; each upload takes
 *     one temporary file
 */
public record FileDescriptorBudget(int connections, int uploads) {

    /** Descriptors reserved for index files, the log, the telemetry exporter and the JVM. */
    private static final int MIN_RESERVE = 48;

    private static final int MAX_RESERVE = 1000;

    /** The reserve is one fifth of the available descriptors. */
    private static final int RESERVE_DIVISOR = 5;

    /** The assumed number of descriptors on systems that do not report a limit. */
    private static final long DEFAULT_AVAILABLE = 1024;

    /**
     * Computes the budget of the current process.
     *
     * @param maxConnections the configured maximum number of connections; 0 for as many as the
     *     descriptors allow
     */
    public static FileDescriptorBudget ofProcess(int maxConnections) {
        return of(
                maxConnections,
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                        ? os.getMaxFileDescriptorCount() - os.getOpenFileDescriptorCount()
                        : DEFAULT_AVAILABLE);
    }

    /**
     * Computes the budget from the number of descriptors that a process can still open.
     *
     * @param maxConnections the configured maximum number of connections; 0 for as many as the
     *     descriptors allow
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
