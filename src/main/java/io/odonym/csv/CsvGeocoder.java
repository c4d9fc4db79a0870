package io.odonym.csv;

import io.odonym.geocode.Geocoder;
import io.odonym.geocode.QueryLengthException;
import io.odonym.telemetry.Telemetry;
import io.odonym.threads.LowPriorityExecutor;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Geocodes files, with one pool of threads for all of them. */
public final class CsvGeocoder implements AutoCloseable {

    private static final int SAMPLE = 1 << 18;
    private static final char QUOTE = '"';

    private final Geocoder geocoder;
    private final Telemetry telemetry;
    private final CsvLimits limits;
    private final ExecutorService threads;

    /** An engine that has the processors to itself. */
    public CsvGeocoder(Geocoder geocoder, Telemetry telemetry, CsvLimits limits) {
        this(
                geocoder,
                telemetry,
                limits,
                Executors.newFixedThreadPool(
                        limits.threads(), Thread.ofPlatform().daemon().name("csv-", 0).factory()));
    }

    /** An engine that leaves the processors to single searches beside it. */
    public static CsvGeocoder patient(Geocoder geocoder, Telemetry telemetry, CsvLimits limits) {
        return new CsvGeocoder(
                geocoder, telemetry, limits, new LowPriorityExecutor("csv", limits.threads()));
    }

    private CsvGeocoder(
            Geocoder geocoder, Telemetry telemetry, CsvLimits limits, ExecutorService threads) {
        this.geocoder = geocoder;
        this.telemetry = telemetry;
        this.limits = limits;
        this.threads = threads;
    }

    /**
     * Reads a file through, and finds out everything that could be wrong with it.
     *
     * @return what is to be closed: it keeps the index that all rows are looked up in
     * @throws CsvException where the file or the request cannot be used
     * @throws IOException where the file cannot be read
     */
    public CsvGeocodingTask prepare(CsvSource source, CsvRequest request) throws IOException {
        TextEncoding read = TextEncoding.of(request.encoding());
        TextEncoding written = request.withMark() ? read.withMark() : read;
        CsvDialect dialect = dialect(source, request, read);
        try (PythonCsvReader rows = PythonCsvReader.open(source, read, dialect)) {
            if (!rows.hasNext()) {
                throw CsvException.wrong("Empty file");
            }
            List<String> header = rows.next();
            ColumnMapping layout = ColumnMapping.of(header, request, false);
            long count = 0;
            long tooLong = 0;
            while (rows.hasNext()) {
                List<String> cells = rows.next();
                count++;
                if (count > limits.rows()) {
                    throw CsvException.tooLarge("Too many rows, limit is " + limits.rows());
                }
                if (request.kind() == CsvRequest.Kind.SEARCH && isTooLong(cells, layout, count)) {
                    tooLong++;
                }
            }
            return new CsvGeocodingTask(
                    source,
                    read,
                    written,
                    dialect,
                    ColumnMapping.of(header, request, tooLong > 0),
                    request,
                    count,
                    tooLong,
                    geocoder.lease(),
                    telemetry,
                    limits,
                    threads);
        }
    }

    private boolean isTooLong(List<String> cells, ColumnMapping layout, long row) {
        try {
            geocoder.checkLength(layout.query(layout.row(cells)));
            return false;
        } catch (QueryLengthException tooLong) {
            if (limits.rejectLongRows()) {
                throw CsvException.tooLarge(tooLong.getMessage() + " (row number " + row + ")");
            }
            return true;
        }
    }

    /** How the cells of a file are cut, by the request and else by its first lines. */
    static CsvDialect dialect(CsvSource source, CsvRequest request, TextEncoding encoding)
            throws IOException {
        char quote = request.quote().orElse(QUOTE);
        String sample = sample(source, encoding);
        if (sample.isEmpty()) {
            throw CsvException.wrong("Empty file");
        }
        char delimiter =
                request.delimiter().orElseGet(() -> DialectSniffer.delimiter(sample, quote));
        if (delimiter == DialectSniffer.ONE_COLUMN) {
            return new CsvDialect(DialectSniffer.unused(seen(source, encoding)), quote, false);
        }
        if (delimiter == quote) {
            throw CsvException.wrong(
                    "Invalid parameter",
                    "The \"delimiter\" parameter is invalid. It is the quote too.");
        }
        return new CsvDialect(
                delimiter, quote, DialectSniffer.skipsSpace(sample, delimiter, quote));
    }

    /** The first lines, whole. */
    private static String sample(CsvSource source, TextEncoding encoding) throws IOException {
        try (Reader reader = PythonCsvReader.withoutReturns(encoding.reader(source.open()))) {
            char[] letters = new char[SAMPLE];
            int length = 0;
            int more = reader.read(letters, 0, SAMPLE);
            while (more > 0) {
                length += more;
                more = length < SAMPLE ? reader.read(letters, length, SAMPLE - length) : 0;
            }
            String sample = new String(letters, 0, length);
            int end = length < SAMPLE ? length : sample.lastIndexOf('\n');
            return end < 0 ? sample : sample.substring(0, end);
        } catch (CharacterCodingException undecodable) {
            throw encoding.undecodable(undecodable);
        }
    }

    /** Which of the sniffer's candidates a file holds anywhere. */
    private static String seen(CsvSource source, TextEncoding encoding) throws IOException {
        StringBuilder seen = new StringBuilder();
        try (Reader reader = encoding.reader(source.open())) {
            char[] letters = new char[1 << 16];
            for (int length = reader.read(letters); length > 0; length = reader.read(letters)) {
                String part = new String(letters, 0, length);
                DialectSniffer.candidates()
                        .chars()
                        .filter(letter -> part.indexOf(letter) >= 0)
                        .filter(letter -> seen.indexOf(Character.toString(letter)) < 0)
                        .forEach(seen::appendCodePoint);
            }
            return seen.toString();
        } catch (CharacterCodingException undecodable) {
            throw encoding.undecodable(undecodable);
        }
    }

    /** Ends the threads; files under way fail. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
