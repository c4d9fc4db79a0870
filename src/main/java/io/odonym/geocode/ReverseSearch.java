package io.odonym.geocode;

import io.odonym.collect.Bucket;
import io.odonym.index.IndexLookup;
import io.odonym.index.geo.GeohashNeighbourhood;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.terms.DocumentSet;
import io.odonym.model.GeoPoint;
import io.odonym.rank.GeoDistance;
import io.odonym.rank.HouseNumberResultPolicy;
import io.odonym.rank.ScoreFormula;
import io.odonym.rank.ScoredCandidate;
import io.odonym.threads.Deadline;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Finds the addresses nearest to a point, either in addok's search area or within a radius. Each
 * street is represented by the house number nearest to the point, or by its own position if that is
 * nearer.
 *
 * <p>Not thread-safe.
 */
final class ReverseSearch {

    private static final double METRES_PER_KILOMETRE = 1000;

    /**
     * A difference in distance, in kilometres, that is large enough to lower the score. It changes
     * the score by at least 4e-14, which is hundreds of times the resolution of a double.
     */
    private static final double SCORE_RESOLUTION = 1e-5;

    private final IndexLookup lookup;
    private final StoredPlaceReader storedPlaces;
    private final FeatureBuilder features;
    private final Bucket seen = new Bucket();

    ReverseSearch(IndexLookup lookup, FeatureBuilder features) {
        this.lookup = lookup;
        this.storedPlaces = lookup.storedPlaces();
        this.features = features;
    }

    /**
     * Searches addok's search area (1.3.2, core.Reverse): the geohash cell of the point and its
     * eight neighbours. If these cells are empty, also searches one more ring of cells.
     */
    List<Feature> searchNeighbourhood(
            ReverseRequest request, Optional<DocumentSet> filter, Deadline deadline) {
        NearestCandidates best =
                new NearestCandidates(
                        Comparator.comparingDouble(ScoredCandidate::score).reversed(), request);
        if (!visitCells(1, request, filter, deadline, best)) {
            visitCells(2, request, filter, deadline, best);
        }
        return best.features(deadline);
    }

    /**
     * Visits the cells around the point, nearest first, until no remaining cell can contain a
     * result as good as those found.
     *
     * @param rings the number of rings of cells around the cell of the point
     * @return whether the visited cells contain a document that passes the filter
     */
    private boolean visitCells(
            int rings,
            ReverseRequest request,
            Optional<DocumentSet> filter,
            Deadline deadline,
            NearestCandidates best) {
        GeoPoint point = request.point();
        HouseNumberResultPolicy policy = HouseNumberResultPolicy.of(request.filters().values());
        BoundedGeoDistance distance = new BoundedGeoDistance(point);
        GeohashNeighbourhood cells =
                GeohashNeighbourhood.of(point.latitude(), point.longitude(), rings);
        boolean any = false;
        seen.clear();
        for (int i = 0; i < cells.size(); i++) {
            deadline.check();
            double bound = best.maxKilometres(Double.POSITIVE_INFINITY) + SCORE_RESOLUTION;
            if (cells.minKilometres(i) > bound) {
                return true;
            }
            for (int document : lookup.documentsInCell(cells.cell(i))) {
                if (seen.add(document) && passes(document, filter)) {
                    any = true;
                    bound = best.maxKilometres(Double.POSITIVE_INFINITY) + SCORE_RESOLUTION;
                    nearestPoint(document, distance, policy, bound).ifPresent(best::add);
                }
            }
        }
        return any;
    }

    private boolean passes(int document, Optional<DocumentSet> filter) {
        return filter.isEmpty() || filter.get().contains(document);
    }

    /**
     * Finds the nearest places within a radius. Visits cells, nearest first, until no remaining
     * cell can contain a nearer place.
     *
     * @param metres the radius
     */
    List<Feature> searchRadius(
            ReverseRequest request,
            double metres,
            Optional<DocumentSet> filter,
            Deadline deadline) {
        GeoPoint point = request.point();
        HouseNumberResultPolicy policy = HouseNumberResultPolicy.of(request.filters().values());
        // Uses a separate bucket, because a search with a selective filter may visit the whole
        // country.
        Bucket visited = new Bucket();
        BoundedGeoDistance distance = new BoundedGeoDistance(point);
        NearestCandidates best =
                new NearestCandidates(
                        Comparator.comparingDouble(ScoredCandidate::kilometres), request);
        double radius = metres / METRES_PER_KILOMETRE;
        lookup.nearestPlaceSearch(point.latitude(), point.longitude())
                .visit(
                        () -> {
                            deadline.check();
                            return best.maxKilometres(radius);
                        },
                        document -> {
                            if (visited.add(document) && passes(document, filter)) {
                                nearestPoint(document, distance, policy, best.maxKilometres(radius))
                                        .filter(candidate -> candidate.kilometres() <= radius)
                                        .ifPresent(best::add);
                            }
                        });
        return best.features(deadline);
    }

    /**
     * The best candidates so far, up to the limit of the request. Ties are broken by importance,
     * then by identifier.
     */
    private final class NearestCandidates {

        private final Comparator<ScoredCandidate> bestFirst;
        private final int limit;
        private final PriorityQueue<ScoredCandidate> worstFirst;

        NearestCandidates(Comparator<ScoredCandidate> order, ReverseRequest request) {
            this.bestFirst =
                    order.thenComparing(
                                    Comparator.comparingDouble(ScoredCandidate::importance)
                                            .reversed())
                            .thenComparing(candidate -> storedPlaces.id(candidate.document()));
            this.limit = request.limit();
            this.worstFirst = new PriorityQueue<>(bestFirst.reversed());
        }

        void add(ScoredCandidate candidate) {
            worstFirst.add(candidate);
            if (worstFirst.size() > limit) {
                worstFirst.poll();
            }
        }

        /**
         * Returns the maximum distance of further candidates, in kilometres.
         *
         * @param max the value to return while there are fewer candidates than the limit
         */
        double maxKilometres(double max) {
            return worstFirst.size() < limit ? max : Math.min(max, worstFirst.peek().kilometres());
        }

        List<Feature> features(Deadline deadline) {
            return worstFirst.stream()
                    .sorted(bestFirst)
                    .map(
                            candidate -> {
                                deadline.check();
                                return features.build(candidate, true);
                            })
                    .toList();
        }
    }

    /**
     * Finds the point of a document that is nearest to the centre, like addok's {@code
     * load_closer}.
     *
     * @param maxKilometres the bound beyond which points may be ignored
     * @return the nearest point; may be empty if all points are beyond the bound
     */
    private Optional<ScoredCandidate> nearestPoint(
            int document,
            BoundedGeoDistance distance,
            HouseNumberResultPolicy policy,
            double maxKilometres) {
        int number =
                policy.allowed()
                        ? storedPlaces
                                .houseNumbers(document)
                                .findNearest(
                                        (latitude, longitude, nearest) ->
                                                distance.kilometres(
                                                        latitude,
                                                        longitude,
                                                        Math.min(maxKilometres, nearest)),
                                        ordinal ->
                                                policy.filter()
                                                        .accepts(storedPlaces, document, ordinal))
                        : StoredPlaceReader.NO_NUMBER;
        double importance = lookup.importance(document);
        double kilometres =
                number == StoredPlaceReader.NO_NUMBER
                        ? Double.POSITIVE_INFINITY
                        : distance.kilometres(
                                storedPlaces.houseNumbers(document).latitude(number),
                                storedPlaces.houseNumbers(document).longitude(number));
        if (!policy.required()) {
            var place = lookup.rankingRecord(document);
            double placeKilometres =
                    distance.kilometres(
                            place.latitude(),
                            place.longitude(),
                            Math.min(maxKilometres, kilometres));
            if (placeKilometres < kilometres) {
                number = StoredPlaceReader.NO_NUMBER;
                kilometres = placeKilometres;
            }
        }
        if (kilometres == Double.POSITIVE_INFINITY) {
            return Optional.empty();
        }
        double score = ScoreFormula.reverseScore(GeoDistance.proximity(kilometres));
        return Optional.of(new ScoredCandidate(document, number, score, 0, importance, kilometres));
    }
}
