package io.odonym.geocode;

import io.odonym.index.AddressIndex;
import io.odonym.index.store.IndexManifest;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.text.TextAnalysis;
import io.odonym.text.TextLengthException;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A geocoder whose index can be replaced at any time. A search that is in progress when the index
 * is replaced finishes on the index with which it started.
 *
 * <p>Thread-safe.
 */
public final class ReloadableGeocoder implements Geocoder, Closeable {

    /** The first character that is not ASCII. */
    private static final int ASCII_END = 0x80;

    /**
     * An upper bound on the number of characters that folding produces from one character. A query
     * that is short enough even after this expansion need not be folded to check its length.
     */
    private static final int MAX_FOLDING_EXPANSION = 8;

    private static final System.Logger LOG = System.getLogger(ReloadableGeocoder.class.getName());

    private final TextAnalysis text;
    private final GeocoderOptions options;
    private final AtomicInteger openIndexes = new AtomicInteger(1);
    private volatile SearcherPool current;

    private ReloadableGeocoder(AddressIndex index, TextAnalysis text, GeocoderOptions options) {
        this.text = text;
        this.options = options;
        this.current = new SearcherPool(index, text, options);
    }

    /**
     * Opens an index with addok's options.
     *
     * @param index the folder that an import wrote, or a link to the folder
     * @throws io.odonym.index.store.IndexException if the folder contains no index or an
     *     incompatible one; the message says what to do
     * @throws IOException if the folder cannot be read
     */
    public static ReloadableGeocoder open(Path index) throws IOException {
        return open(index, TextAnalysis.standard(), GeocoderOptions.ADDOK);
    }

    /**
     * Opens an index.
     *
     * @param index the folder that an import wrote, or a link to the folder
     * @param text the text analysis, which must be the one that the import used
     * @throws io.odonym.index.store.IndexException if the folder contains no index or an
     *     incompatible one; the message says what to do
     * @throws IOException if the folder cannot be read
     */
    public static ReloadableGeocoder open(Path index, TextAnalysis text, GeocoderOptions options)
            throws IOException {
        return new ReloadableGeocoder(AddressIndex.open(index, text), text, options);
    }

    @Override
    public GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
        return withSearcher(searcher -> searcher.search(request, phases));
    }

    @Override
    public GeocodeResponse reverse(ReverseRequest request, PhaseRecorder phases) {
        return withSearcher(searcher -> searcher.reverse(request, phases));
    }

    @Override
    public GeocodeResponse findWithin(AreaRequest request, PhaseRecorder phases) {
        return withSearcher(searcher -> searcher.findWithin(request, phases));
    }

    @Override
    public List<String> findMunicipalities(String name) {
        return withSearcher(searcher -> searcher.findMunicipalities(name));
    }

    @Override
    public void checkLength(String query) {
        if (query.length() * MAX_FOLDING_EXPANSION > options.maxQueryLength()
                && (query.length() > options.maxQueryLength()
                        || query.chars().anyMatch(character -> character >= ASCII_END))) {
            try {
                text.parse(query, options.maxQueryLength());
            } catch (TextLengthException tooLong) {
                throw new QueryLengthException(tooLong.getMessage());
            }
        }
    }

    @Override
    public Optional<Feature> findById(String id, boolean withHouseNumbers) {
        return withSearcher(searcher -> searcher.findById(id, withHouseNumbers));
    }

    /**
     * Returns a sample of places, evenly distributed over the index.
     *
     * @param maxPlaces the maximum size of the sample
     */
    public List<Feature> samplePlaces(int maxPlaces) {
        return withSearcher(searcher -> searcher.samplePlaces(maxPlaces));
    }

    /**
     * Verifies the current index with searches for a sample of its places.
     *
     * @return the number of places in the sample
     * @throws io.odonym.index.store.IndexException if a search does not give the expected result
     */
    public int verify() {
        return withSearcher(IndexSmokeTest::run);
    }

    @Override
    public IndexManifest manifest() {
        return current.index().manifest();
    }

    /**
     * Returns the fingerprint of the current index.
     *
     * @see AddressIndex#fingerprint(Path)
     */
    public String fingerprint() {
        return current.index().fingerprint();
    }

    /** Returns the heap memory that the current index uses, in bytes. */
    public long heapBytes() {
        return current.index().heapBytes();
    }

    /**
     * Returns the number of open indexes. It is more than one while in-flight searches or leases
     * still use a retired index.
     */
    public int openIndexCount() {
        return openIndexes.get();
    }

    /**
     * Waits until few enough indexes are open.
     *
     * @param max the maximum number of open indexes
     * @param limit the maximum time to wait
     * @return whether at most that many indexes are open
     */
    synchronized boolean awaitOpenIndexes(int max, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (openIndexes.get() > max) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized void recordClosedIndex() {
        openIndexes.decrementAndGet();
        notifyAll();
    }

    private <T> T withSearcher(Function<PooledSearcher, T> task) {
        while (true) {
            SearcherPool pool = current;
            try {
                return pool.withSearcher(task);
            } catch (SearcherPool.RetiredException retired) {
                // Another thread may have swapped in a new index after this thread read the field.
                if (pool == current) {
                    throw retired;
                }
            }
        }
    }

    @Override
    public IndexLease lease() {
        while (true) {
            SearcherPool pool = current;
            try {
                pool.retain();
                AtomicBoolean retained = new AtomicBoolean(true);
                return new IndexLease(
                        new LeasedGeocoder(this, pool),
                        () -> {
                            if (retained.getAndSet(false)) {
                                pool.release();
                            }
                        });
            } catch (SearcherPool.RetiredException retired) {
                if (pool == current) {
                    throw retired;
                }
            }
        }
    }

    /**
     * Opens another index, verifies it, and makes it the current index. If an exception is thrown,
     * the current index stays in use.
     *
     * @param index the folder, or a link to the folder
     * @param closer closes the previous index after its last search or lease has ended
     * @return the number of places with which the index was verified
     * @throws io.odonym.index.store.IndexException if the index cannot be used
     * @throws IOException if the index cannot be read
     */
    public int swap(Path index, Executor closer) throws IOException {
        SearcherPool next =
                new SearcherPool(AddressIndex.openSingleThreaded(index, text), text, options);
        int verified;
        try {
            verified = next.withSearcher(IndexSmokeTest::run);
            next.preallocate(Runtime.getRuntime().availableProcessors() - 1);
        } catch (RuntimeException | Error e) {
            next.close();
            throw e;
        }
        openIndexes.incrementAndGet();
        SearcherPool previous = current;
        current = next;
        previous.retire().thenRunAsync(() -> close(previous), closer);
        return verified;
    }

    private void close(SearcherPool pool) {
        try {
            pool.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot close a retired index", e);
        } finally {
            recordClosedIndex();
        }
    }

    /** Closes the current index after the last in-flight search or lease has ended. */
    @Override
    public void close() {
        SearcherPool last = current;
        last.retire().thenRun(() -> close(last));
    }

    /** Searches in one leased index. */
    private record LeasedGeocoder(ReloadableGeocoder geocoder, SearcherPool pool)
            implements Geocoder {

        @Override
        public GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
            return pool.withSearcher(searcher -> searcher.search(request, phases));
        }

        @Override
        public GeocodeResponse reverse(ReverseRequest request, PhaseRecorder phases) {
            return pool.withSearcher(searcher -> searcher.reverse(request, phases));
        }

        @Override
        public GeocodeResponse findWithin(AreaRequest request, PhaseRecorder phases) {
            return pool.withSearcher(searcher -> searcher.findWithin(request, phases));
        }

        @Override
        public List<String> findMunicipalities(String name) {
            return pool.withSearcher(searcher -> searcher.findMunicipalities(name));
        }

        @Override
        public void checkLength(String query) {
            geocoder.checkLength(query);
        }

        @Override
        public Optional<Feature> findById(String id, boolean withHouseNumbers) {
            return pool.withSearcher(searcher -> searcher.findById(id, withHouseNumbers));
        }

        @Override
        public IndexManifest manifest() {
            return pool.index().manifest();
        }
    }
}
