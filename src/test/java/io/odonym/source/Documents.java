package io.odonym.source;

import io.odonym.model.Place;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The places and invalid lines of source files, read into memory. */
final class Documents {

    final List<Place> places = new ArrayList<>();
    final List<BadLine> badLines = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    static Documents read(Path... paths) throws IOException, InterruptedException {
        Documents documents = new Documents();
        PlaceSink sink =
                new PlaceSink() {
                    @Override
                    public void add(Place place) {
                        documents.places.add(place);
                    }

                    @Override
                    public void badLine(BadLine line) {
                        documents.badLines.add(line);
                    }
                };
        for (SourceFile file : SourceFile.find(List.of(paths))) {
            file.read(
                    batch -> {
                        try {
                            batch.read(sink);
                        } catch (IOException impossible) {
                            throw new AssertionError(impossible);
                        }
                    },
                    _ -> {},
                    documents.notes::add);
        }
        return documents;
    }

    /** Returns the only place. Fails if there are other places or bad lines. */
    Place only() {
        if (places.size() != 1 || !badLines.isEmpty()) {
            throw new AssertionError(places.size() + " places, bad lines: " + badLines);
        }
        return places.getFirst();
    }
}
