package io.odonym.csv;

import io.odonym.geocode.DeadlineExceededException;
import io.odonym.geocode.Feature;
import io.odonym.geocode.Filters;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.QueryLengthException;
import io.odonym.geocode.ReverseRequest;
import io.odonym.geocode.SearchRequest;
import io.odonym.model.GeoPoint;
import io.odonym.python.PythonNumberParser;
import io.odonym.telemetry.PhaseRecorder;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Geocodes one row: reads its query, asks the façade, fills in the results. */
final class RowGeocoder {

    /** addok-csv 1.1.0 asks for three results, of which it shows one and a half. */
    private static final int RESULTS = 3;

    private static final double HUNDRED = 100;
    private static final double NEAR_TIE = 1e-6;

    private final Geocoder geocoder;
    private final CsvRequest request;
    private final ColumnMapping layout;
    private final String filterSeparator;

    RowGeocoder(
            Geocoder geocoder, CsvRequest request, ColumnMapping layout, String filterSeparator) {
        this.geocoder = geocoder;
        this.request = request;
        this.layout = layout;
        this.filterSeparator = filterSeparator;
    }

    /** Fills in the results of a row. */
    RowStatus geocode(String[] row, PhaseRecorder phases) {
        RowStatus status =
                request.kind() == CsvRequest.Kind.SEARCH
                        ? search(row, phases)
                        : reverse(row, phases);
        note(status, row);
        return status;
    }

    private void note(RowStatus status, String[] row) {
        Integer at = layout.results().get(ResultColumns.STATUS);
        if (at != null) {
            row[at] = status.word();
        }
    }

    private RowStatus search(String[] row, PhaseRecorder phases) {
        Optional<GeoPoint> center = center(row);
        boolean badPoint = center.isEmpty() && layout.hasPoint() && hasCells(row);
        GeocodeResponse found;
        try {
            found = found(row, center, RESULTS, 1, phases);
        } catch (QueryLengthException tooLong) {
            return RowStatus.TOO_LONG;
        } catch (DeadlineExceededException late) {
            return RowStatus.OUT_OF_TIME;
        }
        if (found.features().isEmpty()) {
            return RowStatus.NOT_FOUND;
        }
        Feature best = found.features().getFirst();
        double score = rounded(best.score());
        if (!(score > request.minimumScore())) {
            return RowStatus.BELOW_MINIMUM;
        }
        fill(
                row,
                best,
                score,
                found.nextScore().isPresent()
                        ? Optional.of(rounded(found.nextScore().getAsDouble()))
                        : Optional.empty());
        return badPoint ? RowStatus.BAD_POINT : RowStatus.FOUND;
    }

    /**
     * All results of a row's search above the minimum score, the best first, each filled into a row
     * of its own.
     */
    List<String[]> all(String[] row, int limit, PhaseRecorder phases) {
        List<Feature> found;
        try {
            found = found(row, center(row), limit, limit, phases).features();
        } catch (QueryLengthException tooLong) {
            return List.of();
        }
        List<String[]> rows = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            double score = rounded(found.get(i).score());
            if (score > request.minimumScore()) {
                String[] filled = row.clone();
                fill(
                        filled,
                        found.get(i),
                        score,
                        i + 1 < found.size()
                                ? Optional.of(rounded(found.get(i + 1).score()))
                                : Optional.empty());
                note(RowStatus.FOUND, filled);
                rows.add(filled);
            }
        }
        return rows;
    }

    private Optional<GeoPoint> center(String[] row) {
        return layout.hasPoint() && hasCells(row) ? point(row) : Optional.empty();
    }

    /**
     * Searches for a row. No search of a row takes as long as a search may: one that did was held
     * up by a machine that stood still meanwhile, and is worth a second try.
     *
     * @throws DeadlineExceededException where the second took too long as well
     */
    private GeocodeResponse found(
            String[] row,
            Optional<GeoPoint> center,
            int limit,
            int features,
            PhaseRecorder phases) {
        SearchRequest search =
                new SearchRequest(
                        layout.query(row),
                        limit,
                        features,
                        false,
                        center,
                        filters(row),
                        false,
                        request.improve());
        try {
            return geocoder.search(search, phases);
        } catch (DeadlineExceededException late) {
            return geocoder.search(search, phases);
        }
    }

    private RowStatus reverse(String[] row, PhaseRecorder phases) {
        Optional<GeoPoint> point = layout.hasPoint() ? point(row) : Optional.empty();
        if (point.isEmpty()) {
            return RowStatus.BAD_POINT;
        }
        List<Feature> found =
                geocoder.reverse(
                                new ReverseRequest(point.get(), 1, filters(row), Optional.empty()),
                                phases)
                        .features();
        if (found.isEmpty()) {
            return RowStatus.NOT_FOUND;
        }
        Feature nearest = found.getFirst();
        fill(row, nearest, rounded(nearest.score()), Optional.empty());
        return RowStatus.FOUND;
    }

    private void fill(String[] row, Feature feature, double score, Optional<Double> next) {
        layout.results()
                .forEach((name, at) -> row[at] = ResultColumns.value(name, feature, score, next));
    }

    private boolean hasCells(String[] row) {
        return !row[layout.latitude()].isEmpty() && !row[layout.longitude()].isEmpty();
    }

    private Optional<GeoPoint> point(String[] row) {
        OptionalDouble latitude = PythonNumberParser.parseFloat(row[layout.latitude()]);
        OptionalDouble longitude = PythonNumberParser.parseFloat(row[layout.longitude()]);
        return latitude.isPresent()
                        && longitude.isPresent()
                        && Math.abs(latitude.getAsDouble()) <= 90
                        && Math.abs(longitude.getAsDouble()) <= 180
                ? Optional.of(new GeoPoint(latitude.getAsDouble(), longitude.getAsDouble()))
                : Optional.empty();
    }

    private Filters filters(String[] row) {
        if (layout.filters().isEmpty()) {
            return Filters.NONE;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        layout.filters()
                .forEach(
                        (name, at) -> {
                            // No filter at all; an empty type would leave house numbers out.
                            if (!row[at].isBlank()) {
                                values.put(
                                        name,
                                        Filters.parseValues(List.of(row[at]), filterSeparator));
                            }
                        });
        return new Filters(values);
    }

    /** Python's round(score, 2): of the exact value, ties to even. */
    static double rounded(double score) {
        double hundredths = score * HUNDRED;
        double nearest = Math.rint(hundredths);
        if (Math.abs(Math.abs(hundredths - nearest) - 0.5) > NEAR_TIE) {
            return nearest / HUNDRED;
        }
        return new BigDecimal(score).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
    }
}
