package io.odonym.geoplateforme;

import io.odonym.geocode.AreaRequest;
import io.odonym.geocode.Feature;
import io.odonym.geocode.Filters;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.SearchArea;
import io.odonym.geocode.SearchRequest;
import io.odonym.model.GeoPoint;
import io.odonym.telemetry.PhaseRecorder;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Runs searches with the rules of the Géoplateforme. Thread-safe.
 *
 * @param geocoder runs the searches
 */
public record GeoplateformeSearch(Geocoder geocoder) {

    /** The maximum number of distinct values of a filter. */
    public static final int MAX_FILTER_VALUES = 200;

    /** The minimum length of a query, in characters. */
    public static final int MIN_QUERY_LENGTH = 3;

    /** The maximum length of a query, in characters. */
    public static final int MAX_QUERY_LENGTH = 200;

    /** The minimum score of a result: {@code MIN_SCORE} of the Géoplateforme. */
    private static final double MIN_SCORE = 0.3;

    /** The minimum number of results that are ranked, however few are returned. */
    private static final int MIN_RANKED = 10;

    /**
     * The radii of a reverse search without an area, in metres. The second radius is used if the
     * search finds nothing within the first.
     */
    private static final double[] RADII = {100, 200};

    /** A coordinate so close to 0 that distances are the same to the micrometre. */
    private static final double NEARLY_ZERO = 1e-12;

    public GeoplateformeSearch {
        Objects.requireNonNull(geocoder);
    }

    /**
     * Returns whether the Géoplateforme searches for a text: it has 3 to 200 characters and starts
     * with a letter or a digit.
     */
    public static boolean isQuery(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= MIN_QUERY_LENGTH
                && length <= MAX_QUERY_LENGTH
                && Character.isLetterOrDigit(text.codePointAt(0));
    }

    /**
     * Searches for a text. Results with a low score are left out.
     *
     * @param request its centre may have a coordinate of 0
     * @param phases records the phases of the search
     */
    public GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
        SearchRequest ranked =
                new SearchRequest(
                        request.query(),
                        Math.max(request.limit(), MIN_RANKED),
                        request.maxFeatures(),
                        request.autocomplete(),
                        request.center().map(GeoplateformeSearch::withoutZero),
                        request.filters(),
                        request.explain(),
                        request.improve());
        GeocodeResponse response = geocoder.search(ranked, phases);
        List<Feature> features = response.features();
        if (features.isEmpty() || features.getLast().score() >= MIN_SCORE) {
            return response;
        }
        return new GeocodeResponse(
                features.stream().filter(feature -> feature.score() >= MIN_SCORE).toList(),
                OptionalDouble.empty(),
                response.explanation());
    }

    /** addok ignores a centre with a coordinate of 0, although the prime meridian is in France. */
    private static GeoPoint withoutZero(GeoPoint center) {
        return new GeoPoint(
                center.latitude() == 0 ? NEARLY_ZERO : center.latitude(),
                center.longitude() == 0 ? NEARLY_ZERO : center.longitude());
    }

    /**
     * Searches within an area, or within 100 m of a point and, if nothing is there, within 200 m.
     *
     * @param area the area; if empty, there must be a point
     * @param point the point from which distances are measured
     * @param limit the maximum number of results
     * @param phases records the phases of the search
     * @return the results, nearest first, with the properties of the Géoplateforme
     */
    public List<Feature> reverse(
            Optional<SearchArea> area,
            Optional<GeoPoint> point,
            int limit,
            Filters filters,
            PhaseRecorder phases) {
        if (area.isPresent()) {
            return find(new AreaRequest(area.get(), point, limit, filters), phases);
        }
        for (double radius : RADII) {
            SearchArea circle = new SearchArea.Circle(point.orElseThrow(), radius);
            List<Feature> found = find(new AreaRequest(circle, point, limit, filters), phases);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<Feature> find(AreaRequest request, PhaseRecorder phases) {
        return geocoder.findWithin(request, phases).features().stream()
                .map(feature -> ReverseFeatures.of(feature, request.point()))
                .toList();
    }
}
