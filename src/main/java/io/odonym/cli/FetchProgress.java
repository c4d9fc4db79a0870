package io.odonym.cli;

import io.odonym.fetch.FetchListener;
import io.odonym.fetch.FetchResult;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Prints the progress of a download to standard error: a progress bar on a terminal, otherwise one
 * line every ten seconds. Thread-safe.
 */
final class FetchProgress implements FetchListener, AutoCloseable {

    private static final long NANOSECONDS_BETWEEN_LINES = Duration.ofSeconds(10).toNanos();
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    private final boolean quiet;
    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private final Map<String, Long> bytes = new HashMap<>();
    private final Map<String, Long> totals = new HashMap<>();
    private long lastLine = System.nanoTime();
    private ProgressBar bar;

    /**
     * Starts measuring a download.
     *
     * @param quiet whether only notes are printed
     */
    FetchProgress(boolean quiet) {
        this.quiet = quiet;
    }

    @Override
    public synchronized void onProgress(String name, long bytesOnDisk, long totalBytes) {
        bytes.put(name, bytesOnDisk);
        totals.put(name, totalBytes);
        if (quiet) {
            return;
        }
        long sum = bytes.values().stream().mapToLong(Long::longValue).sum();
        boolean known = totals.values().stream().allMatch(total -> total >= 0);
        long total = known ? totals.values().stream().mapToLong(Long::longValue).sum() : -1;
        if (terminal) {
            showBar(sum, total);
            return;
        }
        long now = System.nanoTime();
        if (now - lastLine > NANOSECONDS_BETWEEN_LINES) {
            lastLine = now;
            System.err.printf(
                    "downloaded %,.1f MB%s%n",
                    (double) sum / BYTES_PER_MEGABYTE,
                    known
                            ? " of %,.1f MB, %.0f %%"
                                    .formatted(
                                            (double) total / BYTES_PER_MEGABYTE,
                                            100.0 * sum / Math.max(1, total))
                            : "");
        }
    }

    private void showBar(long sum, long total) {
        if (bar == null) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName("downloading")
                            .setUnit(" MB", BYTES_PER_MEGABYTE)
                            .setStyle(ProgressBarStyle.ASCII)
                            .showSpeed()
                            .setConsumer(new ConsoleProgressBarConsumer(System.err))
                            .build();
        }
        bar.maxHint(total);
        bar.stepTo(sum);
    }

    @Override
    public synchronized void onNote(String note) {
        System.err.println(bar == null ? note : "\n" + note);
    }

    /** Ends the progress bar. */
    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** Prints what happened to each file, and the licence of the data. */
    static void print(FetchResult result) {
        result.files()
                .forEach(
                        file ->
                                System.out.printf(
                                        "%s: %,.1f MB, %s%n",
                                        file.name(),
                                        (double) file.bytes() / BYTES_PER_MEGABYTE,
                                        file.replaced() ? "new version" : "unchanged"));
        System.out.println(
                "licence: Licence Ouverte 2.0; required attribution: Base Adresse Nationale"
                        + result.dataDate().map(date -> ", " + date).orElse(""));
    }
}
