package io.odonym.geocode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.index.store.IndexException;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** One index in place of another, while somebody searches. */
class IndexSwapTest {

    @TempDir private Path folder;

    private static String city(Geocoder geocoder) {
        return geocoder.search(
                        new SearchRequest(
                                "rue du port", 1, true, Optional.empty(), Filters.NONE, false))
                .features()
                .getFirst()
                .properties()
                .text("city");
    }

    @Test
    void answersFromTheNewOneAndClosesTheOld() throws Exception {
        Path current = Indexes.link(folder.resolve("current"), Indexes.of(folder, "Amiens"));
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(current)) {
            assertThat(city(geocoder)).isEqualTo("Amiens");
            Indexes.link(current, Indexes.of(folder, "Brest"));
            assertThat(geocoder.swap(current, Runnable::run)).isEqualTo(1);
            assertThat(city(geocoder)).isEqualTo("Brest");
            assertThat(geocoder.openIndexes()).isEqualTo(1);
        }
    }

    @Test
    void aLeaseKeepsTheOldOneOpenUntilItEnds() throws Exception {
        Path amiens = Indexes.of(folder, "Amiens");
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(amiens)) {
            IndexLease lease = geocoder.lease();
            geocoder.swap(Indexes.of(folder, "Brest"), Runnable::run);
            geocoder.swap(Indexes.of(folder, "Calais"), Runnable::run);

            assertThat(geocoder.openIndexes()).as("Amiens and Calais").isEqualTo(2);
            assertThat(city(lease.geocoding())).isEqualTo("Amiens");
            assertThat(city(geocoder)).isEqualTo("Calais");
            lease.close();
            lease.close();
            assertThat(geocoder.openIndexes()).isEqualTo(1);
            assertThatThrownBy(() -> city(lease.geocoding())).hasMessage("the index was closed");
            assertThat(city(geocoder)).isEqualTo("Calais");
        }
    }

    @Test
    void aBadOneChangesNothing() throws Exception {
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(Indexes.of(folder, "Amiens"))) {
            Path brest = Indexes.of(folder, "Brest");
            Path damaged = Indexes.dataFile(brest, ".dvd");
            Indexes.flipABit(damaged);

            assertThatThrownBy(() -> geocoder.swap(brest, Runnable::run))
                    .isInstanceOf(IndexException.class)
                    .hasMessage(
                            "the index is damaged: "
                                    + damaged
                                    + " does not match its checksum; build it again or restore it");
            assertThat(city(geocoder)).isEqualTo("Amiens");
            assertThat(geocoder.openIndexes()).isEqualTo(1);
        }
    }

    @Test
    void whoSearchesMeanwhileNeverNotices() throws Exception {
        List<Path> cities = new ArrayList<>();
        for (String city : List.of("Amiens", "Brest", "Calais")) {
            cities.add(Indexes.of(folder, city));
        }
        Set<String> answered = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(cities.getFirst());
                var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> searches = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                searches.add(
                        threads.submit(
                                () -> {
                                    int count = 0;
                                    for (; !over.get(); count++) {
                                        answered.add(city(geocoder));
                                    }
                                    return count;
                                }));
            }
            for (int swap = 1; swap <= 60; swap++) {
                geocoder.swap(cities.get(swap % cities.size()), threads);
            }
            over.set(true);
            for (Future<Integer> search : searches) {
                assertThat(search.get()).as("searches, none of which failed").isPositive();
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
            assertThat(geocoder.openIndexes()).isEqualTo(1);
            assertThat(answered).isSubsetOf("Amiens", "Brest", "Calais");
        }
    }

    @Test
    void theFingerprintTellsAnIndexFromAnother() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(index)) {
            assertThat(io.odonym.index.AddressIndex.fingerprint(index))
                    .isEqualTo(geocoder.fingerprint());
            Indexes.write(index, "Brest");
            assertThat(io.odonym.index.AddressIndex.fingerprint(index))
                    .isNotEqualTo(geocoder.fingerprint());
            assertThat(city(geocoder)).as("its files are deleted but open").isEqualTo("Amiens");
        }
    }

    @Test
    void aManifestSpeaksOfItsOwnFolderOnly() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        Path manifest = index.resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replaceFirst("\"data\" : \"[^\"]*\"", "\"data\" : \"../elsewhere\""));
        assertThatThrownBy(
                        () ->
                                ReloadableGeocoder.open(
                                        index, TextAnalysis.standard(), GeocoderOptions.ADDOK))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("\"../elsewhere\" is not a valid file name");
    }
}
