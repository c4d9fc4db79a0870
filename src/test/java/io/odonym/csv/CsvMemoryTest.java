package io.odonym.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

class CsvMemoryTest {

    private static final int THREADS = 2;
    private static final long MAX_IN_PROGRESS =
            3 * PreparedCsvGeocoding.maxBytesInProgress(THREADS);

    private final AtomicLong bytes = new AtomicLong();
    private final CsvMemory memory = new CsvMemory(bytes::addAndGet, THREADS);

    @Test
    void countsTheLargestRowOnce() {
        memory.addRow(1 << 20, 1);
        memory.addRow(100, 1 << 14);
        memory.addRow(1 << 20, 1);
        assertThat(bytes).hasValue((16L << 20) + 64 + MAX_IN_PROGRESS);
    }

    @Test
    void countsManySmallRowsUpToTheLimitOfTheRowsInProgress() {
        memory.addRow(60, 6);
        assertThat(bytes).hasValue(4 * (16 * 60 + 64 * 6));
        for (int i = 0; i < 10_000; i++) {
            memory.addRow(60, 6);
        }
        assertThat(bytes).hasValue(16 * 60 + 64 * 6 + MAX_IN_PROGRESS);
    }
}
