package io.odonym.index.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.index.AddressIndex;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.store.IndexManifest;
import io.odonym.source.ExportDiff;
import io.odonym.source.SourceException;
import io.odonym.source.SourceFile;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applies documents with an {@code _action}, as {@link ExportDiff} writes them, to an index. */
class ApplyChangesTest {

    private static final TextAnalysis TEXT = TextAnalysis.standard();

    @TempDir private Path folder;

    private static String street(String id, String name) {
        return "{\"id\":\"%s\",\"type\":\"street\",\"name\":\"%s\",\"lat\":48.5,\"lon\":2.5}\n"
                .formatted(id, name);
    }

    private static String action(String action, String document) {
        return "{\"_action\":\"" + action + "\"," + document.substring(1);
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("", lines));
    }

    private IndexManifest build(Optional<Path> base, String output, Path... inputs)
            throws Exception {
        return Importer.run(
                new ImportRequest(
                        List.of(inputs),
                        folder.resolve(output),
                        0,
                        2,
                        Optional.empty(),
                        Optional.empty(),
                        base.map(folder::resolve)),
                TEXT,
                ImportListener.NO_OP);
    }

    /** Returns all places of an index as text, in the order of their documents. */
    private List<String> places(String index) throws IOException {
        List<String> all = new ArrayList<>();
        try (AddressIndex opened = AddressIndex.open(folder.resolve(index), TEXT)) {
            StoredPlaceReader storedPlaces = opened.storedPlaces().newReader();
            for (int i = 0; i < opened.documentCount(); i++) {
                all.add(storedPlaces.place(i).toString());
            }
        }
        return all;
    }

    private List<String> names(String index) throws IOException {
        return places(index).stream()
                .map(place -> place.replaceAll(".*street, ([^,]*),.*", "$1"))
                .toList();
    }

    @Test
    void appliesActionsInLineOrder() throws Exception {
        Path input =
                file(
                        "a.ndjson",
                        street("1", "Rue A"),
                        street("2", "Rue B"),
                        street("3", "Rue C"),
                        action("delete", "{\"id\":\"2\"}\n"),
                        action("update", street("3", "Rue D")),
                        action("index", street("4", "Rue E")),
                        action("delete", "{\"id\":\"5\"}\n"),
                        street("5", "Rue F"),
                        action("update", street("4", "Rue G")));
        IndexManifest manifest = build(Optional.empty(), "index", input);
        assertThat(names("index")).containsExactlyInAnyOrder("Rue A", "Rue D", "Rue F", "Rue G");
        assertThat(manifest.documents()).isEqualTo(4);
        assertThat(manifest.documentsByType()).containsOnly(Map.entry("street", 4L));
        assertThat(places("index").toString()).doesNotContain("_action");
    }

    @Test
    void appliesActionsAfterAllPlacesOfPreviousFiles() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            many.append(street(String.valueOf(i), "Rue " + i));
        }
        Path changes =
                file(
                        "changes.ndjson",
                        action("delete", "{\"id\":\"29999\"}\n"),
                        action("update", street("29998", "Quai")));
        build(Optional.empty(), "index", file("many.ndjson", many.toString()), changes);
        assertThat(names("index")).hasSize(29_999).contains("Quai").doesNotContain("Rue 29999");
    }

    @Test
    void rejectsUnknownActions() throws Exception {
        Path input = file("a.ndjson", street("1", "Rue A"), action("drop", street("2", "Rue B")));
        assertThatThrownBy(() -> build(Optional.empty(), "index", input))
                .isInstanceOf(SourceException.class)
                .hasMessageEndingWith(
                        "a.ndjson, line 2: _action must be \"index\", \"update\" or \"delete\"");
        Path withoutId = file("b.ndjson", street("1", "Rue A"), "{\"_action\":\"delete\"}\n");
        assertThatThrownBy(() -> build(Optional.empty(), "index", withoutId))
                .hasMessageEndingWith("b.ndjson, line 2: id must not be null");
    }

    @Test
    void appliesTheDifferenceOfTwoExports() throws Exception {
        String numbered =
                "{\"id\":\"7\",\"type\":\"street\",\"name\":\"Rue"
                        + " \\\"N\\\"\",\"lat\":1,\"lon\":2.50,"
                        + "\"x\":null,\"p\":[1,2.0,\"é\",true,{\"k\":[]}],\"housenumbers\":{\"1"
                        + " bis\":{\"lat\":1.5,\"lon\":2,\"id\":\"7_1b\"}}}\n";
        Path old =
                file(
                        "old.ndjson",
                        street("1", "Rue A"),
                        street("2", "Rue B"),
                        street("3", "Rue C"),
                        street("twice", "Rue D"),
                        street("twice", "Rue E"),
                        numbered);
        Path now =
                file(
                        "now.ndjson",
                        street("3", "Rue C"),
                        street("1", "Avenue A"),
                        street("twice", "Rue E"),
                        street("twice", "Rue F"),
                        street("4", "Rue G"),
                        numbered.replace("1.5", "1.6"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportDiff.Counts counts =
                ExportDiff.write(
                        SourceFile.find(List.of(old)),
                        SourceFile.find(List.of(now)),
                        out,
                        line -> {
                            throw new AssertionError(line);
                        });
        assertThat(counts).isEqualTo(new ExportDiff.Counts(1, 3, 1, 1, 12, 0));
        assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8))
                .contains("{\"_action\":\"delete\",\"id\":\"2\"}\n")
                .contains(
                        "{\"_action\":\"update\",\"id\":\"1\",\"type\":\"street\",\"name\":\"Avenue"
                                + " A\",\"lat\":48.5,\"lon\":2.5}\n")
                .doesNotContain("Rue C");
        Path changes = Files.write(folder.resolve("changes.ndjson"), out.toByteArray());
        build(Optional.empty(), "old", old);
        build(Optional.empty(), "now", now);
        IndexManifest applied = build(Optional.of(Path.of("old")), "applied", changes);
        assertThat(places("applied")).isEqualTo(places("now"));
        assertThat(applied.sources()).containsExactly("old.ndjson", "changes.ndjson");
        assertThat(applied.documents()).isEqualTo(6);
        assertThat(applied.houseNumbers()).isEqualTo(1);
        // The base index and the output may be the same directory.
        build(Optional.of(Path.of("old")), "old", changes);
        assertThat(places("old")).isEqualTo(places("now"));
    }

    @Test
    void keepsTheIndexIfChangesAreBad() throws Exception {
        build(Optional.empty(), "index", file("a.ndjson", street("1", "Rue A")));
        Path changes = file("bad.ndjson", action("delete", "{\"id\":\"1\"}\n"), "nonsense\n");
        assertThatThrownBy(() -> build(Optional.of(Path.of("index")), "index", changes))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("1 of 2 lines are invalid, more than 0 %; first error: ");
        assertThat(names("index")).containsExactly("Rue A");
    }
}
