package io.odonym.geocode;

import io.odonym.index.AddressIndex;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexManifest;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabelName;
import io.odonym.telemetry.MetricLabels;
import io.odonym.telemetry.MetricRecorder;
import io.odonym.threads.FutureCompletionExecutor;
import io.odonym.threads.LowPriorityThreads;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reloads the index of a {@link ReloadableGeocoder} on a low-priority thread: on request, and when
 * a watched folder contains a new index or a watched link has a new target. An index that cannot be
 * used is rejected. While the folder is watched, a rejected index is opened again only after its
 * files have changed.
 *
 * <p>One reload runs at a time. All reloads that are requested before the next one starts share it,
 * so that a burst of requests causes at most two reloads. Replaced indexes are closed on a thread
 * of their own. A reload starts only when at most {@value #MAX_OPEN_BEFORE_RELOAD} indexes are
 * open.
 *
 * <p>Thread-safe.
 */
public final class BackgroundIndexReloader implements IndexReloader, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.odonym.index");
    private static final double NANOSECONDS_PER_SECOND = 1e9;

    /**
     * The maximum number of indexes that may be open when a reload starts: the current index, and a
     * previous one that searches or files still use.
     */
    static final int MAX_OPEN_BEFORE_RELOAD = 2;

    /** The maximum time that a reload waits for searches that use a replaced index. */
    private static final Duration MAX_WAIT_FOR_CLOSE = Duration.ofSeconds(15);

    private final ReloadableGeocoder geocoder;
    private final Path index;
    private final MetricRecorder metrics;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(LowPriorityThreads.factory("index"));

    private final ExecutorService closer =
            Executors.newSingleThreadExecutor(LowPriorityThreads.factory("index-close"));

    /** The reload that is scheduled but has not started. Guarded by {@code this}. */
    private Optional<CompletableFuture<ReloadResult>> scheduled = Optional.empty();

    /**
     * Completes the futures of reloads at normal priority, because requests wait for these futures
     * on virtual threads.
     */
    private final FutureCompletionExecutor dispatcher =
            new FutureCompletionExecutor("index-completion");

    private volatile Optional<ReloadResult> lastResult = Optional.empty();
    private volatile Duration loadTime;

    /** The {@link #state()} of the index that was rejected last. Used by the executor only. */
    private String rejectedState = "";

    /**
     * Creates a reloader and registers the metrics of the index.
     *
     * @param index the folder, or a link to the folder, from which the geocoder was opened
     * @param loadTime how long it took to open the geocoder's current index
     */
    public BackgroundIndexReloader(
            ReloadableGeocoder geocoder, Path index, Duration loadTime, MetricRecorder metrics) {
        this.geocoder = geocoder;
        this.index = index;
        this.loadTime = loadTime;
        this.metrics = metrics;
        metrics.gauge(Metric.INDEX_LOAD, () -> seconds(this.loadTime));
        metrics.gauge(Metric.INDEXES_OPEN, geocoder::openIndexCount);
        metrics.gauge(Metric.INDEX_HEAP, geocoder::heapBytes);
        metrics.count(Metric.INDEX_SWAPS, outcome(true), 0);
        metrics.count(Metric.INDEX_SWAPS, outcome(false), 0);
    }

    private static MetricLabels outcome(boolean success) {
        return MetricLabels.of(MetricLabelName.OUTCOME, success ? "success" : "failure");
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOSECONDS_PER_SECOND;
    }

    /** Starts checking at a fixed interval whether the folder contains a new index. */
    public void watch(Duration interval) {
        executor.scheduleWithFixedDelay(
                this::reloadIfChanged,
                interval.toNanos(),
                interval.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /**
     * Schedules a reload and returns immediately.
     *
     * @param requester who requested the reload, for the log
     */
    public void requestReload(String requester) {
        schedule(requester);
    }

    @Override
    public ReloadResult reload(String requester) {
        return schedule(requester).thenApplyAsync(Function.identity(), dispatcher).join();
    }

    /** Returns the result of the scheduled reload, or schedules a reload if there is none. */
    private synchronized CompletableFuture<ReloadResult> schedule(String requester) {
        if (scheduled.isEmpty()) {
            scheduled =
                    Optional.of(
                            CompletableFuture.supplyAsync(
                                    () -> {
                                        synchronized (this) {
                                            scheduled = Optional.empty();
                                        }
                                        return swap(requester);
                                    },
                                    executor));
        }
        return scheduled.get();
    }

    private void reloadIfChanged() {
        try {
            String state = state();
            if (!state.equals(geocoder.fingerprint()) && !state.equals(rejectedState)) {
                swap("the folder watch");
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot watch " + index, e);
        }
    }

    /**
     * Returns the {@link AddressIndex#fingerprint(Path)} of the index in the folder. If the index
     * cannot be read, returns the error message.
     */
    private String state() {
        try {
            return AddressIndex.fingerprint(index);
        } catch (IOException | IndexException e) {
            return message(e);
        }
    }

    private ReloadResult swap(String requester) {
        long start = System.nanoTime();
        String state = state();
        ReloadResult result;
        try {
            if (!geocoder.awaitOpenIndexes(MAX_OPEN_BEFORE_RELOAD, MAX_WAIT_FOR_CLOSE)) {
                // The index itself is not at fault, so the folder watch must try again.
                state = "";
                throw new IndexException(
                        "searches or files still use previous indexes; try again later");
            }
            int verified = geocoder.swap(index, closer);
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            IndexManifest manifest = geocoder.manifest();
            rejectedState = "";
            loadTime = duration;
            result =
                    new ReloadResult(
                            Instant.now(),
                            true,
                            ("now serving %,d documents, %,d house numbers, data of %s, built %s;"
                                            + " verified with %d places in %.2f s")
                                    .formatted(
                                            manifest.documents(),
                                            manifest.houseNumbers(),
                                            manifest.dataDate().text(),
                                            manifest.created(),
                                            verified,
                                            seconds(duration)),
                            duration);
            LOG.log(
                    System.Logger.Level.INFO,
                    "index " + index + ": " + result.message() + requestedBy(requester));
        } catch (IOException | InterruptedException | RuntimeException | InternalError e) {
            rejectedState = state;
            result =
                    new ReloadResult(
                            Instant.now(),
                            false,
                            message(e),
                            Duration.ofNanos(System.nanoTime() - start));
            LOG.log(
                    System.Logger.Level.WARNING,
                    "index "
                            + index
                            + " rejected; still serving the current one: "
                            + result.message()
                            + requestedBy(requester));
        }
        lastResult = Optional.of(result);
        metrics.count(Metric.INDEX_SWAPS, outcome(result.swapped()), 1);
        return result;
    }

    private static String requestedBy(String requester) {
        return " (requested by " + requester + ")";
    }

    private static String message(Throwable e) {
        return switch (e) {
            case IndexException known -> known.getMessage();
            case FileSystemException known ->
                    known.getFile() + ": " + known.getClass().getSimpleName();
            default -> e.toString();
        };
    }

    @Override
    public Optional<ReloadResult> lastResult() {
        return lastResult;
    }

    /** Stops watching the folder. A reload in progress still completes. */
    @Override
    public void close() {
        if (!executor.isShutdown()) {
            executor.execute(
                    () -> {
                        dispatcher.close();
                        closer.shutdown();
                    });
            executor.shutdown();
        }
    }
}
