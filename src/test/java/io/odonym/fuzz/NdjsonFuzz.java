package io.odonym.fuzz;

import io.odonym.index.build.IndexBuilder;
import io.odonym.model.Place;
import io.odonym.source.BadLine;
import io.odonym.source.NdjsonPlaceWriter;
import io.odonym.source.PlaceSink;
import io.odonym.source.SourceException;
import io.odonym.source.SourceFile;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Inputs of an import, of any bytes: every line is a place that can be indexed, or bad; what is
 * written of a place is read as the same place.
 */
public final class NdjsonFuzz {

    private static final Path FOLDER = folder();

    private NdjsonFuzz() {}

    private static Path folder() {
        try {
            return Files.createTempDirectory("odonym-ndjson");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        Path input = Files.write(FOLDER.resolve("in.ndjson"), data);
        List<Place> places = new ArrayList<>();
        try (IndexBuilder builder =
                IndexBuilder.create(FOLDER.resolve("index"), TextAnalysis.standard())) {
            read(
                    input,
                    new PlaceSink() {
                        @Override
                        public void add(Place place) throws IOException {
                            builder.add(place);
                            places.add(place);
                        }

                        @Override
                        public void replace(Place place) throws IOException {
                            builder.replace(place);
                        }

                        @Override
                        public void delete(String id) throws IOException {
                            builder.delete(id);
                        }

                        @Override
                        public void badLine(BadLine line) {
                            if (line.reason() == null || line.reason().isEmpty()) {
                                throw new AssertionError("no reason");
                            }
                        }
                    });
        } catch (SourceException refused) {
            return;
        }
        comesBack(places);
    }

    private static void comesBack(List<Place> places) throws Exception {
        if (places.isEmpty()) {
            return;
        }
        Path output = FOLDER.resolve("out.ndjson");
        try (OutputStream out = Files.newOutputStream(output);
                NdjsonPlaceWriter writer = new NdjsonPlaceWriter(out)) {
            places.forEach(writer::add);
        }
        List<Place> again = new ArrayList<>();
        read(
                output,
                new PlaceSink() {
                    @Override
                    public void add(Place place) {
                        again.add(place);
                    }

                    @Override
                    public void badLine(BadLine line) {
                        throw new AssertionError(line.toString());
                    }
                });
        if (!again.equals(places)) {
            throw new AssertionError(places + " came back as " + again);
        }
    }

    private static void read(Path path, PlaceSink sink) throws IOException, InterruptedException {
        new SourceFile(path)
                .read(
                        batch -> {
                            try {
                                batch.read(sink);
                            } catch (IOException unexpected) {
                                throw new AssertionError(unexpected);
                            }
                        },
                        _ -> {},
                        _ -> {});
    }
}
