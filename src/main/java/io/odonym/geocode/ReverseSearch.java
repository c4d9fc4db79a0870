package io.odonym.geocode;

import io.odonym.index.Answers;
import io.odonym.index.Cells;
import io.odonym.index.DocumentSet;
import io.odonym.index.Lookup;
import io.odonym.rank.Distance;
import io.odonym.rank.HouseNumberRule;
import io.odonym.rank.Ranked;
import io.odonym.rank.Scoring;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

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

    private final Lookup lookup;
    private final Answers answers;
    private final FeatureWriter features;

    ReverseSearch(Lookup lookup, FeatureWriter features) {
        this.lookup = lookup;
        this.answers = lookup.answers();
        this.features = features;
    }

    List<Feature> search(ReverseRequest request, Optional<DocumentSet> filter) {
        Center center = request.center();
        HouseNumberRule rule = HouseNumberRule.of(request.filters().values());
        long cell = Cells.of(center.latitude(), center.longitude());
        DocumentSet near = within(cell, 1, filter);
        if (near.documents() == 0) {
            near = within(cell, 2, filter);
        }
        DistanceFrom distance = new DistanceFrom(center);
        BestPlaces best =
                new BestPlaces(Comparator.comparingDouble(Ranked::score).reversed(), request);
        for (int document : near.toArray()) {
            double reach = best.reach(Double.POSITIVE_INFINITY) + SCORED_LESS;
            closest(document, distance, rule, reach).ifPresent(best::add);
        }
        return best.features();
    }

    /**
     * The nearest places within a radius, exactly: cells are looked at from the nearest outward
     * until no cell left can hold anything nearer.
     *
     * @param metres how far they may be
     */
    List<Feature> nearest(ReverseRequest request, double metres, Optional<DocumentSet> filter) {
        Center center = request.center();
        HouseNumberRule rule = HouseNumberRule.of(request.filters().values());
        Set<Integer> seen = new HashSet<>();
        DistanceFrom distance = new DistanceFrom(center);
        BestPlaces best = new BestPlaces(Comparator.comparingDouble(Ranked::kilometres), request);
        double radius = metres / METRES;
        lookup.outward(center.latitude(), center.longitude())
                .visit(
                        () -> best.reach(radius),
                        document -> {
                            if (seen.add(document)
                                    && filter.map(set -> lookup.contains(set, document))
                                            .orElse(true)) {
                                closest(document, distance, rule, best.reach(radius))
                                        .filter(each -> each.kilometres() <= radius)
                                        .ifPresent(best::add);
                            }
                        });
        return best.features();
    }

    /** The best places so far, of equals the more important, as many as were asked for. */
    private final class BestPlaces {

        private final Comparator<Ranked> order;
        private final int limit;
        private final PriorityQueue<Ranked> worstFirst;

        BestPlaces(Comparator<Ranked> order, ReverseRequest request) {
            this.order =
                    order.thenComparing(Comparator.comparingDouble(Ranked::importance).reversed())
                            .thenComparing(ranked -> answers.id(ranked.document()));
            this.limit = request.limit();
            this.worstFirst = new PriorityQueue<>(this.order.reversed());
        }

        void add(Ranked ranked) {
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

    private DocumentSet within(long cell, int steps, Optional<DocumentSet> filter) {
        DocumentSet near = lookup.cells(Cells.around(cell, steps));
        return filter.map(passing -> lookup.both(near, passing)).orElse(near);
    }

    /**
     * The point of a document that is nearest to the centre (addok's load_closer).
     *
     * @param reach in kilometres; points beyond are as good as none
     */
    private Optional<Ranked> closest(
            int document, DistanceFrom distance, HouseNumberRule rule, double reach) {
        int number =
                rule.look()
                        ? answers.nearest(
                                document,
                                (latitude, longitude, least) ->
                                        distance.kilometres(
                                                latitude, longitude, Math.min(reach, least)))
                        : Answers.NO_NUMBER;
        double importance = lookup.importance(document);
        double kilometres =
                number == Answers.NO_NUMBER
                        ? Double.POSITIVE_INFINITY
                        : distance.kilometres(answers.latitude(number), answers.longitude(number));
        if (!rule.only()) {
            var place = lookup.rank(document);
            double toPlace =
                    distance.kilometres(
                            place.latitude(), place.longitude(), Math.min(reach, kilometres));
            if (toPlace < kilometres) {
                number = Answers.NO_NUMBER;
                kilometres = toPlace;
            }
        }
        if (kilometres == Double.POSITIVE_INFINITY) {
            return Optional.empty();
        }
        double score = Scoring.reverse(Distance.nearness(kilometres));
        return Optional.of(new Ranked(document, number, score, 0, importance, kilometres));
    }
}
