package io.odonym.geocode;

import io.odonym.collect.Bucket;
import io.odonym.index.IndexLookup;
import io.odonym.index.geo.GeohashNeighbourhood;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.terms.DocumentSet;
import io.odonym.model.GeoPoint;
import io.odonym.rank.GeoDistance;
import io.odonym.rank.HouseNumberPolicy;
import io.odonym.rank.ScoreFormula;
import io.odonym.rank.ScoredCandidate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What is at a point, within addok's reach (1.3.2, core.Reverse): the geohash cell of the point and
 * its eight neighbours, and one ring more where these hold nothing. Of a street the house number
 * nearest to the point counts, unless the street's own point is nearer.
 */
final class ReverseSearch {

    private static final double METRES = 1000;

    /**
     * Whatever is this much farther away, in kilometres, scores less: at least by 4e-14, hundreds
     * of steps of a double.
     */
    private static final double SCORED_LESS = 1e-5;

    private final IndexLookup lookup;
    private final StoredPlaceReader storedPlaces;
    private final FeatureBuilder features;
    private final Bucket seen = new Bucket();

    ReverseSearch(IndexLookup lookup, FeatureBuilder features) {
        this.lookup = lookup;
        this.storedPlaces = lookup.storedPlaces();
        this.features = features;
    }

    List<Feature> search(ReverseRequest request, Optional<DocumentSet> filter) {
        BestPlaces best =
                new BestPlaces(
                        Comparator.comparingDouble(ScoredCandidate::score).reversed(), request);
        if (!visit(1, request, filter, best)) {
            visit(2, request, filter, best);
        }
        return best.features();
    }

    /**
     * Looks at the cells around the point, from the nearest outward, until none left can hold
     * anything as good as what was found.
     *
     * @return whether anything is there that passes the filter
     */
    private boolean visit(
            int steps, ReverseRequest request, Optional<DocumentSet> filter, BestPlaces best) {
        GeoPoint center = request.center();
        HouseNumberPolicy rule = HouseNumberPolicy.of(request.filters().values());
        CentreDistance distance = new CentreDistance(center);
        GeohashNeighbourhood cells =
                GeohashNeighbourhood.of(center.latitude(), center.longitude(), steps);
        boolean any = false;
        seen.clear();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.minKilometres(i) > best.reach(Double.POSITIVE_INFINITY) + SCORED_LESS) {
                return true;
            }
            for (int document : lookup.documentsInCell(cells.cell(i))) {
                if (seen.add(document) && passes(document, filter)) {
                    any = true;
                    double reach = best.reach(Double.POSITIVE_INFINITY) + SCORED_LESS;
                    closest(document, distance, rule, reach).ifPresent(best::add);
                }
            }
        }
        return any;
    }

    private boolean passes(int document, Optional<DocumentSet> filter) {
        return filter.isEmpty() || filter.get().contains(document);
    }

    /**
     * The nearest places within a radius, exactly: cells are looked at from the nearest outward
     * until no cell left can hold anything nearer.
     *
     * @param metres how far they may be
     */
    List<Feature> nearest(ReverseRequest request, double metres, Optional<DocumentSet> filter) {
        GeoPoint center = request.center();
        HouseNumberPolicy rule = HouseNumberPolicy.of(request.filters().values());
        // Where a filter lets little through, a whole country may be seen.
        Bucket visited = new Bucket();
        CentreDistance distance = new CentreDistance(center);
        BestPlaces best =
                new BestPlaces(Comparator.comparingDouble(ScoredCandidate::kilometres), request);
        double radius = metres / METRES;
        lookup.nearestPlaceSearch(center.latitude(), center.longitude())
                .visit(
                        () -> best.reach(radius),
                        document -> {
                            if (visited.add(document) && passes(document, filter)) {
                                closest(document, distance, rule, best.reach(radius))
                                        .filter(each -> each.kilometres() <= radius)
                                        .ifPresent(best::add);
                            }
                        });
        return best.features();
    }

    /** The best places so far, of equals the more important, as many as were asked for. */
    private final class BestPlaces {

        private final Comparator<ScoredCandidate> order;
        private final int limit;
        private final PriorityQueue<ScoredCandidate> worstFirst;

        BestPlaces(Comparator<ScoredCandidate> order, ReverseRequest request) {
            this.order =
                    order.thenComparing(
                                    Comparator.comparingDouble(ScoredCandidate::importance)
                                            .reversed())
                            .thenComparing(ranked -> storedPlaces.id(ranked.document()));
            this.limit = request.limit();
            this.worstFirst = new PriorityQueue<>(this.order.reversed());
        }

        void add(ScoredCandidate ranked) {
            worstFirst.add(ranked);
            if (worstFirst.size() > limit) {
                worstFirst.poll();
            }
        }

        /**
         * How far a place may be to be among them still, in kilometres.
         *
         * @param most as long as there are too few
         */
        double reach(double most) {
            return worstFirst.size() < limit
                    ? most
                    : Math.min(most, worstFirst.peek().kilometres());
        }

        List<Feature> features() {
            return worstFirst.stream()
                    .sorted(order)
                    .map(ranked -> features.write(ranked, true))
                    .toList();
        }
    }

    /**
     * The point of a document that is nearest to the centre (addok's load_closer).
     *
     * @param reach in kilometres; points beyond are as good as none
     */
    private Optional<ScoredCandidate> closest(
            int document, CentreDistance distance, HouseNumberPolicy rule, double reach) {
        int number =
                rule.allowed()
                        ? storedPlaces
                                .houseNumbers(document)
                                .findNearest(
                                        (latitude, longitude, least) ->
                                                distance.kilometres(
                                                        latitude,
                                                        longitude,
                                                        Math.min(reach, least)))
                        : StoredPlaceReader.NO_NUMBER;
        double importance = lookup.importance(document);
        double kilometres =
                number == StoredPlaceReader.NO_NUMBER
                        ? Double.POSITIVE_INFINITY
                        : distance.kilometres(
                                storedPlaces.houseNumbers(document).latitude(number),
                                storedPlaces.houseNumbers(document).longitude(number));
        if (!rule.required()) {
            var place = lookup.rankingRecord(document);
            double toPlace =
                    distance.kilometres(
                            place.latitude(), place.longitude(), Math.min(reach, kilometres));
            if (toPlace < kilometres) {
                number = StoredPlaceReader.NO_NUMBER;
                kilometres = toPlace;
            }
        }
        if (kilometres == Double.POSITIVE_INFINITY) {
            return Optional.empty();
        }
        double score = ScoreFormula.reverseScore(GeoDistance.proximity(kilometres));
        return Optional.of(new ScoredCandidate(document, number, score, 0, importance, kilometres));
    }
}
