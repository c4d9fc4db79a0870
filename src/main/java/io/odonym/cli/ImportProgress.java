package io.odonym.cli;

import io.odonym.index.build.ImportListener;
import io.odonym.source.BadLine;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Shows how an import goes on standard error: a bar on a terminal, a line every few seconds
 * elsewhere.
 */
final class ImportProgress implements ImportListener {

    private static final long NANOSECONDS_BETWEEN_LINES = Duration.ofSeconds(5).toNanos();
    private static final long MEGABYTE = 1_000_000;

    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private final long start = System.nanoTime();
    private final AtomicLong lastLine = new AtomicLong(start);
    private ProgressBar bar;

    private ImportProgress() {}

    static ImportProgress start() {
        return new ImportProgress();
    }

    @Override
    public synchronized void onProgress(
            long documents, long houseNumbers, long bytesRead, long bytes) {
        if (terminal) {
            if (bar == null) {
                bar =
                        new ProgressBarBuilder()
                                .setTaskName("reading")
                                .setInitialMax(bytes)
                                .setUnit(" MB", MEGABYTE)
                                .setStyle(ProgressBarStyle.ASCII)
                                .showSpeed()
                                .setConsumer(
                                        new me.tongfei.progressbar.ConsoleProgressBarConsumer(
                                                System.err))
                                .build();
            }
            bar.stepTo(bytesRead);
            bar.setExtraMessage(" %,d places, %,d numbers".formatted(documents, houseNumbers));
            return;
        }
        long now = System.nanoTime();
        if (now - lastLine.get() > NANOSECONDS_BETWEEN_LINES) {
            lastLine.set(now);
            double share = bytes == 0 ? 1 : (double) bytesRead / bytes;
            double seconds = (now - start) / 1e9;
            System.err.printf(
                    "read %.0f %%, %,d places, %,d numbers, %,.0f places/s, about %.0f s left%n",
                    share * 100,
                    documents,
                    houseNumbers,
                    documents / seconds,
                    share == 0 ? 0 : seconds / share - seconds);
        }
    }

    @Override
    public synchronized void onMerge() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
        System.err.println("merging");
    }

    @Override
    public synchronized void onBadLine(BadLine line) {
        System.err.println("skipped " + line);
    }
}
