package io.odonym.geocode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.index.AddressIndex;
import io.odonym.index.store.IndexException;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Replaces the index of a geocoder while searches and leases use it. */
class IndexSwapTest {

    @TempDir private Path folder;

    private static String city(Geocoder geocoder) {
        return geocoder.search(SearchRequest.of("rue du port", 1))
                .features()
                .getFirst()
                .properties()
                .text("city");
    }

    @Test
    void searchesTheNewIndexAndClosesTheOldOne() throws Exception {
        Path current = Indexes.link(folder.resolve("current"), Indexes.of(folder, "Amiens"));
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(current)) {
            assertThat(city(geocoder)).isEqualTo("Amiens");
            Indexes.link(current, Indexes.of(folder, "Brest"));
            assertThat(geocoder.swap(current, Runnable::run)).isEqualTo(1);
            assertThat(city(geocoder)).isEqualTo("Brest");
            assertThat(geocoder.openIndexCount()).isEqualTo(1);
        }
    }

    @Test
    void leaseKeepsTheOldIndexOpen() throws Exception {
        Path amiens = Indexes.of(folder, "Amiens");
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(amiens)) {
            IndexLease lease = geocoder.lease();
            geocoder.swap(Indexes.of(folder, "Brest"), Runnable::run);
            geocoder.swap(Indexes.of(folder, "Calais"), Runnable::run);

            assertThat(geocoder.openIndexCount()).as("Amiens and Calais").isEqualTo(2);
            assertThat(city(lease.geocoder())).isEqualTo("Amiens");
            assertThat(city(geocoder)).isEqualTo("Calais");
            lease.close();
            lease.close();
            assertThat(geocoder.openIndexCount()).isEqualTo(1);
            assertThatThrownBy(() -> city(lease.geocoder())).hasMessage("the index was closed");
            assertThat(city(geocoder)).isEqualTo("Calais");
        }
    }

    @Test
    void keepsTheCurrentIndexIfTheNewOneIsDamaged() throws Exception {
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(Indexes.of(folder, "Amiens"))) {
            Path brest = Indexes.of(folder, "Brest");
            Path damaged = Indexes.dataFile(brest, ".dvd");
            Indexes.flipBit(damaged);

            assertThatThrownBy(() -> geocoder.swap(brest, Runnable::run))
                    .isInstanceOf(IndexException.class)
                    .hasMessage(
                            "the index is damaged: "
                                    + damaged
                                    + " does not match its checksum; build the index again or"
                                    + " restore it");
            assertThat(city(geocoder)).isEqualTo("Amiens");
            assertThat(geocoder.openIndexCount()).isEqualTo(1);
        }
    }

    @Test
    void concurrentSearchesNeverFail() throws Exception {
        List<Path> cities = new ArrayList<>();
        for (String city : List.of("Amiens", "Brest", "Calais")) {
            cities.add(Indexes.of(folder, city));
        }
        Set<String> cityNames = ConcurrentHashMap.newKeySet();
        AtomicBoolean done = new AtomicBoolean();
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(cities.getFirst());
                var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> searches = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                searches.add(
                        threads.submit(
                                () -> {
                                    int count = 0;
                                    for (; !done.get(); count++) {
                                        cityNames.add(city(geocoder));
                                    }
                                    return count;
                                }));
            }
            for (int swap = 1; swap <= 60; swap++) {
                geocoder.swap(cities.get(swap % cities.size()), threads);
            }
            done.set(true);
            for (Future<Integer> search : searches) {
                assertThat(search.get()).as("number of searches").isPositive();
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
            assertThat(geocoder.openIndexCount()).isEqualTo(1);
            assertThat(cityNames).isSubsetOf("Amiens", "Brest", "Calais");
        }
    }

    @Test
    void fingerprintChangesWithTheIndex() throws Exception {
        Path index = Indexes.of(folder, "Amiens");
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(index)) {
            assertThat(AddressIndex.fingerprint(index)).isEqualTo(geocoder.fingerprint());
            Indexes.write(index, "Brest");
            assertThat(AddressIndex.fingerprint(index)).isNotEqualTo(geocoder.fingerprint());
            assertThat(city(geocoder)).as("the deleted files are still open").isEqualTo("Amiens");
        }
    }

    @Test
    void rejectsManifestThatRefersToAnotherFolder() throws Exception {
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
