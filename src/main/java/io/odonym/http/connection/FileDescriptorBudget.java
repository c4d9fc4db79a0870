package io.odonym.http.connection;

import com.sun.management.UnixOperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/**
 * How the process's file descriptors are shared out. Where none is left for a new connection,
 * Helidon 4.5.0 closes its port and never opens it again, so the last one must not be reached.
 *
 * @param connections how many connections may be open
 * @param uploads how many uploads may be stored at once, each in a file of its own
 */
public record FileDescriptorBudget(int connections, int uploads) {

    /** Indexes that are opened, lines of the log, the collector, ... */
    private static final int LEAST_RESERVE = 48;

    private static final int MOST_RESERVE = 1000;
    private static final int ONE_IN = 5;

    /** Where the system has no limit that it tells. */
    private static final long UNKNOWN = 1024;

    /**
     * Of this process.
     *
     * @param wanted how many connections are wanted at most; 0 for as many as fit
     */
    public static FileDescriptorBudget of(int wanted) {
        return of(
                wanted,
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                        ? os.getMaxFileDescriptorCount() - os.getOpenFileDescriptorCount()
                        : UNKNOWN);
    }

    /** Of a process that may open so many more. */
    public static FileDescriptorBudget of(int wanted, long all) {
        long reserve = Math.clamp(all / ONE_IN, LEAST_RESERVE, MOST_RESERVE);
        long fitting = Math.clamp(all - reserve, 1, Integer.MAX_VALUE);
        return new FileDescriptorBudget(
                (int) (wanted == 0 ? fitting : Math.min(wanted, fitting)), (int) (reserve / 2));
    }
}
