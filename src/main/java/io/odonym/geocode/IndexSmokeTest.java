package io.odonym.geocode;

import io.odonym.index.store.IndexException;
import io.odonym.model.GeoPoint;
import io.odonym.telemetry.PhaseRecorder;

import java.util.List;
import java.util.Optional;

/**
 * Verifies an index before it is swapped in, by searching for a sample of its own places. Every
 * place must be found by its identifier and by its position, and at least half of the places by
 * their labels. The searches also warm up the parts of the index files that every search reads.
 */
final class IndexSmokeTest {

    /** The number of places in the sample. Testing this many places takes about 100 ms. */
    private static final int SAMPLE_SIZE = 200;

    private static final int MAX_LABEL_LENGTH = 100;

    /**
     * The minimum share of places found by label. It is below 1, because a place whose name is only
     * a number cannot be found by its label.
     */
    private static final double MIN_SHARE_FOUND_BY_LABEL = 0.5;

    private IndexSmokeTest() {}

    /**
     * Runs the test.
     *
     * @return the number of places in the sample
     * @throws IndexException if a search does not give the expected result
     */
    static int run(PooledSearcher searcher) {
        List<Feature> sample = searcher.samplePlaces(SAMPLE_SIZE);
        int foundByLabel = 0;
        for (Feature place : sample) {
            checkFoundById(searcher, place);
            checkFoundByPosition(searcher, place);
            foundByLabel += isFoundByLabel(searcher, place) ? 1 : 0;
        }
        if (foundByLabel < MIN_SHARE_FOUND_BY_LABEL * sample.size()) {
            throw new IndexException(
                    "searches found only %d of %d sampled places by their labels"
                            .formatted(foundByLabel, sample.size()));
        }
        return sample.size();
    }

    private static String id(Feature place) {
        return place.properties().text("id");
    }

    private static void checkFoundById(PooledSearcher searcher, Feature place) {
        Optional<Feature> found = searcher.findById(id(place), false);
        if (!found.map(IndexSmokeTest::id).orElse("").equals(id(place))) {
            throw new IndexException("a lookup did not find the place with the id " + id(place));
        }
    }

    private static void checkFoundByPosition(PooledSearcher searcher, Feature place) {
        ReverseRequest request =
                new ReverseRequest(
                        new GeoPoint(place.latitude(), place.longitude()),
                        1,
                        Filters.NONE,
                        Optional.empty());
        if (searcher.reverse(request, new PhaseRecorder()).features().isEmpty()) {
            throw new IndexException(
                    "a reverse search found nothing at the position of the place " + id(place));
        }
    }

    private static boolean isFoundByLabel(PooledSearcher searcher, Feature place) {
        String label = place.label();
        String query = label.substring(0, Math.min(label.length(), MAX_LABEL_LENGTH));
        return !searcher.search(SearchRequest.of(query, 1), new PhaseRecorder())
                .features()
                .isEmpty();
    }
}
