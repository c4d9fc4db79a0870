package io.odonym.geocode;

import io.odonym.collect.Bucket;
import io.odonym.index.IndexLookup;
import io.odonym.index.geo.GeohashCells;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.terms.DocumentSet;
import io.odonym.model.GeoBounds;
import io.odonym.rank.HouseNumberResultPolicy;
import io.odonym.rank.ScoredCandidate;
import io.odonym.threads.Deadline;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Finds the places and house numbers within an area, nearest first.
 *
 * <p>Not thread-safe. An instance is used for a single search.
 */
final class AreaSearch {

    private static final Comparator<ScoredCandidate> NEAREST_FIRST =
            Comparator.comparingDouble(ScoredCandidate::kilometres)
                    .thenComparing(
                            Comparator.comparingDouble(ScoredCandidate::importance).reversed())
                    .thenComparingInt(ScoredCandidate::document)
                    .thenComparingInt(ScoredCandidate::houseNumber);

    private final IndexLookup lookup;
    private final StoredPlaceReader storedPlaces;
    private final FeatureBuilder features;
    private final AreaRequest request;
    private final HouseNumberResultPolicy policy;
    private final BoundedGeoDistance distance;
    private final PriorityQueue<ScoredCandidate> farthestFirst =
            new PriorityQueue<>(NEAREST_FIRST.reversed());

    AreaSearch(IndexLookup lookup, FeatureBuilder features, AreaRequest request) {
        this.lookup = lookup;
        this.storedPlaces = lookup.storedPlaces();
        this.features = features;
        this.request = request;
        this.policy = HouseNumberResultPolicy.of(request.filters().values());
        this.distance =
                new BoundedGeoDistance(
                        request.point().orElseGet(() -> request.area().bounds().center()));
    }

    /**
     * Runs the search.
     *
     * @param filter the places that pass the filters of the request; empty for all places
     */
    List<Feature> run(Optional<DocumentSet> filter, Deadline deadline) {
        GeoBounds bounds = request.area().bounds();
        Bucket visited = new Bucket();
        for (long cell : GeohashCells.within(bounds)) {
            deadline.check();
            for (int document : lookup.documentsInCell(cell)) {
                if (visited.add(document)
                        && (filter.isEmpty() || filter.get().contains(document))) {
                    addPoints(document, bounds);
                }
            }
        }
        return farthestFirst.stream()
                .sorted(NEAREST_FIRST)
                .map(
                        candidate -> {
                            deadline.check();
                            return features.build(candidate, true);
                        })
                .toList();
    }

    private void addPoints(int document, GeoBounds bounds) {
        if (!policy.required()) {
            var place = lookup.rankingRecord(document);
            add(document, StoredPlaceReader.NO_NUMBER, place.latitude(), place.longitude(), bounds);
        }
        if (!policy.allowed()) {
            return;
        }
        HouseNumbers numbers = storedPlaces.houseNumbers(document);
        for (int i = 0; i < numbers.size(); i++) {
            if (!numbers.isHidden(i)) {
                add(document, i, numbers.latitude(i), numbers.longitude(i), bounds);
            }
        }
    }

    private void add(
            int document, int number, double latitude, double longitude, GeoBounds bounds) {
        if (!bounds.contains(latitude, longitude)) {
            return;
        }
        double max =
                farthestFirst.size() < request.limit()
                        ? Double.POSITIVE_INFINITY
                        : farthestFirst.peek().kilometres();
        double kilometres = distance.kilometres(latitude, longitude, max);
        if (kilometres > max
                || !request.area().contains(latitude, longitude)
                || number != StoredPlaceReader.NO_NUMBER
                        && !policy.filter().accepts(storedPlaces, document, number)) {
            return;
        }
        farthestFirst.add(
                new ScoredCandidate(
                        document, number, 0, 0, lookup.importance(document), kilometres));
        if (farthestFirst.size() > request.limit()) {
            farthestFirst.poll();
        }
    }
}
