package io.odonym.geocode;

import io.odonym.index.Manifest;
import io.odonym.index.Snapshot;
import io.odonym.telemetry.Phases;
import io.odonym.text.TextAnalysis;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** The façade: forward and reverse search over one opened index, for any number of threads. */
public final class Geocoder implements Geocoding, Closeable {

    private static final int ASCII = 0x80;

    /** Folding makes at most a few letters of one; shorter queries need no closer look. */
    private static final int MOST_LETTERS_OF_ONE = 8;

    private final Snapshot snapshot;
    private final TextAnalysis text;
    private final GeocoderOptions options;
    private final ConcurrentLinkedQueue<Session> idle = new ConcurrentLinkedQueue<>();

    private Geocoder(Snapshot snapshot, TextAnalysis text, GeocoderOptions options) {
        this.snapshot = snapshot;
        this.text = text;
        this.options = options;
    }

    /**
     * Opens an index for searching, with addok's options.
     *
     * @param index the folder that an import wrote
     * @throws io.odonym.index.IndexException where the folder holds no index, or one that does not
     *     fit this program; the message says what to do
     * @throws IOException where the folder cannot be read
     */
    public static Geocoder open(Path index) throws IOException {
        return open(index, TextAnalysis.standard(), GeocoderOptions.ADDOK);
    }

    /** Opens an index for searching. */
    public static Geocoder open(Path index, TextAnalysis text, GeocoderOptions options)
            throws IOException {
        return new Geocoder(Snapshot.open(index, text), text, options);
    }

    @Override
    public Answer search(SearchRequest request, Phases phases) {
        return with(session -> session.search(request, phases));
    }

    @Override
    public Answer reverse(ReverseRequest request, Phases phases) {
        return with(session -> session.reverse(request, phases));
    }

    @Override
    public void check(String query) {
        if (query.length() * MOST_LETTERS_OF_ONE > options.queryLength()
                && (query.length() > options.queryLength()
                        || query.chars().anyMatch(letter -> letter >= ASCII))) {
            text.parse(query, options.queryLength());
        }
    }

    @Override
    public Optional<Feature> get(String id, boolean withHouseNumbers) {
        return with(session -> session.get(id, withHouseNumbers));
    }

    /** What the index holds and where it came from. */
    @Override
    public Manifest manifest() {
        return snapshot.manifest();
    }

    /** A session that failed is not lent again: its cursors may stand anywhere. */
    private <T> T with(Function<Session, T> work) {
        Session lent = idle.poll();
        Session session = lent != null ? lent : new Session(snapshot, text, options);
        T answer = work.apply(session);
        idle.offer(session);
        return answer;
    }

    /** Closes the index; searches under way would then fail. */
    @Override
    public void close() throws IOException {
        snapshot.close();
    }
}
