package io.odonym.fuzz;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.http.GeocodingServer;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What targets are asked on: an index of a few thousand places of Paris, and a server on it. */
final class Fixture {

    private static final int PLACES = 3000;

    /** The folder of an index; nobody may change it. */
    static final Supplier<Path> INDEX = once(Fixture::index);

    static final Supplier<ReloadableGeocoder> GEOCODER =
            once(() -> ReloadableGeocoder.open(INDEX.get()));

    static final Supplier<GeocodingServer> SERVER =
            once(
                    () ->
                            GeocodingServer.start(
                                    GEOCODER.get(),
                                    Configuration.read(Map.of(), Optional.empty())
                                            .listeningOn("127.0.0.1", 0)));

    private Fixture() {}

    private interface Made<T> {
        T make() throws IOException, InterruptedException;
    }

    private static <T> Supplier<T> once(Made<T> made) {
        return new Supplier<>() {
            private Optional<T> value = Optional.empty();

            @Override
            public synchronized T get() {
                if (value.isEmpty()) {
                    try {
                        value = Optional.of(made.make());
                    } catch (IOException | InterruptedException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }
                return value.get();
            }
        };
    }

    private static Path index() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("odonym-fuzz");
        Path input = folder.resolve("places.ndjson");
        try (InputStream in =
                        ReloadableGeocoder.class.getResourceAsStream(
                                "/io/odonym/geocode/paris-corpus.ndjson.gz");
                var lines =
                        new java.io.BufferedReader(
                                        new java.io.InputStreamReader(
                                                new java.util.zip.GZIPInputStream(in),
                                                java.nio.charset.StandardCharsets.UTF_8))
                                .lines()) {
            Files.write(input, lines.limit(PLACES).toList());
        }
        Path index = folder.resolve("index");
        Importer.run(
                new ImportRequest(List.of(input), index, 0, 2),
                TextAnalysis.standard(),
                ImportListener.NO_OP);
        Files.delete(input);
        return index;
    }
}
