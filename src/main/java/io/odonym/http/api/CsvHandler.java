package io.odonym.http.api;

import io.helidon.webserver.http.HttpRouting;
import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvRequest;
import io.odonym.http.exchange.CsvUploadHandler;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.MultipartUpload;
import io.odonym.http.exchange.RouteRegistrar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Handles {@code POST /search/csv} and {@code POST /reverse/csv} with the form fields of addok-csv.
 * Thread-safe.
 */
public final class CsvHandler implements CsvUploadHandler.Form {

    private static final String RESULT_EXTENSION = ".geocoded.csv";

    private final Configuration configuration;

    /** Creates the handler. */
    public CsvHandler(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Registers the routes of this handler.
     *
     * @param uploads geocodes the uploaded files
     */
    public void register(HttpRouting.Builder routing, CsvUploadHandler uploads) {
        RouteRegistrar.post(routing, "/search/csv", uploads.handler(CsvRequest.Kind.SEARCH, this));
        RouteRegistrar.post(
                routing, "/reverse/csv", uploads.handler(CsvRequest.Kind.REVERSE, this));
    }

    @Override
    public long maxBytes() {
        return configuration.uploads().bytes();
    }

    @Override
    public long maxRows() {
        return configuration.uploads().rows();
    }

    @Override
    public String resultName(String name) {
        return MultipartUpload.baseName(name) + RESULT_EXTENSION;
    }

    @Override
    public CsvRequest read(MultipartUpload upload, CsvRequest.Kind kind) {
        RequestParameters form = RequestParameters.of(upload.fields());
        Map<String, String> filters = new LinkedHashMap<>();
        for (String filter : configuration.filters()) {
            form.text(filter)
                    .filter(column -> !column.isEmpty())
                    .ifPresent(column -> filters.put(filter, column));
        }
        return new CsvRequest(
                kind,
                form.all("columns"),
                nonEmpty(form, "encoding").or(upload::charset).orElse(CsvRequest.DEFAULT_ENCODING),
                character(form, "delimiter"),
                character(form, "quote"),
                form.flag("with_bom", false),
                form.decimal("min_score", CsvRequest.DEFAULT_MINIMUM_SCORE),
                nonEmpty(form, "lat"),
                nonEmpty(form, "lon"),
                filters,
                splitAtCommas(form.all("result_columns")),
                form.flag("improve", configuration.improve()),
                form.flag("escape_formulas", configuration.uploads().escapeFormulas()));
    }

    private static Optional<String> nonEmpty(RequestParameters form, String name) {
        return form.text(name).filter(value -> !value.isEmpty());
    }

    private static List<String> splitAtCommas(List<String> values) {
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
        return nonEmpty(form, name)
                .map(
                        value ->
                                CsvRequest.parseCharacter(value)
                                        .orElseThrow(
                                                () ->
                                                        HttpErrorException.invalidParameter(
                                                                name,
                                                                "The value must be one"
                                                                        + " character.")));
    }
}
