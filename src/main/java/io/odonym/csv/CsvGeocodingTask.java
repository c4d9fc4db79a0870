package io.odonym.csv;

import io.odonym.geocode.IndexLease;
import io.odonym.telemetry.Phase;
import io.odonym.telemetry.PhaseRecorder;
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
 * A file that can be geocoded: everything about it is known and right.
 *
 * <p>The caller's thread cuts the rows into chunks, hands these to the pool and writes what comes
 * back in the order of the file. Only a few chunks are under way at a time, so that memory stays
 * bounded, and a reader of the answer who is slow slows the work, or ends it where he leaves.
 */
public final class CsvGeocodingTask implements AutoCloseable {

    /** Some ten milliseconds of work: long against a hand-over, short against a wait. */
    private static final int ROWS_IN_A_CHUNK = 100;

    private static final int CHUNKS_FOR_A_THREAD = 4;
    private static final int CHARACTERS_IN_A_ROW = 256;

    private final CsvSource source;
    private final TextEncoding read;
    private final TextEncoding written;
    private final CsvDialect dialect;
    private final ColumnMapping layout;
    private final CsvRequest request;
    private final long rows;
    private final long tooLong;
    private final IndexLease lease;
    private final Telemetry telemetry;
    private final CsvLimits limits;
    private final ExecutorService threads;

    CsvGeocodingTask(
            CsvSource source,
            TextEncoding read,
            TextEncoding written,
            CsvDialect dialect,
            ColumnMapping layout,
            CsvRequest request,
            long rows,
            long tooLong,
            IndexLease lease,
            Telemetry telemetry,
            CsvLimits limits,
            ExecutorService threads) {
        this.source = source;
        this.read = read;
        this.written = written;
        this.dialect = dialect;
        this.layout = layout;
        this.request = request;
        this.rows = rows;
        this.tooLong = tooLong;
        this.lease = lease;
        this.telemetry = telemetry;
        this.limits = limits;
        this.threads = threads;
    }

    /** How many rows the file has. */
    public long rows() {
        return rows;
    }

    /** How many of them are too long to be searched. */
    public long tooLong() {
        return tooLong;
    }

    /** Hears how a file goes on. */
    @FunctionalInterface
    public interface Progress {

        /** So many rows were written in all. */
        void written(long rows);
    }

    /** The bytes of a chunk and what became of its rows. */
    private record Chunk(byte[] bytes, int rows, Map<RowStatus, Integer> statuses) {}

    /**
     * Geocodes and writes all rows.
     *
     * @return how many rows ended in which way
     * @throws IOException where the file cannot be read or the answer cannot be written; the work
     *     then stops
     */
    public Map<RowStatus, Long> run(OutputStream out, Progress progress) throws IOException {
        Map<RowStatus, Long> statuses = new EnumMap<>(RowStatus.class);
        Context request = Context.current();
        RowGeocoder geocode =
                new RowGeocoder(lease.geocoder(), this.request, layout, limits.filterSeparator());
        PythonCsvWriter writer = new PythonCsvWriter(dialect, this.request.escapeFormulas());
        Queue<Future<Chunk>> underWay = new ArrayDeque<>();
        long done = 0;
        try (PythonCsvReader source = PythonCsvReader.open(this.source, read, dialect)) {
            source.next();
            out.write(written.start());
            StringBuilder header = new StringBuilder();
            writer.write(layout.header().toArray(String[]::new), header);
            out.write(written.encode(header));
            while (source.hasNext() || !underWay.isEmpty()) {
                while (source.hasNext()
                        && underWay.size() < limits.threads() * CHUNKS_FOR_A_THREAD) {
                    List<List<String>> chunk = chunk(source);
                    underWay.add(threads.submit(() -> work(chunk, geocode, writer, request)));
                }
                Chunk chunk = underWay.remove().get();
                out.write(chunk.bytes());
                chunk.statuses()
                        .forEach(
                                (status, count) -> statuses.merge(status, (long) count, Long::sum));
                done += chunk.rows();
                progress.written(done);
            }
            out.flush();
            return statuses;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "failed to geocode a row: " + failed.getCause(), failed.getCause());
        } finally {
            underWay.forEach(future -> future.cancel(true));
        }
    }

    private static List<List<String>> chunk(PythonCsvReader source) {
        List<List<String>> chunk = new ArrayList<>(ROWS_IN_A_CHUNK);
        while (chunk.size() < ROWS_IN_A_CHUNK && source.hasNext()) {
            chunk.add(source.next());
        }
        return chunk;
    }

    private Chunk work(
            List<List<String>> rows, RowGeocoder geocode, PythonCsvWriter writer, Context request)
            throws InterruptedException {
        long start = System.nanoTime();
        PhaseRecorder phases = new PhaseRecorder();
        StringBuilder text = new StringBuilder(rows.size() * CHARACTERS_IN_A_ROW);
        Map<RowStatus, Integer> statuses = new EnumMap<>(RowStatus.class);
        for (List<String> cells : rows) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            String[] row = layout.row(cells);
            statuses.merge(geocode.geocode(row, phases), 1, Integer::sum);
            telemetry.recordPhases(phases);
            phases.clear();
            writer.write(row, text);
        }
        Chunk done = new Chunk(written.encode(text), rows.size(), statuses);
        telemetry.recordPhase(Phase.ROWS, request, start, System.nanoTime(), rows.size());
        return done;
    }

    /** Gives the index back. */
    @Override
    public void close() {
        lease.close();
    }
}
