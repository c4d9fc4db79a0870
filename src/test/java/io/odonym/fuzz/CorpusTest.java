package io.odonym.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the fuzzer has found worth keeping, once more: {@code src/test/fuzz} has a folder for every
 * target. {@code mvn -Pfuzz verify -Dfuzz.target=QueryFuzz} looks for more.
 */
class CorpusTest {

    private static final Path CORPUS = Path.of("src/test/fuzz");

    private interface Target {
        void run(byte[] data) throws Exception;
    }

    private static final Map<String, Target> TARGETS =
            Map.of(
                    "QueryFuzz", QueryFuzz::fuzzerTestOneInput,
                    "ParametersFuzz", ParametersFuzz::fuzzerTestOneInput,
                    "MultipartFuzz", MultipartFuzz::fuzzerTestOneInput,
                    "CsvFuzz", CsvFuzz::fuzzerTestOneInput,
                    "NdjsonFuzz", NdjsonFuzz::fuzzerTestOneInput,
                    "IndexFuzz", IndexFuzz::fuzzerTestOneInput,
                    "ManifestFuzz", ManifestFuzz::fuzzerTestOneInput,
                    "ConfigurationFuzz", ConfigurationFuzz::fuzzerTestOneInput);

    @TestFactory
    Stream<DynamicTest> everyInputIsAnsweredOrRefused() throws IOException {
        try (var folders = Files.list(CORPUS)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
        }
        return TARGETS.entrySet().stream()
                .map(
                        target ->
                                DynamicTest.dynamicTest(
                                        target.getKey(),
                                        () -> replay(target.getKey(), target.getValue())));
    }

    private static void replay(String name, Target target) throws Exception {
        List<Path> inputs;
        try (var files = Files.list(CORPUS.resolve(name))) {
            inputs = files.sorted().toList();
        }
        assertThat(inputs).isNotEmpty();
        for (Path input : inputs) {
            try {
                target.run(Files.readAllBytes(input));
            } catch (Exception | AssertionError failed) {
                throw new AssertionError(input + ": " + failed, failed);
            }
        }
    }
}
