package io.odonym.http.exchange;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.csv.CsvException;
import io.odonym.csv.CsvGeocoder;
import io.odonym.csv.CsvRequest;
import io.odonym.csv.PreparedCsvGeocoding;
import io.odonym.csv.RowStatus;
import io.odonym.http.connection.FlushingOutputStream;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.connection.MemoryLimitException;
import io.odonym.http.connection.Permit;
import io.odonym.http.connection.ResponseCompression;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabelName;
import io.odonym.telemetry.MetricLabels;
import io.odonym.telemetry.MetricRecorder;
import io.odonym.telemetry.Telemetry;
import io.odonym.text.AsciiFolding;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Geocodes the rows of uploaded CSV files and returns the files with the results in additional
 * columns. Thread-safe.
 */
public final class CsvUploadHandler {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final System.Logger LOG = System.getLogger(CsvUploadHandler.class.getName());
    private static final Header EXPOSED_HEADERS =
            HeaderValues.createCached(
                    HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
                    "Content-Disposition, X-Odonym-Warning, X-Rows-Count, X-Trace-Id");

    private final CsvGeocoder geocoder;
    private final UploadLimiter limiter;
    private final ClientAllowance allowance;
    private final MemoryBudget memory;
    private final UploadSpace space;
    private final MetricRecorder meters;

    /**
     * Creates the handler.
     *
     * @param limiter limits the number of files
     * @param allowance limits the rows of each client
     * @param memory limits the memory of forms
     * @param space stores the files, and limits their total size
     */
    public CsvUploadHandler(
            CsvGeocoder geocoder,
            UploadLimiter limiter,
            ClientAllowance allowance,
            MemoryBudget memory,
            UploadSpace space,
            Telemetry telemetry) {
        this.limiter = limiter;
        this.allowance = allowance;
        this.memory = memory;
        this.space = space;
        this.meters = telemetry.meters();
        this.geocoder = geocoder;
    }

    /** Reads the fields of a form, and defines the limits of its file. */
    public interface Form {

        /**
         * Returns the request of a form.
         *
         * @throws HttpErrorException 400 if a field is not valid
         */
        CsvRequest read(MultipartUpload upload, CsvRequest.Kind kind);

        /** Returns the maximum size of a file, in bytes. */
        long maxBytes();

        /** Returns the maximum number of rows of a file. */
        long maxRows();

        /** Returns the name of the result file for the name of an uploaded file. */
        String resultName(String name);
    }

    /**
     * Returns a handler of uploads.
     *
     * @param form reads the fields of the form
     */
    public Handler handler(CsvRequest.Kind kind, Form form) {
        return (request, response) -> handle(request, response, kind, form);
    }

    private void handle(
            ServerRequest request, ServerResponse response, CsvRequest.Kind kind, Form form)
            throws IOException {
        String operation = kind.name().toLowerCase(Locale.ROOT);
        long start = System.nanoTime();
        String outcome = "error";
        try {
            geocode(request, response, kind, form);
            outcome = "success";
        } catch (HttpErrorException | MemoryLimitException rejected) {
            outcome = "refused";
            throw rejected;
        } catch (CloseConnectionException closed) {
            outcome = "aborted";
            throw closed;
        } finally {
            MetricLabels labels = MetricLabels.of(MetricLabelName.OPERATION_TYPE, operation);
            meters.count(Metric.CSV_UPLOADS, labels.and(MetricLabelName.STATUS, outcome), 1);
            meters.record(Metric.CSV_DURATION, labels, System.nanoTime() - start);
        }
    }

    private void geocode(
            ServerRequest request, ServerResponse response, CsvRequest.Kind kind, Form form)
            throws IOException {
        // Rejects the request before the upload if the client has no rows left.
        allowance.acquireRows(request, 0);
        String contentType = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        try (Permit _ = limiter.acquireUpload();
                MemoryBudget.Reservation held = memory.open(request);
                UploadSpace.Upload file = space.open()) {
            MultipartUpload upload =
                    MultipartUpload.read(
                            contentType,
                            request.content().inputStream(),
                            form.maxBytes(),
                            file,
                            held);
            CsvRequest csv = form.read(upload, kind);
            try (Permit _ = limiter.acquireGeocoding();
                    PreparedCsvGeocoding task =
                            geocoder.prepare(file::newInputStream, csv, held::add)) {
                if (task.rowCount() > form.maxRows()) {
                    throw HttpErrorException.contentTooLarge(
                            "Too many rows, limit is " + form.maxRows());
                }
                allowance.acquireRows(request, task.rowCount());
                setHeaders(response, form.resultName(upload.name()), task);
                run(task, ResponseCompression.outputStream(request, response))
                        .forEach(
                                (status, rows) ->
                                        meters.count(
                                                Metric.CSV_ROWS,
                                                MetricLabels.of(
                                                                MetricLabelName.OPERATION_TYPE,
                                                                kind.name()
                                                                        .toLowerCase(Locale.ROOT))
                                                        .and(
                                                                MetricLabelName.RESULT_STATUS,
                                                                status.columnValue()),
                                                rows));
            }
        } catch (CsvException invalid) {
            throw invalid.isTooLarge()
                    ? HttpErrorException.contentTooLarge(invalid.getMessage())
                    : HttpErrorException.badRequest(invalid.getMessage(), invalid.description());
        }
    }

    private static void setHeaders(
            ServerResponse response, String name, PreparedCsvGeocoding task) {
        response.header(
                HeaderValues.create(
                        HeaderNames.CONTENT_TYPE, "text/csv; charset=" + task.charsetName()));
        response.header(
                HeaderValues.create(HeaderNames.CONTENT_DISPOSITION, contentDisposition(name)));
        response.header(EXPOSED_HEADERS);
        response.header("X-Rows-Count", String.valueOf(task.rowCount()));
        if (task.tooLongCount() > 0) {
            response.header("X-Odonym-Warning", String.valueOf(task.tooLongCount()));
        }
    }

    /**
     * Writes the result file, and flushes it every second, so that writing fails soon after the
     * client has closed the connection.
     */
    private static Map<RowStatus, Long> run(PreparedCsvGeocoding task, OutputStream target) {
        try (FlushingOutputStream out = new FlushingOutputStream(target, BUFFER_BYTES)) {
            return task.run(out, _ -> out.flushIfDue());
        } catch (IOException | UncheckedIOException closed) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "the client closed the connection before the end of its file",
                    closed);
            throw new CloseConnectionException("the response is incomplete", closed);
        }
    }

    /**
     * Returns the {@code Content-Disposition} header of a file. It contains the file name in ASCII
     * and, if the exact name differs, also the exact name in the extended notation of RFC 6266.
     */
    private static String contentDisposition(String name) {
        String printable = RequestLog.replaceControlCharacters(name);
        String ascii = AsciiFolding.unidecode(printable).replaceAll("[^ !#-\\[\\]-~]", "_");
        String disposition = "attachment; filename=\"" + ascii + "\"";
        return ascii.equals(printable)
                ? disposition
                : disposition
                        + "; filename*=UTF-8''"
                        + URLEncoder.encode(printable, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
