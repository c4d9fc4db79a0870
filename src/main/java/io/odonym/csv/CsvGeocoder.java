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
import java.util.function.LongConsumer;

/** Geocodes CSV files. All files share one thread pool. Thread-safe. */
public final class CsvGeocoder implements AutoCloseable {

    /** The number of characters at the start of a file that are read to detect its dialect. */
    private static final int SAMPLE_LENGTH = 1 << 18;

    private static final int BUFFER_LENGTH = 1 << 16;
    private static final char DEFAULT_QUOTE = '"';

    private final Geocoder geocoder;
    private final Telemetry telemetry;
    private final CsvGeocoderOptions options;
    private final ExecutorService executor;

    /** Creates a geocoder whose threads have normal priority. */
    public CsvGeocoder(Geocoder geocoder, Telemetry telemetry, CsvGeocoderOptions options) {
        this(
                geocoder,
                telemetry,
                options,
                Executors.newFixedThreadPool(
                        options.threads(), Thread.ofPlatform().daemon().name("csv-", 0).factory()));
    }

    /** Creates a geocoder whose threads have low priority, so that they do not delay requests. */
    public static CsvGeocoder lowPriority(
            Geocoder geocoder, Telemetry telemetry, CsvGeocoderOptions options) {
        return new CsvGeocoder(
                geocoder, telemetry, options, new LowPriorityExecutor("csv", options.threads()));
    }

    private CsvGeocoder(
            Geocoder geocoder,
            Telemetry telemetry,
            CsvGeocoderOptions options,
            ExecutorService executor) {
        this.geocoder = geocoder;
        this.telemetry = telemetry;
        this.options = options;
        this.executor = executor;
    }

    /**
     * As {@link #prepare(ReopenableCsvInput, CsvRequest, LongConsumer)}, without a memory limit.
     */
    public PreparedCsvGeocoding prepare(ReopenableCsvInput source, CsvRequest request)
            throws IOException {
        return prepare(source, request, _ -> {});
    }

    /**
     * Reads a whole file and validates it.
     *
     * @param memory receives the number of further bytes that the file needs until its task ends,
     *     before they are allocated; an exception rejects the file
     * @return the task that geocodes the file; it holds a lease of the index and must be closed
     * @throws CsvException if the file or the request is invalid
     * @throws IOException if the file cannot be read
     */
    public PreparedCsvGeocoding prepare(
            ReopenableCsvInput source, CsvRequest request, LongConsumer memory) throws IOException {
        CsvMemory held = new CsvMemory(memory, options.threads());
        boolean isDetected = request.convention() == CsvRequest.Convention.GEOPLATEFORME;
        PythonEncoding inputEncoding =
                isDetected
                        ? EncodingDetector.detect(source)
                        : PythonEncoding.of(request.encoding());
        PythonEncoding outputEncoding =
                isDetected
                        ? PythonEncoding.UTF_8
                        : request.withByteOrderMark()
                                ? inputEncoding.withByteOrderMark()
                                : inputEncoding;
        PythonCsvWriter.LineEnd lineEnd =
                isDetected
                        ? EncodingDetector.lineEnd(source, inputEncoding)
                        : PythonCsvWriter.LineEnd.CRLF;
        CsvDialect dialect = dialect(source, request, inputEncoding);
        try (PythonCsvReader rows =
                PythonCsvReader.open(source, inputEncoding, dialect, held::addRow)) {
            if (!rows.hasNext()) {
                throw CsvException.invalid("Empty file");
            }
            List<String> header = rows.next();
            ColumnMapping mapping = ColumnMapping.of(header, request, false);
            long count = 0;
            long tooLong = 0;
            while (rows.hasNext()) {
                List<String> cells = rows.next();
                count++;
                if (count > options.maxRows()) {
                    throw CsvException.tooLarge("Too many rows, limit is " + options.maxRows());
                }
                if (request.kind() == CsvRequest.Kind.SEARCH
                        && !isDetected
                        && isTooLong(cells, mapping, count)) {
                    tooLong++;
                }
            }
            return new PreparedCsvGeocoding(
                    source,
                    inputEncoding,
                    outputEncoding,
                    dialect,
                    new PythonCsvWriter(
                            isDetected && header.size() == 1 ? dialect.withComma() : dialect,
                            request.escapeFormulas(),
                            lineEnd),
                    ColumnMapping.of(header, request, tooLong > 0),
                    request,
                    count,
                    tooLong,
                    geocoder.lease(),
                    telemetry,
                    options,
                    executor);
        }
    }

    private boolean isTooLong(List<String> cells, ColumnMapping mapping, long row) {
        try {
            geocoder.checkLength(mapping.query(mapping.newOutputRow(cells)));
            return false;
        } catch (QueryLengthException e) {
            if (options.rejectLongRows()) {
                throw CsvException.tooLarge(e.getMessage() + " (row number " + row + ")");
            }
            return true;
        }
    }

    /** Returns the dialect of a file. Detects the delimiter if the request does not specify it. */
    static CsvDialect dialect(
            ReopenableCsvInput source, CsvRequest request, PythonEncoding encoding)
            throws IOException {
        char quote = request.quote().orElse(DEFAULT_QUOTE);
        String sample = sample(source, encoding);
        if (sample.isEmpty()) {
            throw CsvException.invalid("Empty file");
        }
        char delimiter =
                request.delimiter().orElseGet(() -> DelimiterSniffer.delimiter(sample, quote));
        if (delimiter == DelimiterSniffer.ONE_COLUMN) {
            return new CsvDialect(
                    DelimiterSniffer.unusedDelimiter(findDelimiters(source, encoding)),
                    quote,
                    false);
        }
        if (delimiter == quote) {
            throw CsvException.invalid(
                    "Invalid parameter",
                    "The \"delimiter\" parameter is invalid. It is the same character as the"
                            + " quote.");
        }
        return new CsvDialect(
                delimiter, quote, DelimiterSniffer.skipsSpace(sample, delimiter, quote));
    }

    /** Reads the first lines of a file. Omits the last line if it is incomplete. */
    private static String sample(ReopenableCsvInput source, PythonEncoding encoding)
            throws IOException {
        try (Reader reader =
                PythonCsvReader.withoutCarriageReturns(encoding.reader(source.open()))) {
            char[] buffer = new char[SAMPLE_LENGTH];
            int length = 0;
            int count = reader.read(buffer, 0, SAMPLE_LENGTH);
            while (count > 0) {
                length += count;
                count =
                        length < SAMPLE_LENGTH
                                ? reader.read(buffer, length, SAMPLE_LENGTH - length)
                                : 0;
            }
            String sample = new String(buffer, 0, length);
            int end = length < SAMPLE_LENGTH ? length : sample.lastIndexOf('\n');
            return end < 0 ? sample : sample.substring(0, end);
        } catch (CharacterCodingException e) {
            throw encoding.decodingError();
        }
    }

    /** Returns the candidate delimiters that occur anywhere in a file. */
    private static String findDelimiters(ReopenableCsvInput source, PythonEncoding encoding)
            throws IOException {
        StringBuilder found = new StringBuilder();
        try (Reader reader = encoding.reader(source.open())) {
            char[] buffer = new char[BUFFER_LENGTH];
            for (int length = reader.read(buffer); length > 0; length = reader.read(buffer)) {
                String part = new String(buffer, 0, length);
                DelimiterSniffer.unusedDelimiterCandidates()
                        .chars()
                        .filter(delimiter -> part.indexOf(delimiter) >= 0)
                        .filter(delimiter -> found.indexOf(Character.toString(delimiter)) < 0)
                        .forEach(found::appendCodePoint);
            }
            return found.toString();
        } catch (CharacterCodingException e) {
            throw encoding.decodingError();
        }
    }

    /** Interrupts the threads. Files in progress fail. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
