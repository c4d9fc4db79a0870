package io.odonym.http.geoplateforme;

import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvRequest;
import io.odonym.http.exchange.CsvUploadHandler;
import io.odonym.http.exchange.MultipartUpload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the form fields of {@code /geocodage/search/csv} and {@code /geocodage/reverse/csv}. */
final class CsvForm implements CsvUploadHandler.Form {

    private static final String RESULT_NAME = "geocoded.csv";

    /** The fields that name the column of a filter. */
    private static final List<String> FILTERS = List.of("type", "citycode", "postcode", "depcode");

    private final Configuration configuration;

    CsvForm(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public long maxBytes() {
        return Math.min(
                configuration.uploads().bytes(), configuration.geoplateforme().maxUploadBytes());
    }

    @Override
    public long maxRows() {
        return configuration.geoplateforme().maxRows();
    }

    @Override
    public String resultName(String name) {
        String base = MultipartUpload.baseName(name);
        return base.isEmpty() ? RESULT_NAME : base + "-" + RESULT_NAME;
    }

    @Override
    public CsvRequest read(MultipartUpload upload, CsvRequest.Kind kind) {
        Map<String, List<String>> fields = upload.fields();
        ParameterReader indexes =
                new ParameterReader(
                        Map.of("indexes", List.of(String.join(",", all(fields, "indexes")))));
        List<String> names = indexes.names("indexes", SearchIndexes.NAMES, SearchIndexes.DEFAULT);
        indexes.check();
        SearchIndexes.requireAvailable("indexes", names);
        Map<String, String> filters = new LinkedHashMap<>();
        for (String filter : FILTERS) {
            last(fields, filter).ifPresent(column -> filters.put(filter, column));
        }
        return new CsvRequest(
                kind,
                all(fields, "columns"),
                CsvRequest.DEFAULT_ENCODING,
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                last(fields, "lat"),
                last(fields, "lon"),
                filters,
                split(all(fields, "result_columns")),
                false,
                configuration.uploads().escapeFormulas(),
                CsvRequest.Convention.GEOPLATEFORME);
    }

    private static List<String> all(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    private static Optional<String> last(Map<String, List<String>> fields, String name) {
        return all(fields, name).reversed().stream().findFirst();
    }

    private static List<String> split(List<String> values) {
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
}
