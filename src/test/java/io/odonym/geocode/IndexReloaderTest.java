package io.odonym.geocode;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.telemetry.Telemetry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

class IndexReloaderTest {

    @TempDir private Path folder;
    private final Telemetry telemetry = Telemetry.local();
    private Path current;
    private ReloadableGeocoder geocoder;
    private IndexReloader reloader;

    @BeforeEach
    void open() throws Exception {
        current = Indexes.link(folder.resolve("current"), Indexes.of(folder, "Amiens"));
        geocoder = ReloadableGeocoder.open(current);
        reloader = new IndexReloader(geocoder, current, Duration.ofMillis(7), telemetry.meters());
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

    /** What other threads do comes to be within a moment. */
    private static void until(BooleanSupplier done) {
        long last = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("comes to be").isLessThan(last);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void tellsWhatItSwappedInAndWhatItRefused() throws Exception {
        assertThat(reloader.last()).isEmpty();
        ReloadResult good = reloader.reload("a test");
        assertThat(good.swapped()).isTrue();
        assertThat(good.words())
                .matches(
                        "swapped in 1 documents, 0 house numbers, data of [\\d-]+, built"
                                + " [\\dTZ:-]+; 1 places asked for, \\d+\\.\\d\\d s");
        Files.delete(current);
        ReloadResult bad = reloader.reload("a test");
        assertThat(bad.swapped()).isFalse();
        assertThat(bad.words())
                .isEqualTo(
                        "there is no index in "
                                + current
                                + " (no manifest.json); build one with: odonym index");
        assertThat(reloader.last()).contains(bad);
        assertThat(metrics())
                .contains("odonym_index_swaps_total{outcome=\"success\"} 1.0")
                .contains("odonym_index_swaps_total{outcome=\"failure\"} 1.0")
                .contains("odonym_indexes_open 1.0")
                .contains("odonym_index_heap_bytes ");
    }

    @Test
    void watchesALinkAndAFolder() throws Exception {
        reloader.watch(Duration.ofMillis(5));
        Indexes.link(current, Indexes.of(folder, "Brest"));
        until(() -> geocoder.fingerprint().contains("/Brest/"));
        String linked = geocoder.fingerprint();
        Indexes.write(folder.resolve("Brest"), "Calais");
        until(() -> !geocoder.fingerprint().equals(linked));
        assertThat(reloader.last().orElseThrow().swapped()).isTrue();
    }

    @Test
    void aRefusedIndexIsToldOfOnceAndTakenWhenItIsMended() throws Exception {
        Path brest = Indexes.of(folder, "Brest");
        Path damaged = Indexes.dataFile(brest, ".dvd");
        byte[] sound = Files.readAllBytes(damaged);
        Files.write(damaged, new byte[3]);
        reloader.watch(Duration.ofMillis(1));
        Indexes.link(current, brest);
        until(() -> reloader.last().isPresent());
        ReloadResult refused = reloader.last().orElseThrow();
        assertThat(refused.words())
                .isEqualTo(
                        "the index is damaged: "
                                + damaged
                                + " has 3 bytes instead of "
                                + sound.length
                                + "; build it again or restore it");
        // A swap that is asked for runs after the looks before it, none of which tried again.
        assertThat(metrics()).contains("odonym_index_swaps_total{outcome=\"failure\"} 1.0");
        assertThat(geocoder.fingerprint()).contains("/Amiens/");
        Files.write(damaged, sound);
        until(() -> geocoder.fingerprint().contains("/Brest/"));
    }
}
