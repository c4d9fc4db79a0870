package io.odonym.http.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvException;
import io.odonym.csv.CsvGeocoder;
import io.odonym.csv.CsvGeocodingTask;
import io.odonym.csv.CsvRequest;
import io.odonym.csv.RowStatus;
import io.odonym.http.connection.Permit;
import io.odonym.http.connection.ResponseCompression;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricRecorder;
import io.odonym.telemetry.Telemetry;
import io.odonym.text.AsciiFolding;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /search/csv} and {@code /reverse/csv}: a file in, the same file with results out. */
public final class CsvHandler {

    private static final int BUFFER = 1 << 16;
    private static final System.Logger LOG = System.getLogger(CsvHandler.class.getName());
    private static final Header EXPOSE =
            HeaderValues.createCached(
                    HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
                    "Content-Disposition, X-Odonym-Warning");

    private final CsvGeocoder geocoder;
    private final UploadLimiter turns;
    private final Configuration options;
    private final MetricRecorder meters;

    public CsvHandler(
            CsvGeocoder geocoder, UploadLimiter turns, Configuration options, Telemetry telemetry) {
        this.turns = turns;
        this.meters = telemetry.meters();
        this.geocoder = geocoder;
        this.options = options;
    }

    public void route(HttpRouting.Builder routing) {
        RouteRegistrar.post(
                routing,
                "/search/csv",
                (request, response) -> answer(request, response, CsvRequest.Kind.SEARCH));
        RouteRegistrar.post(
                routing,
                "/reverse/csv",
                (request, response) -> answer(request, response, CsvRequest.Kind.REVERSE));
    }

    private void answer(ServerRequest request, ServerResponse response, CsvRequest.Kind kind)
            throws IOException {
        String operation = kind.name().toLowerCase(Locale.ROOT);
        long start = System.nanoTime();
        String outcome = "error";
        try {
            geocode(request, response, kind);
            outcome = "success";
        } catch (HttpErrorException refused) {
            outcome = "refused";
            throw refused;
        } catch (CloseConnectionException gone) {
            outcome = "aborted";
            throw gone;
        } finally {
            meters.count(Metric.CSV_UPLOADS, operation, outcome, "", 1);
            meters.record(Metric.CSV_DURATION, operation, "", "", System.nanoTime() - start);
        }
    }

    private void geocode(ServerRequest request, ServerResponse response, CsvRequest.Kind kind)
            throws IOException {
        String type = request.headers().contentType().map(Object::toString).orElse("");
        String raw = request.headers().first(HeaderNames.CONTENT_TYPE).orElse(type);
        try (Permit _ = turns.upload();
                MultipartUpload upload =
                        MultipartUpload.read(
                                raw, request.content().inputStream(), options.uploads().bytes())) {
            CsvRequest wanted = read(upload, kind);
            try (Permit _ = turns.file();
                    CsvGeocodingTask plan =
                            geocoder.prepare(() -> Files.newInputStream(upload.file()), wanted)) {
                describe(response, wanted, upload, plan);
                send(plan, ResponseCompression.stream(request, response))
                        .forEach(
                                (status, rows) ->
                                        meters.count(
                                                Metric.CSV_ROWS,
                                                kind.name().toLowerCase(Locale.ROOT),
                                                status.word(),
                                                "",
                                                rows));
            }
        } catch (CsvException wrong) {
            throw wrong.isTooLarge()
                    ? HttpErrorException.tooLarge(wrong.getMessage())
                    : HttpErrorException.wrong(wrong.getMessage(), wrong.description());
        }
    }

    private static void describe(
            ServerResponse response,
            CsvRequest wanted,
            MultipartUpload upload,
            CsvGeocodingTask plan) {
        response.header(
                HeaderValues.create(
                        HeaderNames.CONTENT_TYPE,
                        "text/csv; charset=" + QueryLog.printable(wanted.encoding()).strip()));
        response.header(
                HeaderValues.create(
                        HeaderNames.CONTENT_DISPOSITION, disposition(upload.answerName())));
        response.header(EXPOSE);
        if (plan.tooLong() > 0) {
            response.header("X-Odonym-Warning", String.valueOf(plan.tooLong()));
        }
    }

    /** A client that goes away ends the work, which is no failure of ours. */
    private static Map<RowStatus, Long> send(CsvGeocodingTask plan, OutputStream to) {
        try (OutputStream out = new BufferedOutputStream(to, BUFFER)) {
            return plan.run(out, _ -> {});
        } catch (IOException | UncheckedIOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a client left before the end of its file", gone);
            throw new CloseConnectionException("the answer is not whole", gone);
        }
    }

    private CsvRequest read(MultipartUpload upload, CsvRequest.Kind kind) {
        RequestParameters form = RequestParameters.of(upload.fields());
        Map<String, String> filters = new LinkedHashMap<>();
        for (String filter : options.filters()) {
            form.text(filter)
                    .filter(column -> !column.isEmpty())
                    .ifPresent(column -> filters.put(filter, column));
        }
        return new CsvRequest(
                kind,
                form.all("columns"),
                given(form, "encoding").or(upload::charset).orElse(CsvRequest.STANDARD_ENCODING),
                character(form, "delimiter"),
                character(form, "quote"),
                form.flag("with_bom", false),
                form.decimal("min_score", CsvRequest.STANDARD_MINIMUM_SCORE),
                given(form, "lat"),
                given(form, "lon"),
                filters,
                separated(form.all("result_columns")),
                form.flag("improve", options.improve()),
                form.flag("escape_formulas", options.uploads().escapeFormulas()));
    }

    private static Optional<String> given(RequestParameters form, String name) {
        return form.text(name).filter(value -> !value.isEmpty());
    }

    private static List<String> separated(List<String> values) {
        List<String> all = new ArrayList<>();
        for (String value : values) {
            for (String part : value.split(",")) {
                if (!part.isBlank()) {
                    all.add(part.strip());
                }
            }
        }
        return all;
    }

    private static Optional<Character> character(RequestParameters form, String name) {
        return given(form, name)
                .map(
                        value ->
                                CsvRequest.character(value)
                                        .orElseThrow(
                                                () ->
                                                        HttpErrorException.invalid(
                                                                name,
                                                                "The value must be one"
                                                                        + " character.")));
    }

    /** Plain letters for all, the true name for those who read RFC 6266. */
    private static String disposition(String name) {
        String printable = QueryLog.printable(name);
        String plain = AsciiFolding.unidecode(printable).replaceAll("[^ !#-\\[\\]-~]", "_");
        String disposition = "attachment; filename=\"" + plain + "\"";
        return plain.equals(printable)
                ? disposition
                : disposition
                        + "; filename*=UTF-8''"
                        + URLEncoder.encode(printable, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
