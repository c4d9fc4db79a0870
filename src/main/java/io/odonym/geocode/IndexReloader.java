package io.odonym.geocode;

import io.odonym.index.AddressIndex;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.Manifest;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabel;
import io.odonym.telemetry.MetricLabels;
import io.odonym.telemetry.MetricRecorder;
import io.odonym.threads.CompletionDispatcher;
import io.odonym.threads.LowPriorityThreads;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Swaps indexes: when asked, and when a folder that is watched holds another one than is searched,
 * or a link leads elsewhere. A bad index is refused and told of once, until its files change.
 */
public final class IndexReloader implements ReloadTrigger, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.odonym.index");
    private static final double NANOSECONDS = 1e9;

    private final ReloadableGeocoder geocoder;
    private final Path index;
    private final MetricRecorder meters;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(LowPriorityThreads.factory("index"));

    /** Requests wait for a swap on virtual threads. */
    private final CompletionDispatcher messenger = new CompletionDispatcher("index-completion");

    private volatile Optional<ReloadResult> last = Optional.empty();
    private volatile Duration loading;

    /**
     * What was refused last, as {@link AddressIndex#fingerprint(Path)} has it or as the error said.
     */
    private String refused = "";

    /**
     * A reloader.
     *
     * @param index the folder, or a link to it, that the geocoder was opened with
     * @param loading how long that took
     */
    public IndexReloader(
            ReloadableGeocoder geocoder, Path index, Duration loading, MetricRecorder meters) {
        this.geocoder = geocoder;
        this.index = index;
        this.loading = loading;
        this.meters = meters;
        meters.gauge(Metric.INDEX_LOAD, () -> this.loading.toNanos() / NANOSECONDS);
        meters.gauge(Metric.INDEXES_OPEN, geocoder::openIndexes);
        meters.gauge(Metric.INDEX_HEAP, geocoder::heapBytes);
        meters.count(Metric.INDEX_SWAPS, MetricLabels.of(MetricLabel.OUTCOME, "success"), 0);
        meters.count(Metric.INDEX_SWAPS, MetricLabels.of(MetricLabel.OUTCOME, "failure"), 0);
    }

    /** From now on looks every so often whether there is another index. */
    public void watch(Duration every) {
        thread.scheduleWithFixedDelay(
                this::look, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Asks for a swap without waiting for it. */
    public void request(String asker) {
        thread.execute(() -> swap(asker));
    }

    /** On a thread of its own, since requests share theirs with searches. */
    @Override
    public ReloadResult reload(String asker) {
        return CompletableFuture.supplyAsync(() -> swap(asker), thread)
                .thenApplyAsync(Function.identity(), messenger)
                .join();
    }

    private void look() {
        try {
            String state = state();
            if (!state.equals(geocoder.fingerprint()) && !state.equals(refused)) {
                swap("the watch");
            }
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "cannot watch " + index, failed);
        }
    }

    private String state() {
        try {
            return AddressIndex.fingerprint(index);
        } catch (IOException | IndexException unreadable) {
            return words(unreadable);
        }
    }

    private ReloadResult swap(String asker) {
        long start = System.nanoTime();
        String state = state();
        ReloadResult reload;
        try {
            int asked = geocoder.swap(index, thread);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Manifest manifest = geocoder.manifest();
            refused = "";
            loading = took;
            reload =
                    new ReloadResult(
                            Instant.now(),
                            true,
                            ("swapped in %,d documents, %,d house numbers, data of %s, built %s; "
                                            + "%d places asked for, %.2f s")
                                    .formatted(
                                            manifest.documents(),
                                            manifest.houseNumbers(),
                                            manifest.dataDate(),
                                            manifest.created(),
                                            asked,
                                            took.toNanos() / NANOSECONDS),
                            took);
            LOG.log(System.Logger.Level.INFO, "index " + index + ": " + reload.words() + by(asker));
        } catch (IOException | RuntimeException | InternalError unfit) {
            refused = state;
            reload =
                    new ReloadResult(
                            Instant.now(),
                            false,
                            words(unfit),
                            Duration.ofNanos(System.nanoTime() - start));
            LOG.log(
                    System.Logger.Level.WARNING,
                    "index "
                            + index
                            + " is refused, the one before goes on answering: "
                            + reload.words()
                            + by(asker));
        }
        last = Optional.of(reload);
        meters.count(
                Metric.INDEX_SWAPS,
                MetricLabels.of(MetricLabel.OUTCOME, reload.swapped() ? "success" : "failure"),
                1);
        return reload;
    }

    private static String by(String asker) {
        return " (asked for by " + asker + ")";
    }

    private static String words(Throwable unfit) {
        return switch (unfit) {
            case IndexException known -> known.getMessage();
            case FileSystemException known ->
                    known.getFile() + ": " + known.getClass().getSimpleName();
            default -> unfit.toString();
        };
    }

    @Override
    public Optional<ReloadResult> last() {
        return last;
    }

    /** Ends the watch; a swap under way is carried through. */
    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.execute(messenger::close);
            thread.shutdown();
        }
    }
}
