package io.odonym.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.Place;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

class NdjsonSplitterTest {

    private static final String STREET =
            """
            {"id":"75113_1780","type":"street","name":["Rue Charbonnel","Rue du Charbon"],\
            "postcode":"75013","citycode":["75113","75056"],"lon":2.342878,"lat":48.822377,\
            "importance":0.69768,"population":12,"big":123456789012345678901234567890,\
            "odd":{"a":[1,2.5,null,true],"b":{}},"none":null,"no":false,\
            "housenumbers":{"1":{"id":"x_1","banId":null,"lon":2.1,"lat":48.1},\
            "2 bis":{"id":"x_2","banId":"u","lon":2.2,"lat":48.2},\
            "3":{"lon":2.3,"lat":48.3},"4":{"lon":2.4,"lat":48.4,"extra":"e"}}}\
            """;

    @TempDir private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void readsKeysInOrderWithTheirTypes() throws Exception {
        Place place = Documents.read(file("a.ndjson", STREET + "\n")).only();
        assertThat(place.attributes().keys())
                .containsExactly(
                        "id",
                        "type",
                        "name",
                        "postcode",
                        "citycode",
                        "lon",
                        "lat",
                        "importance",
                        "population",
                        "big",
                        "odd",
                        "none",
                        "no");
        assertThat(place.attributes().get("population")).contains(12L);
        assertThat(place.attributes().get("importance")).contains(0.69768);
        assertThat(place.attributes().get("big")).contains(1.2345678901234568E29);
        assertThat(place.attributes().get("none")).contains(JsonNull.NULL);
        assertThat(place.attributes().get("no")).contains(false);
        assertThat(place.attributes().get("odd"))
                .contains(
                        new JsonObject(
                                List.of("a", "b"),
                                List.of(List.of(1L, 2.5, JsonNull.NULL, true), JsonObject.EMPTY)));
        assertThat(place.attributes().text("name")).isEqualTo("Rue Charbonnel");
        assertThat(place.attributes().list("citycode")).isEqualTo(List.of("75113", "75056"));
        assertThat(place.houseNumbers())
                .extracting(HouseNumber::number)
                .containsExactly("1", "2 bis", "3", "4");
        assertThat(place.houseNumbers().get(1).attributes())
                .isEqualTo(
                        new JsonObject(
                                List.of("id", "banId", "lon", "lat"),
                                List.of("x_2", "u", 2.2, 48.2)));
        assertThat(place.houseNumbers().get(2).attributes().keys()).containsExactly("lon", "lat");
        assertThat(place.houseNumbers().get(3).attributes().keys())
                .containsExactly("lon", "lat", "extra");
    }

    @Test
    void sharesKeyLists() throws Exception {
        Place place = Documents.read(file("a.ndjson", STREET)).only();
        assertThat(place.houseNumbers().get(0).attributes().keys())
                .isSameAs(place.houseNumbers().get(1).attributes().keys());
    }

    @Test
    void keepsTheLastValueOfARepeatedKeyAtItsFirstPosition() throws Exception {
        Place place =
                Documents.read(
                                file(
                                        "a.ndjson",
                                        "{\"id\":\"1\",\"name\":\"a\",\"id\":\"2\",\"housenumbers\":{"
                                            + "\"1\":{\"lat\":1},\"2\":{\"lat\":2},\"1\":{\"lat\":3,\"lat\":4}}}"))
                        .only();
        assertThat(place.attributes())
                .isEqualTo(new JsonObject(List.of("id", "name"), List.of("2", "a")));
        assertThat(place.houseNumbers())
                .containsExactly(
                        new HouseNumber("1", new JsonObject(List.of("lat"), List.of(4L))),
                        new HouseNumber("2", new JsonObject(List.of("lat"), List.of(2L))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"id":"1"                    | malformed JSON
                    [1]                          | not a JSON object
                    {"id":"1"} {                 | malformed JSON: unexpected content
                    {"housenumbers":[1]}         | housenumbers must be an object
                    {"housenumbers":{"1":2}}     | house number 1 must be an object
                    nonsense                     | malformed JSON
                    """)
    void reportsInvalidLines(String line, String reason) throws Exception {
        Path path = file("bad.ndjson", "{\"id\":\"0\"}\n\n" + line + "\n \r\n{\"id\":\"9\"}");
        Documents documents = Documents.read(path);
        assertThat(documents.places).extracting(Place::id).containsExactly("0", "9");
        assertThat(documents.badLines).hasSize(1);
        assertThat(documents.badLines.getFirst().line()).isEqualTo(3);
        assertThat(documents.badLines.getFirst().reason()).contains(reason);
        assertThat(documents.badLines.getFirst().toString()).contains("bad.ndjson, line 3: ");
    }

    @Test
    void numbersLinesAcrossBatches() throws Exception {
        StringBuilder content = new StringBuilder();
        for (int i = 1; i <= 40_000; i++) {
            content.append(
                            i == 39_999
                                    ? "broken"
                                    : "{\"id\":\""
                                            + i
                                            + "\",\"pad\":\"xxxxxxxxxxxxxxxxxxxxxxxxxx\"}")
                    .append('\n');
        }
        Documents documents = Documents.read(file("long.ndjson", content.toString()));
        assertThat(documents.places).hasSize(39_999);
        assertThat(documents.places.getLast().id()).isEqualTo("40000");
        assertThat(documents.badLines.getFirst().line()).isEqualTo(39_999);
    }

    @Test
    void readsLinesLongerThanABatch() throws Exception {
        String pad = "y".repeat(3_000_000);
        Place place =
                Documents.read(file("wide.ndjson", "{\"id\":\"1\",\"pad\":\"" + pad + "\"}\n"))
                        .only();
        assertThat(place.attributes().text("pad")).hasSize(3_000_000);
    }

    @Test
    void readsGzipWithSeveralMembers() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(gzip("\uFEFF{\"id\":\"1\"}\n{\"id\""));
        bytes.write(gzip(":\"2\"}\n"));
        Path path = Files.write(folder.resolve("two.ndjson.gz"), bytes.toByteArray());
        assertThat(Documents.read(path).places).extracting(Place::id).containsExactly("1", "2");
    }

    @Test
    void rejectsTruncatedGzip() throws Exception {
        byte[] whole = gzip(STREET.repeat(50));
        Path path =
                Files.write(
                        folder.resolve("cut.ndjson.gz"), Arrays.copyOf(whole, whole.length - 20));
        assertThatThrownBy(() -> Documents.read(path))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cut.ndjson.gz is truncated");
    }

    @Test
    void rejectsDamagedGzip() throws Exception {
        byte[] whole = gzip(STREET.repeat(50));
        whole[whole.length / 2] ^= 0x55;
        Path path = Files.write(folder.resolve("bad.ndjson.gz"), whole);
        assertThatThrownBy(() -> Documents.read(path))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("bad.ndjson.gz is damaged");
    }

    @Test
    void readsFoldersInPathOrder() throws Exception {
        Files.createDirectories(folder.resolve("sub"));
        file("b.ndjson", "{\"id\":\"b\"}");
        file("a.json", "{\"id\":\"a\"}");
        file("sub/c.jsonl", "{\"id\":\"c\"}");
        file("README.md", "not data");
        assertThat(Documents.read(folder).places)
                .extracting(Place::id)
                .containsExactly("a", "b", "c");
    }

    @Test
    void rejectsEmptyAndMissingSources() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> SourceFile.find(List.of(empty)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("empty does not contain address files");
        assertThatThrownBy(() -> SourceFile.find(List.of(folder.resolve("absent"))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("absent does not exist");
        assertThatThrownBy(() -> Documents.read(file("nothing.ndjson", " \n")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("nothing.ndjson is empty");
    }

    @Test
    void reportsBytesRead() throws Exception {
        Path path = file("a.ndjson", STREET + "\n" + STREET);
        List<Long> bytesRead = new ArrayList<>();
        new SourceFile(path).read(_ -> {}, bytesRead::add, _ -> {});
        assertThat(bytesRead.getLast()).isEqualTo(Files.size(path));
        assertThat(new SourceFile(path).sizeInBytes()).isEqualTo(Files.size(path));
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
