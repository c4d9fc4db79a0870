package io.odonym.cli;

import io.odonym.index.build.ImportListener;
import io.odonym.source.BadLine;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints the progress of an import to standard error: a progress bar on a terminal, otherwise one
 * line every five seconds. Thread-safe.
 */
final class ImportProgress implements ImportListener {

    private static final long NANOSECONDS_BETWEEN_LINES = Duration.ofSeconds(5).toNanos();
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private final long start = System.nanoTime();
    private final AtomicLong lastLine = new AtomicLong(start);
    private ProgressBar bar;

    private ImportProgress() {}

    /** Starts measuring the duration of an import. */
    static ImportProgress start() {
        return new ImportProgress();
    }

    @Override
    public synchronized void onProgress(
            long documents, long houseNumbers, long bytesRead, long totalBytes) {
        if (terminal) {
            if (bar == null) {
                bar =
                        new ProgressBarBuilder()
                                .setTaskName("reading")
                                .setInitialMax(totalBytes)
                                .setUnit(" MB", BYTES_PER_MEGABYTE)
                                .setStyle(ProgressBarStyle.ASCII)
                                .showSpeed()
                                .setConsumer(
                                        new me.tongfei.progressbar.ConsoleProgressBarConsumer(
                                                System.err))
                                .build();
            }
            bar.stepTo(bytesRead);
            bar.setExtraMessage(
                    " %,d places, %,d house numbers".formatted(documents, houseNumbers));
            return;
        }
        long now = System.nanoTime();
        if (now - lastLine.get() > NANOSECONDS_BETWEEN_LINES) {
            lastLine.set(now);
            double progress = totalBytes == 0 ? 1 : (double) bytesRead / totalBytes;
            double seconds = (now - start) / 1e9;
            System.err.printf(
                    "read %.0f %%, %,d places, %,d house numbers, %,.0f places/s, about %.0f s"
                            + " left%n",
                    progress * 100,
                    documents,
                    houseNumbers,
                    documents / seconds,
                    progress == 0 ? 0 : seconds / progress - seconds);
        }
    }

    @Override
    public synchronized void onMerge() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
        System.err.println("merging the segments");
    }

    @Override
    public synchronized void onBadLine(BadLine line) {
        System.err.println("skipped " + line);
    }

    @Override
    public synchronized void onNote(String note) {
        System.err.println(note);
    }
}
