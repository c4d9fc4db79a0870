package io.odonym.geocode;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.telemetry.Telemetry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

class BackgroundIndexReloaderTest {

    private static final Pattern SWAPS =
            Pattern.compile("(?m)^odonym_index_swaps_total\\{.*success.*\\} (\\S+)$");

    @TempDir private Path folder;
    private final Telemetry telemetry = Telemetry.local();
    private Path current;
    private ReloadableGeocoder geocoder;
    private BackgroundIndexReloader reloader;

    @BeforeEach
    void open() throws Exception {
        current = Indexes.link(folder.resolve("current"), Indexes.of(folder, "Amiens"));
        geocoder = ReloadableGeocoder.open(current);
        reloader =
                new BackgroundIndexReloader(
                        geocoder, current, Duration.ofMillis(7), telemetry.meters());
    }

    @AfterEach
    void close() {
        reloader.close();
        geocoder.close();
        telemetry.close();
    }

    private String metrics() {
        return telemetry.exposition("").text();
    }

    /** Waits at most 20 seconds for an effect of another thread. */
    private static void waitUntil(BooleanSupplier done) {
        long last = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(last);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    @Timeout(30)
    void reportsSuccessAndFailure() throws Exception {
        assertThat(reloader.lastResult()).isEmpty();
        ReloadResult success = reloader.reload("a test");
        assertThat(success.swapped()).isTrue();
        assertThat(success.message())
                .matches(
                        "now serving 1 documents, 0 house numbers, data of unknown date, built"
                                + " [\\dTZ:-]+; verified with 1 places in \\d+\\.\\d\\d s");
        Files.delete(current);
        ReloadResult failure = reloader.reload("a test");
        assertThat(failure.swapped()).isFalse();
        assertThat(failure.message())
                .isEqualTo(
                        "there is no index in "
                                + current
                                + " (no manifest.json); build one with: odonym index");
        assertThat(reloader.lastResult()).contains(failure);
        assertThat(metrics())
                .contains("odonym_index_swaps_total{outcome=\"success\"} 1.0")
                .contains("odonym_index_swaps_total{outcome=\"failure\"} 1.0")
                .contains("odonym_index_heap_bytes ");
        // The replaced index is closed on its own thread.
        while (!metrics().contains("odonym_indexes_open 1.0")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void reloadsWhenLinkOrFolderChanges() throws Exception {
        reloader.watch(Duration.ofMillis(5));
        Indexes.link(current, Indexes.of(folder, "Brest"));
        waitUntil(() -> geocoder.fingerprint().contains("/Brest/"));
        String linked = geocoder.fingerprint();
        Indexes.write(folder.resolve("Brest"), "Calais");
        waitUntil(() -> !geocoder.fingerprint().equals(linked));
        assertThat(reloader.lastResult().orElseThrow().swapped()).isTrue();
    }

    @Test
    void rejectsDamagedIndexOnceAndLoadsItWhenRepaired() throws Exception {
        Path brest = Indexes.of(folder, "Brest");
        Path damaged = Indexes.dataFile(brest, ".dvd");
        byte[] intact = Files.readAllBytes(damaged);
        Files.write(damaged, new byte[3]);
        reloader.watch(Duration.ofMillis(1));
        Indexes.link(current, brest);
        waitUntil(() -> reloader.lastResult().isPresent());
        ReloadResult rejected = reloader.lastResult().orElseThrow();
        assertThat(rejected.message())
                .isEqualTo(
                        "the index is damaged: "
                                + damaged
                                + " has 3 bytes instead of "
                                + intact.length
                                + "; build the index again or restore it");
        // Later checks of the folder have not tried the rejected index again.
        assertThat(metrics()).contains("odonym_index_swaps_total{outcome=\"failure\"} 1.0");
        assertThat(geocoder.fingerprint()).contains("/Amiens/");
        Files.write(damaged, intact);
        waitUntil(() -> geocoder.fingerprint().contains("/Brest/"));
    }

    @Test
    void coalescesABurstOfReloads() throws Exception {
        AtomicInteger mostOpen = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ReloadResult>> results = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                reloader.requestReload("a signal");
                results.add(threads.submit(() -> reloader.reload("a request")));
            }
            for (Future<ReloadResult> result : results) {
                assertThat(result.get().swapped()).isTrue();
                mostOpen.accumulateAndGet(geocoder.openIndexCount(), Math::max);
            }
        }
        assertThat(mostOpen.get()).isLessThanOrEqualTo(3);
        assertThat(SWAPS.matcher(metrics()).results().map(match -> match.group(1)).toList())
                .singleElement()
                .extracting(Double::parseDouble)
                .satisfies(swaps -> assertThat(swaps).isBetween(1.0, 30.0));
        waitUntil(() -> geocoder.openIndexCount() == 1);
    }

    @Test
    void closesReplacedIndexesWhileAnotherReloadRuns() {
        List<IndexLease> leases = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            leases.add(geocoder.lease());
            assertThat(reloader.reload("a test").swapped()).isTrue();
        }
        Thread.startVirtualThread(() -> leases.forEach(IndexLease::close));
        assertThat(reloader.reload("a test").swapped()).isTrue();
        waitUntil(() -> geocoder.openIndexCount() == 1);
    }
}
