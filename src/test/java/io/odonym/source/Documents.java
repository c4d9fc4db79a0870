package io.odonym.source;

import io.odonym.model.Place;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files into memory, for tests. */
final class Documents {

    final List<Place> places = new ArrayList<>();
    final List<BadLine> bad = new ArrayList<>();

    static Documents read(Path... paths) throws IOException, InterruptedException {
        Documents documents = new Documents();
        PlaceSink sink =
                new PlaceSink() {
                    @Override
                    public void place(Place place) {
                        documents.places.add(place);
                    }

                    @Override
                    public void bad(BadLine line) {
                        documents.bad.add(line);
                    }
                };
        for (SourceFile file : SourceFile.of(List.of(paths))) {
            file.read(
                    batch -> {
                        try {
                            batch.read(sink);
                        } catch (IOException impossible) {
                            throw new AssertionError(impossible);
                        }
                    },
                    _ -> {});
        }
        return documents;
    }

    Place only() {
        if (places.size() != 1 || !bad.isEmpty()) {
            throw new AssertionError(places.size() + " places, bad: " + bad);
        }
        return places.getFirst();
    }
}
