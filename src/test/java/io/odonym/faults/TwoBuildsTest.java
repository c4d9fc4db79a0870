package io.odonym.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reproducible builds: two processes build the same index, with the options of the Dockerfile. */
class TwoBuildsTest {

    private static final String PLACES =
            """
            {"id":"1","type":"street","name":"Rue du Port","postcode":"80000","city":"Amiens","lat":49.9,"lon":2.3}
            {"id":"2","type":"city","name":"Amiens","postcode":"80000","city":"Amiens","lat":49.9,"lon":2.3}
            """;

    @TempDir private Path folder;

    private Map<String, String> build(Path input, String output) throws Exception {
        Path index = folder.resolve(output);
        try (ServerProcess program =
                new ServerProcess(
                        "true",
                        List.of("-Dtests.seed=0D0", "-XX:TieredStopAtLevel=1"),
                        "index",
                        "--input",
                        input.toString(),
                        "--output",
                        index.toString(),
                        "--threads",
                        "1",
                        "--created",
                        "1764028800",
                        "--data-date",
                        "2026-11-24")) {
            program.awaitLine(line -> line.startsWith("2 documents"));
        }
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(index)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        index.relativize(path).toString(),
                        HexFormat.of().formatHex(Files.readAllBytes(path)));
            }
        }
        return files;
    }

    @Test
    void areIdentical() throws Exception {
        Path input = Files.writeString(folder.resolve("places.ndjson"), PLACES);
        Map<String, String> one = build(input, "one");
        assertThat(one).hasSizeGreaterThan(10).containsKey("manifest.json");
        assertThat(build(input, "another")).isEqualTo(one);
    }
}
