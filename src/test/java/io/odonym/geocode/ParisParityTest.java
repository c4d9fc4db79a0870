package io.odonym.geocode;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionLimits;
import io.odonym.index.AddressIndex;
import io.odonym.index.IndexLookup;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.model.Place;
import io.odonym.source.BadLine;
import io.odonym.source.ExportDiff;
import io.odonym.source.PlaceSink;
import io.odonym.source.SourceFile;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Compares results with those of addok on the streets of Paris. The limits are so low that every
 * collector runs. The README.md next to the data describes how the results were recorded.
 */
class ParisParityTest {

    /** The limits with which addok's results were recorded. */
    private static final CollectionLimits LIMITS = new CollectionLimits(10, 100, 500, 2000, 10);

    @TempDir private static Path folder;
    private static Path corpus;
    private static ReloadableGeocoder geocoder;

    @BeforeAll
    static void build() throws Exception {
        corpus = folder.resolve("paris-corpus.ndjson.gz");
        try (InputStream in = ParisParityTest.class.getResourceAsStream("paris-corpus.ndjson.gz")) {
            Files.copy(in, corpus, StandardCopyOption.REPLACE_EXISTING);
        }
        geocoder = Parity.open(corpus, folder.resolve("index"), LIMITS);
    }

    @AfterAll
    static void close() throws Exception {
        geocoder.close();
    }

    @Test
    void givesTheSameResultsAsAddok() throws Exception {
        Parity parity = new Parity();
        Parity.forEach(
                ParisParityTest.class.getResourceAsStream("paris.ndjson.gz"),
                golden -> parity.compare(geocoder, golden));
        Parity.Count total = parity.total();
        assertThat(total.requests).isGreaterThan(4000);
        String differences = String.join("\n", parity.differences);
        assertThat(total.same)
                .as(differences)
                .isGreaterThanOrEqualTo((int) Math.ceil(total.requests * 0.998));
        assertThat(total.sameProperties).as(differences).isEqualTo(total.same);
        assertThat(total.samePages)
                .as(differences)
                .isGreaterThanOrEqualTo((int) Math.ceil(total.pages * 0.995));
    }

    @Test
    void storesEveryFieldOfTheDocuments() throws Exception {
        Map<String, Place> places = new HashMap<>();
        new SourceFile(corpus)
                .read(
                        batch -> {
                            try {
                                batch.read(
                                        new PlaceSink() {
                                            @Override
                                            public void add(Place place) {
                                                places.put(place.id(), place);
                                            }

                                            @Override
                                            public void badLine(BadLine line) {
                                                throw new AssertionError(line);
                                            }
                                        });
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        },
                        _ -> {},
                        _ -> {});
        List<String> ids = new ArrayList<>(places.keySet());
        Collections.sort(ids);
        Collections.shuffle(ids, new Random(1));
        try (AddressIndex index =
                AddressIndex.open(folder.resolve("index"), TextAnalysis.standard())) {
            IndexLookup lookup = index.newLookup();
            for (String id : ids.subList(0, 1000)) {
                int document = lookup.findDocument(id).orElseThrow();
                assertThat(lookup.storedPlaces().place(document)).isEqualTo(places.get(id));
            }
        }
    }

    @Test
    void rebuiltIndexGivesTheSameResults() throws Exception {
        List<String> paths = new ArrayList<>();
        Parity.forEach(
                ParisParityTest.class.getResourceAsStream("paris.ndjson.gz"),
                golden -> paths.add(golden.path()));
        try (ReloadableGeocoder other = Parity.open(corpus, folder.resolve("other"), LIMITS)) {
            for (String path : paths) {
                assertThat(Parity.ask(other, path)).as(path).isEqualTo(Parity.ask(geocoder, path));
            }
        }
    }

    /** A sixth of the documents is deleted, a sixth modified and a third added. */
    @Test
    void incrementallyUpdatedIndexGivesTheSameResults() throws Exception {
        List<String> now = new ArrayList<>();
        List<String> old = new ArrayList<>();
        try (InputStream in = SourceFile.decompressed(Files.newInputStream(corpus))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(
                            line -> {
                                switch (Math.floorMod(line.hashCode(), 6)) {
                                    case 0 -> old.add(line.replace("\"id\":\"", "\"id\":\"gone_"));
                                    case 1 ->
                                            old.add(
                                                    line.replace(
                                                                    "\"name\":\"",
                                                                    "\"name\":\"Impasse ")
                                                            .replace(
                                                                    "importance\":0.",
                                                                    "importance\":0.0"));
                                    case 2 -> {}
                                    default -> old.add(line);
                                }
                                now.add(line);
                            });
        }
        Collections.shuffle(old, new Random(1));
        Path before = Files.write(folder.resolve("before.ndjson"), old);
        Path changes = folder.resolve("changes.ndjson");
        try (OutputStream out = Files.newOutputStream(changes)) {
            ExportDiff.Counts counts =
                    ExportDiff.write(
                            SourceFile.find(List.of(before)),
                            SourceFile.find(List.of(corpus)),
                            out,
                            line -> {
                                throw new AssertionError(line);
                            });
            assertThat(counts.added()).isGreaterThan(1000);
            assertThat(counts.deleted()).isGreaterThan(1000);
            assertThat(counts.unchanged()).isGreaterThan(1000);
        }
        Path index = folder.resolve("changing");
        TextAnalysis text = TextAnalysis.standard();
        Importer.run(new ImportRequest(List.of(before), index, 0, 2), text, ImportListener.NO_OP);
        Importer.run(
                new ImportRequest(
                        List.of(changes),
                        index,
                        0,
                        2,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(index)),
                text,
                ImportListener.NO_OP);
        List<String> paths = new ArrayList<>();
        Parity.forEach(
                ParisParityTest.class.getResourceAsStream("paris.ndjson.gz"),
                golden -> paths.add(golden.path()));
        try (ReloadableGeocoder applied = Parity.open(index, LIMITS)) {
            for (String path : paths) {
                assertThat(Parity.ask(applied, path))
                        .as(path)
                        .isEqualTo(Parity.ask(geocoder, path));
            }
        }
    }

    @Test
    void explainsHouseNumbersAndMisspelledNames() {
        Explanation number = explain("3 bis r de rivoli 75004");
        assertThat(number.textStages())
                .anySatisfy(
                        stage -> {
                            assertThat(stage.name()).isEqualTo("flag_housenumber");
                            assertThat(stage.tokens().getFirst()).isEqualTo("3b (house number)");
                        });
        assertThat(number.scores().getFirst().components())
                .extracting(Explanation.ScoreComponent::name)
                .containsExactly("importance", "str_distance");
        Explanation misspelt = explain("rue de rivoly");
        assertThat(misspelt.collectors())
                .extracting(Explanation.Collector::name)
                .contains("meaningful", "misspelt");
        assertThat(explain("rivli").collectors())
                .anySatisfy(
                        collector -> {
                            assertThat(collector.name()).isEqualTo("misspelt");
                            assertThat(collector.steps()).isNotEmpty();
                            assertThat(collector.candidates()).isPositive();
                        });
    }

    private static Explanation explain(String query) {
        return geocoder.search(SearchRequest.of(query, 5).withAutocomplete(false).withExplain(true))
                .explanation()
                .orElseThrow();
    }
}
