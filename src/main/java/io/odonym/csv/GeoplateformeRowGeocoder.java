package io.odonym.csv;

import io.odonym.geocode.DeadlineExceededException;
import io.odonym.geocode.Feature;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.QueryLengthException;
import io.odonym.geocode.SearchRequest;
import io.odonym.geoplateforme.GeoplateformeSearch;
import io.odonym.model.GeoPoint;
import io.odonym.telemetry.PhaseRecorder;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Geocodes single rows with the rules of the Géoplateforme. */
final class GeoplateformeRowGeocoder implements RowGeocoder {

    private static final String FILTER_SEPARATOR = ",";
    private static final int SEARCH_LIMIT = 10;

    /** The best result of a reverse search, and the one whose score is the next score. */
    private static final int REVERSE_LIMIT = 2;

    private final GeoplateformeSearch search;
    private final CsvRequest request;
    private final ColumnMapping mapping;
    private final RowReader reader;

    GeoplateformeRowGeocoder(Geocoder geocoder, CsvRequest request, ColumnMapping mapping) {
        this.search = new GeoplateformeSearch(geocoder);
        this.request = request;
        this.mapping = mapping;
        this.reader =
                new RowReader(mapping, FILTER_SEPARATOR, GeoplateformeSearch.MAX_FILTER_VALUES);
    }

    @Override
    public RowStatus geocode(String[] row, PhaseRecorder phases) {
        RowStatus status;
        try {
            status =
                    request.kind() == CsvRequest.Kind.SEARCH
                            ? search(row, phases)
                            : reverse(row, phases);
        } catch (DeadlineExceededException e) {
            status = RowStatus.TIMED_OUT;
        }
        Integer index = mapping.results().get(ResultColumns.STATUS);
        if (index != null) {
            row[index] = columnValue(status);
        }
        return status;
    }

    private static String columnValue(RowStatus status) {
        return switch (status) {
            case FOUND -> "ok";
            case NOT_FOUND, BELOW_MINIMUM_SCORE -> "not-found";
            case TOO_LONG, NOT_SEARCHABLE, INVALID_COORDINATES -> "skipped";
            case TIMED_OUT -> "error";
        };
    }

    private RowStatus search(String[] row, PhaseRecorder phases) {
        String query = mapping.query(row).strip();
        if (!GeoplateformeSearch.isQuery(query)) {
            return RowStatus.NOT_SEARCHABLE;
        }
        Optional<GeoPoint> center = reader.point(row);
        try {
            GeocodeResponse response =
                    search.search(
                            new SearchRequest(
                                    query,
                                    SEARCH_LIMIT,
                                    1,
                                    false,
                                    center,
                                    reader.filters(row),
                                    false,
                                    false),
                            phases);
            return write(row, response.features(), response.nextScore());
        } catch (QueryLengthException e) {
            return RowStatus.TOO_LONG;
        }
    }

    private RowStatus reverse(String[] row, PhaseRecorder phases) {
        Optional<GeoPoint> point = reader.point(row);
        if (point.isEmpty()) {
            return RowStatus.INVALID_COORDINATES;
        }
        List<Feature> found =
                search.reverse(Optional.empty(), point, REVERSE_LIMIT, reader.filters(row), phases);
        return write(
                row,
                found,
                found.size() > 1
                        ? OptionalDouble.of(found.get(1).score())
                        : OptionalDouble.empty());
    }

    private RowStatus write(String[] row, List<Feature> found, OptionalDouble nextScore) {
        if (found.isEmpty()) {
            return RowStatus.NOT_FOUND;
        }
        mapping.results()
                .forEach(
                        (name, index) ->
                                row[index] =
                                        GeoplateformeResultColumns.value(
                                                name, found.getFirst(), nextScore));
        return RowStatus.FOUND;
    }
}
