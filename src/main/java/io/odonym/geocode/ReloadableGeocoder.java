package io.odonym.geocode;

import io.odonym.index.AddressIndex;
import io.odonym.index.store.Manifest;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.text.QueryTooLongException;
import io.odonym.text.TextAnalysis;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The façade: forward and reverse search over one opened index, for any number of threads. Another
 * index can be swapped in at any time; searches under way end on the one they began with.
 */
public final class ReloadableGeocoder implements Geocoder, Closeable {

    private static final int ASCII = 0x80;

    /** Folding makes at most a few letters of one; shorter queries need no closer look. */
    private static final int MOST_LETTERS_OF_ONE = 8;

    private static final System.Logger LOG = System.getLogger(ReloadableGeocoder.class.getName());

    private final TextAnalysis text;
    private final GeocoderOptions options;
    private final AtomicInteger open = new AtomicInteger(1);
    private volatile SearchSessionPool current;

    private ReloadableGeocoder(AddressIndex snapshot, TextAnalysis text, GeocoderOptions options) {
        this.text = text;
        this.options = options;
        this.current = new SearchSessionPool(snapshot, text, options);
    }

    /**
     * Opens an index for searching, with addok's options.
     *
     * @param index the folder that an import wrote, or a link to it
     * @throws io.odonym.index.store.IndexException where the folder holds no index, or one that
     *     does not fit this program; the message says what to do
     * @throws IOException where the folder cannot be read
     */
    public static ReloadableGeocoder open(Path index) throws IOException {
        return open(index, TextAnalysis.standard(), GeocoderOptions.ADDOK);
    }

    /** Opens an index for searching. */
    public static ReloadableGeocoder open(Path index, TextAnalysis text, GeocoderOptions options)
            throws IOException {
        return new ReloadableGeocoder(AddressIndex.open(index, text), text, options);
    }

    @Override
    public GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
        return with(session -> session.search(request, phases));
    }

    @Override
    public GeocodeResponse reverse(ReverseRequest request, PhaseRecorder phases) {
        return with(session -> session.reverse(request, phases));
    }

    @Override
    public void check(String query) {
        if (query.length() * MOST_LETTERS_OF_ONE > options.queryLength()
                && (query.length() > options.queryLength()
                        || query.chars().anyMatch(letter -> letter >= ASCII))) {
            try {
                text.parse(query, options.queryLength());
            } catch (QueryTooLongException tooLong) {
                throw new QueryLengthException(tooLong.getMessage());
            }
        }
    }

    @Override
    public Optional<Feature> get(String id, boolean withHouseNumbers) {
        return with(session -> session.get(id, withHouseNumbers));
    }

    /**
     * Some places, evenly spread over the index.
     *
     * @param most how many at most
     */
    public List<Feature> sample(int most) {
        return with(session -> session.sample(most));
    }

    /** What the index holds and where it came from. */
    @Override
    public Manifest manifest() {
        return current.snapshot().manifest();
    }

    /**
     * Which state of which folder is searched.
     *
     * @see AddressIndex#fingerprint(Path)
     */
    public String fingerprint() {
        return current.snapshot().fingerprint();
    }

    /** Bytes on the heap of the index in use. */
    public long heapBytes() {
        return current.snapshot().heapBytes();
    }

    /** How many indexes are open: more than one while somebody is still on an older one. */
    public int openIndexes() {
        return open.get();
    }

    private <T> T with(Function<SearchSession, T> work) {
        while (true) {
            SearchSessionPool pool = current;
            try {
                return pool.with(work);
            } catch (SearchSessionPool.GoneException gone) {
                // Swapped between the look at it and the step into it.
                if (pool == current) {
                    throw gone;
                }
            }
        }
    }

    @Override
    public IndexLease lease() {
        while (true) {
            SearchSessionPool pool = current;
            try {
                pool.hold();
                AtomicBoolean held = new AtomicBoolean(true);
                return new IndexLease(
                        new Leased(this, pool),
                        () -> {
                            if (held.getAndSet(false)) {
                                pool.release();
                            }
                        });
            } catch (SearchSessionPool.GoneException gone) {
                if (pool == current) {
                    throw gone;
                }
            }
        }
    }

    /**
     * Opens another index beside the one in use, asks it some questions, and from then on searches
     * it. The one before is closed when the last search on it has ended, on the given executor.
     *
     * @param index the folder, or a link to it
     * @return how many of the questions there were
     * @throws io.odonym.index.store.IndexException where the index cannot be used; nothing changes
     *     then
     * @throws IOException where it cannot be read; nothing changes then
     */
    public int swap(Path index, Executor closer) throws IOException {
        SearchSessionPool next =
                new SearchSessionPool(AddressIndex.openSingleThreaded(index, text), text, options);
        int asked;
        try {
            asked = next.with(IndexSmokeTest::ask);
            next.fill(Runtime.getRuntime().availableProcessors() - 1);
        } catch (RuntimeException | Error unfit) {
            next.close();
            throw unfit;
        }
        open.incrementAndGet();
        SearchSessionPool before = current;
        current = next;
        before.retire().thenRunAsync(() -> close(before), closer);
        return asked;
    }

    private void close(SearchSessionPool pool) {
        try {
            pool.close();
        } catch (IOException unclosed) {
            LOG.log(System.Logger.Level.WARNING, "an index could not be closed", unclosed);
        } finally {
            open.decrementAndGet();
        }
    }

    /** Closes the index once the searches under way have ended. */
    @Override
    public void close() {
        SearchSessionPool last = current;
        last.retire().thenRun(() -> close(last));
    }

    /** The same, on one index. */
    private record Leased(ReloadableGeocoder geocoder, SearchSessionPool pool) implements Geocoder {

        @Override
        public GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
            return pool.with(session -> session.search(request, phases));
        }

        @Override
        public GeocodeResponse reverse(ReverseRequest request, PhaseRecorder phases) {
            return pool.with(session -> session.reverse(request, phases));
        }

        @Override
        public void check(String query) {
            geocoder.check(query);
        }

        @Override
        public Optional<Feature> get(String id, boolean withHouseNumbers) {
            return pool.with(session -> session.get(id, withHouseNumbers));
        }

        @Override
        public Manifest manifest() {
            return pool.snapshot().manifest();
        }
    }
}
