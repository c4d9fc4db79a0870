package io.odonym.csv;

import io.odonym.geocode.IndexLease;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.telemetry.RequestPhase;
import io.odonym.telemetry.Telemetry;
import io.opentelemetry.context.Context;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A validated CSV file that is ready to be geocoded. Close the task to release its lease of the
 * index.
 *
 * <p>The calling thread divides the rows into chunks, submits the chunks to the thread pool, and
 * writes the results in the order of the file. The number of chunks in progress is limited to bound
 * the memory use. Geocoding therefore slows down if the output is read slowly.
 *
 * <p>Not thread-safe.
 */
public final class PreparedCsvGeocoding implements AutoCloseable {

    /**
     * The maximum number of rows in a chunk. Geocoding a chunk takes about 10 ms, which is much
     * longer than submitting it to the pool.
     */
    private static final int ROWS_PER_CHUNK = 100;

    /** The maximum memory of the rows of a chunk, in bytes. A single row may exceed it. */
    private static final int BYTES_PER_CHUNK = 1 << 17;

    private static final int MAX_CHUNKS_PER_THREAD = 4;

    /**
     * The memory limit of the rows in progress, in bytes per thread. Once it is reached, no further
     * chunk is submitted. Chunks of ordinary rows stay below it. Rows of the maximum length are
     * geocoded one at a time, because each takes several megabytes and many files may be processed
     * at the same time.
     */
    private static final int MAX_BYTES_PER_THREAD = 1 << 18;

    private static final int ESTIMATED_CHARACTERS_PER_ROW = 256;

    private final ReopenableCsvInput source;
    private final PythonEncoding inputEncoding;
    private final PythonEncoding outputEncoding;
    private final CsvDialect dialect;
    private final PythonCsvWriter writer;
    private final ColumnMapping mapping;
    private final CsvRequest request;
    private final long rowCount;
    private final long tooLongCount;
    private final IndexLease lease;
    private final Telemetry telemetry;
    private final CsvGeocoderOptions options;
    private final ExecutorService executor;

    PreparedCsvGeocoding(
            ReopenableCsvInput source,
            PythonEncoding inputEncoding,
            PythonEncoding outputEncoding,
            CsvDialect dialect,
            PythonCsvWriter writer,
            ColumnMapping mapping,
            CsvRequest request,
            long rowCount,
            long tooLongCount,
            IndexLease lease,
            Telemetry telemetry,
            CsvGeocoderOptions options,
            ExecutorService executor) {
        this.source = source;
        this.inputEncoding = inputEncoding;
        this.outputEncoding = outputEncoding;
        this.dialect = dialect;
        this.writer = writer;
        this.mapping = mapping;
        this.request = request;
        this.rowCount = rowCount;
        this.tooLongCount = tooLongCount;
        this.lease = lease;
        this.telemetry = telemetry;
        this.options = options;
        this.executor = executor;
    }

    /** Returns the number of rows of the file, without the header. */
    public long rowCount() {
        return rowCount;
    }

    /** Returns the IANA name of the encoding of the result file. */
    public String charsetName() {
        return outputEncoding.registeredName();
    }

    /** Returns the number of rows whose queries are too long to be searched. */
    public long tooLongCount() {
        return tooLongCount;
    }

    /** Receives the progress of a file. */
    @FunctionalInterface
    public interface ProgressListener {

        /**
         * Called after rows have been written.
         *
         * @param rows the total number of rows written so far
         */
        void onRowsWritten(long rows);
    }

    /**
     * The result of geocoding a chunk.
     *
     * @param bytes the encoded rows
     * @param rows the number of rows
     * @param statuses the number of rows by status
     */
    private record ChunkResult(byte[] bytes, int rows, Map<RowStatus, Integer> statuses) {}

    /**
     * A range of rows of the file.
     *
     * @param rows the cells of the rows
     * @param bytes the memory of the rows
     */
    private record Chunk(List<List<String>> rows, long bytes) {}

    /**
     * A submitted chunk.
     *
     * @param bytes the memory of the rows
     */
    private record ChunkInProgress(Future<ChunkResult> result, long bytes) {}

    /**
     * Returns the memory limit of the rows in progress, in bytes. No further rows are read while it
     * is exceeded.
     *
     * @param threads the number of threads that geocode chunks
     */
    static long maxBytesInProgress(int threads) {
        return (long) MAX_BYTES_PER_THREAD * threads;
    }

    /**
     * Geocodes all rows and writes the results.
     *
     * @return the number of rows by status
     * @throws IOException if the file cannot be read or the output cannot be written
     */
    public Map<RowStatus, Long> run(OutputStream out, ProgressListener progress)
            throws IOException {
        Map<RowStatus, Long> statuses = new EnumMap<>(RowStatus.class);
        Context context = Context.current();
        RowGeocoder geocoder = rowGeocoder();
        Queue<ChunkInProgress> inProgress = new ArrayDeque<>();
        long bytesInProgress = 0;
        long written = 0;
        try (PythonCsvReader reader = PythonCsvReader.open(source, inputEncoding, dialect)) {
            reader.next();
            out.write(outputEncoding.byteOrderMark());
            StringBuilder header = new StringBuilder();
            writer.write(mapping.header().toArray(String[]::new), header);
            out.write(outputEncoding.encode(header));
            while (reader.hasNext() || !inProgress.isEmpty()) {
                while (reader.hasNext()
                        && bytesInProgress < maxBytesInProgress(options.threads())
                        && inProgress.size() < options.threads() * MAX_CHUNKS_PER_THREAD) {
                    Chunk next = readChunk(reader);
                    bytesInProgress += next.bytes();
                    inProgress.add(
                            new ChunkInProgress(
                                    executor.submit(
                                            () -> geocode(next.rows(), geocoder, writer, context)),
                                    next.bytes()));
                }
                ChunkInProgress first = inProgress.remove();
                ChunkResult chunk = first.result().get();
                bytesInProgress -= first.bytes();
                out.write(chunk.bytes());
                chunk.statuses()
                        .forEach(
                                (status, count) -> statuses.merge(status, (long) count, Long::sum));
                written += chunk.rows();
                progress.onRowsWritten(written);
            }
            out.flush();
            return statuses;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot geocode a row: " + e.getCause(), e.getCause());
        } finally {
            inProgress.forEach(chunk -> chunk.result().cancel(true));
        }
    }

    private RowGeocoder rowGeocoder() {
        return switch (request.convention()) {
            case ADDOK ->
                    new AddokRowGeocoder(
                            lease.geocoder(), request, mapping, options.filterSeparator());
            case GEOPLATEFORME -> new GeoplateformeRowGeocoder(lease.geocoder(), request, mapping);
        };
    }

    private Chunk readChunk(PythonCsvReader reader) {
        List<List<String>> chunk = new ArrayList<>(ROWS_PER_CHUNK);
        long bytes = 0;
        while (chunk.size() < ROWS_PER_CHUNK && bytes < BYTES_PER_CHUNK && reader.hasNext()) {
            // Each column adds at least a delimiter to the output row.
            bytes += reader.nextRowBytes() + mapping.header().size();
            chunk.add(reader.next());
        }
        return new Chunk(chunk, bytes);
    }

    private ChunkResult geocode(
            List<List<String>> rows, RowGeocoder geocoder, PythonCsvWriter writer, Context context)
            throws InterruptedException {
        long start = System.nanoTime();
        PhaseRecorder phases = new PhaseRecorder();
        StringBuilder text = new StringBuilder(rows.size() * ESTIMATED_CHARACTERS_PER_ROW);
        Map<RowStatus, Integer> statuses = new EnumMap<>(RowStatus.class);
        for (List<String> cells : rows) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            String[] row = mapping.newOutputRow(cells);
            statuses.merge(geocoder.geocode(row, phases), 1, Integer::sum);
            telemetry.recordPhases(phases);
            phases.clear();
            writer.write(row, text);
        }
        ChunkResult result = new ChunkResult(outputEncoding.encode(text), rows.size(), statuses);
        telemetry.recordPhase(RequestPhase.ROWS, context, start, System.nanoTime(), rows.size());
        return result;
    }

    /** Releases the lease of the index. */
    @Override
    public void close() {
        lease.close();
    }
}
