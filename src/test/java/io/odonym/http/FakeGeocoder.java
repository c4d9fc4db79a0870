package io.odonym.http;

import io.odonym.geocode.AreaRequest;
import io.odonym.geocode.Explanation;
import io.odonym.geocode.Feature;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.QueryLengthException;
import io.odonym.geocode.ReverseRequest;
import io.odonym.geocode.SearchRequest;
import io.odonym.index.store.DataDate;
import io.odonym.index.store.IndexManifest;
import io.odonym.model.JsonObject;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.text.TextAnalysis;
import io.odonym.text.TextLengthException;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** A geocoder without an index, which records the requests that it receives. */
public final class FakeGeocoder implements Geocoder {

    /** The only query that has a result, which is {@link #FEATURE}. */
    static final String MATCHING_QUERY = "34 avenue de l'opera paris";

    /** A query that fails with an exception, whose message it is. */
    static final String FAILING_QUERY = "secret of the house";

    /** A query that counts down {@link #blocked} and then blocks until {@link #release}. */
    public static final String BLOCKING_QUERY = "held";

    public final CountDownLatch blocked = new CountDownLatch(1);
    public final CountDownLatch release = new CountDownLatch(1);

    static final Feature FEATURE =
            new Feature(
                    2.333382,
                    48.868662,
                    new JsonObject(
                            List.of("label", "score", "x", "population", "old", "tags"),
                            List.of(
                                    "34 Avenue de l'Opéra 75002 Paris",
                                    0.9622172727272725,
                                    860.0,
                                    2103778L,
                                    JsonObject.JsonNull.NULL,
                                    List.of("a", 1L))));

    static final Explanation EXPLANATION =
            new Explanation(
                    List.of(new Explanation.TextStage("tokenize", List.of("34", "opera"))),
                    List.of(
                            new Explanation.Collector(
                                    "bucket_with_meaningful", List.of("opera: 3"), 3, 12.5)),
                    List.of(new Explanation.PhaseDuration("geocode.parse", 2.5)),
                    List.of(
                            new Explanation.Score(
                                    "34 Avenue de l'Opéra",
                                    List.of(
                                            new Explanation.ScoreComponent(
                                                    "str_distance", 1.0, 1.0)))),
                    List.of());

    final ConcurrentLinkedQueue<SearchRequest> searches = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<ReverseRequest> reverses = new ConcurrentLinkedQueue<>();
    private final TextAnalysis text = TextAnalysis.standard();

    @Override
    public GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
        searches.add(request);
        try {
            text.parse(request.query(), 200);
        } catch (TextLengthException tooLong) {
            throw new QueryLengthException(tooLong.getMessage());
        }
        if (request.query().equals(FAILING_QUERY)) {
            throw new IllegalStateException(FAILING_QUERY);
        }
        if (request.query().equals(BLOCKING_QUERY)) {
            blocked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        List<Feature> features =
                request.query().equals(MATCHING_QUERY) ? List.of(FEATURE) : List.of();
        return new GeocodeResponse(
                features,
                OptionalDouble.empty(),
                request.explain() ? Optional.of(EXPLANATION) : Optional.empty());
    }

    @Override
    public GeocodeResponse reverse(ReverseRequest request, PhaseRecorder phases) {
        reverses.add(request);
        return GeocodeResponse.of(List.of());
    }

    @Override
    public IndexManifest manifest() {
        SortedMap<String, Long> types = new TreeMap<>();
        types.put("street", 2L);
        return new IndexManifest(
                1,
                "1",
                "2026-01-02T03:04:05Z",
                DataDate.of(LocalDate.of(2026, 1, 1), DataDate.Source.ROWS),
                List.of("a.csv"),
                2,
                7,
                types,
                0,
                new TreeMap<>());
    }

    @Override
    public GeocodeResponse findWithin(AreaRequest request, PhaseRecorder phases) {
        return GeocodeResponse.of(List.of());
    }

    @Override
    public List<String> findMunicipalities(String name) {
        return List.of();
    }

    @Override
    public void checkLength(String query) {}

    @Override
    public Optional<Feature> findById(String id, boolean withHouseNumbers) {
        return Optional.empty();
    }
}
