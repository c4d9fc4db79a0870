package io.odonym.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The job prints one line for an invalid call, exits with 1 and creates no output folder. */
class GeocodeJobErrorsTest {

    @TempDir private static Path folder;
    private static JobFixture fixture;

    @BeforeAll
    static void createFixture() throws Exception {
        fixture = JobFixture.create(folder);
    }

    /**
     * An invalid call of the job.
     *
     * @param line a part of the error message
     */
    record InvalidCall(String name, List<String> arguments, String line) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<InvalidCall> invalidCalls() throws IOException {
        byte[] complete = Files.readAllBytes(fixture.archive());
        Path truncated =
                Files.write(
                        folder.resolve("truncated.tar.zst"),
                        Arrays.copyOf(complete, complete.length * 2 / 3));
        Path old = Files.createDirectories(folder.resolve("old"));
        Files.writeString(
                old.resolve("manifest.json"),
                Files.readString(fixture.index().resolve("manifest.json"))
                        .replaceFirst("(\"format_version\" ?: ?)\\d+", "$11"));
        Path existing = Files.createDirectories(folder.resolve("existing"));
        String validIndex = fixture.index().toString();
        return Stream.of(
                new InvalidCall(
                        "a missing column",
                        List.of("--index", validIndex, "--columns", "rue"),
                        "Cannot found column 'rue' in columns ['n', 'adresse', 'cp', 'lat',"
                                + " 'lon']"),
                new InvalidCall(
                        "a missing filter column",
                        List.of("--index", validIndex, "--filter", "postcode=zip"),
                        "Cannot found column 'zip'"),
                new InvalidCall(
                        "an incompatible index",
                        List.of("--index", old.toString()),
                        "has format 1, but this program reads format"),
                new InvalidCall(
                        "a truncated archive",
                        List.of("--index", truncated.toString()),
                        "is truncated or damaged ("),
                new InvalidCall(
                        "no index",
                        List.of("--index", folder.resolve("none").toString()),
                        "there is no index in"),
                new InvalidCall(
                        "no archive",
                        List.of("--index", folder.resolve("none.zip").toString()),
                        "there is no index archive at"),
                new InvalidCall(
                        "an unreadable path",
                        List.of(
                                "--index",
                                validIndex,
                                "--input",
                                folder.resolve("no.csv").toString()),
                        "no such file"),
                new InvalidCall(
                        "an existing output folder",
                        List.of("--index", validIndex, "--output", existing.toString()),
                        "already exists; use another folder or --overwrite"),
                new InvalidCall(
                        "an unknown encoding",
                        List.of("--index", validIndex, "--encoding", "utf-99"),
                        "unknown encoding: utf-99"),
                new InvalidCall(
                        "an unknown filter",
                        List.of("--index", validIndex, "--filter", "country=cp"),
                        "unknown filter in --filter country; must be one of type, citycode,"
                                + " postcode, certified, parcel"),
                new InvalidCall(
                        "a delimiter of two characters",
                        List.of("--index", validIndex, "--delimiter", "ab"),
                        "--delimiter: \"ab\" is not one character"));
    }

    @ParameterizedTest
    @MethodSource("invalidCalls")
    void printsOneLineAndWritesNothing(InvalidCall call) {
        Path output = folder.resolve("never");
        List<String> arguments = new ArrayList<>(call.arguments());
        if (!arguments.contains("--input")) {
            arguments.addAll(List.of("--input", fixture.input().toString()));
        }
        if (!arguments.contains("--output")) {
            arguments.addAll(List.of("--output", output.toString()));
        }
        arguments.addAll(List.of("--index-cache", folder.resolve("cache").toString()));

        LocalJob.Outcome outcome = LocalJob.run(arguments.toArray(String[]::new));

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.errorLines()).contains(call.line()).hasLineCount(1);
        assertThat(output).doesNotExist();
    }
}
