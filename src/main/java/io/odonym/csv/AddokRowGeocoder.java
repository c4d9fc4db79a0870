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
import io.odonym.telemetry.PhaseRecorder;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Geocodes single rows with the rules of addok-csv. */
final class AddokRowGeocoder implements RowGeocoder {

    /**
     * addok-csv 1.1.0 also searches for three results. It outputs the first result and the score of
     * the second.
     */
    private static final int SEARCH_LIMIT = 3;

    private static final double HUNDREDTHS = 100;

    /**
     * The maximum distance from a rounding tie, in hundredths, at which a score is rounded with
     * exact arithmetic.
     */
    private static final double TIE_TOLERANCE = 1e-6;

    private final Geocoder geocoder;
    private final CsvRequest request;
    private final ColumnMapping mapping;
    private final RowReader reader;

    AddokRowGeocoder(
            Geocoder geocoder, CsvRequest request, ColumnMapping mapping, String filterSeparator) {
        this.geocoder = geocoder;
        this.request = request;
        this.mapping = mapping;
        this.reader = new RowReader(mapping, filterSeparator, Filters.ADDOK_MAX_VALUES);
    }

    @Override
    public RowStatus geocode(String[] row, PhaseRecorder phases) {
        RowStatus status =
                request.kind() == CsvRequest.Kind.SEARCH
                        ? search(row, phases)
                        : reverse(row, phases);
        writeStatus(status, row);
        return status;
    }

    private void writeStatus(RowStatus status, String[] row) {
        Integer index = mapping.results().get(ResultColumns.STATUS);
        if (index != null) {
            row[index] = status.columnValue();
        }
    }

    private RowStatus search(String[] row, PhaseRecorder phases) {
        Optional<GeoPoint> center = center(row);
        boolean invalidCoordinates = center.isEmpty() && reader.hasCoordinates(row);
        GeocodeResponse response;
        try {
            response = search(row, center, SEARCH_LIMIT, 1, phases);
        } catch (QueryLengthException e) {
            return RowStatus.TOO_LONG;
        } catch (DeadlineExceededException e) {
            return RowStatus.TIMED_OUT;
        }
        if (response.features().isEmpty()) {
            return RowStatus.NOT_FOUND;
        }
        Feature best = response.features().getFirst();
        double score = round(best.score());
        if (!(score > request.minimumScore())) {
            return RowStatus.BELOW_MINIMUM_SCORE;
        }
        writeResults(
                row,
                best,
                score,
                response.nextScore().isPresent()
                        ? Optional.of(round(response.nextScore().getAsDouble()))
                        : Optional.empty());
        return invalidCoordinates ? RowStatus.INVALID_COORDINATES : RowStatus.FOUND;
    }

    /** See {@link RowByRowGeocoder#geocodeAll}. */
    List<String[]> geocodeAll(String[] row, int limit, PhaseRecorder phases) {
        List<Feature> found;
        try {
            found = search(row, center(row), limit, limit, phases).features();
        } catch (QueryLengthException e) {
            return List.of();
        }
        List<String[]> rows = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            double score = round(found.get(i).score());
            if (score > request.minimumScore()) {
                String[] result = row.clone();
                writeResults(
                        result,
                        found.get(i),
                        score,
                        i + 1 < found.size()
                                ? Optional.of(round(found.get(i + 1).score()))
                                : Optional.empty());
                writeStatus(RowStatus.FOUND, result);
                rows.add(result);
            }
        }
        return rows;
    }

    private Optional<GeoPoint> center(String[] row) {
        return reader.hasCoordinates(row) ? reader.point(row) : Optional.empty();
    }

    /**
     * Searches for the query of a row. A search that exceeds its timeout is repeated once, because
     * the usual cause is that the machine was paused.
     *
     * @throws DeadlineExceededException if the second search also exceeds its timeout
     */
    private GeocodeResponse search(
            String[] row,
            Optional<GeoPoint> center,
            int limit,
            int maxFeatures,
            PhaseRecorder phases) {
        SearchRequest searchRequest =
                new SearchRequest(
                        mapping.query(row),
                        limit,
                        maxFeatures,
                        false,
                        center,
                        reader.filters(row),
                        false,
                        request.improve());
        try {
            return geocoder.search(searchRequest, phases);
        } catch (DeadlineExceededException e) {
            return geocoder.search(searchRequest, phases);
        }
    }

    private RowStatus reverse(String[] row, PhaseRecorder phases) {
        Optional<GeoPoint> point = reader.point(row);
        if (point.isEmpty()) {
            return RowStatus.INVALID_COORDINATES;
        }
        List<Feature> found;
        try {
            found =
                    geocoder.reverse(
                                    new ReverseRequest(
                                            point.get(), 1, reader.filters(row), Optional.empty()),
                                    phases)
                            .features();
        } catch (DeadlineExceededException e) {
            return RowStatus.TIMED_OUT;
        }
        if (found.isEmpty()) {
            return RowStatus.NOT_FOUND;
        }
        Feature nearest = found.getFirst();
        writeResults(row, nearest, round(nearest.score()), Optional.empty());
        return RowStatus.FOUND;
    }

    private void writeResults(
            String[] row, Feature feature, double score, Optional<Double> nextScore) {
        mapping.results()
                .forEach(
                        (name, index) ->
                                row[index] = ResultColumns.value(name, feature, score, nextScore));
    }

    /**
     * Rounds to two decimal places like Python's {@code round(score, 2)}, which rounds the exact
     * value of the double and resolves ties to even.
     */
    static double round(double score) {
        double hundredths = score * HUNDREDTHS;
        double nearest = Math.rint(hundredths);
        if (Math.abs(Math.abs(hundredths - nearest) - 0.5) > TIE_TOLERANCE) {
            return nearest / HUNDREDTHS;
        }
        return new BigDecimal(score).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
    }
}
