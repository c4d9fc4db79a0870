package io.odonym.geocode;

import io.odonym.index.Answers;
import io.odonym.index.Cells;
import io.odonym.index.DocumentSet;
import io.odonym.index.Lookup;
import io.odonym.rank.Distance;
import io.odonym.rank.HouseNumberRule;
import io.odonym.rank.Ranked;
import io.odonym.rank.Scoring;

import java.util.ArrayList;
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

    private static final Comparator<Ranked> NEAREST_FIRST =
            Comparator.comparingDouble(Ranked::score).reversed();

    private static final double METRES = 1000;

    /** A little less than a degree of latitude has. */
    private static final double KILOMETRES_OF_DEGREE = 111;

    /** Chords of parallels are longer than great circles, by less than this within 10 km. */
    private static final double SAFETY = 1.02;

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
        List<Ranked> found = new ArrayList<>();
        for (int document : near.toArray()) {
            closest(document, center, rule, Double.POSITIVE_INFINITY).ifPresent(found::add);
        }
        found.sort(
                NEAREST_FIRST
                        .thenComparing(Comparator.comparingDouble(Ranked::importance).reversed())
                        .thenComparing(ranked -> answers.id(ranked.document())));
        return found.stream()
                .limit(request.limit())
                .map(ranked -> features.write(ranked, true))
                .toList();
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
        Comparator<Ranked> order =
                Comparator.comparingDouble(Ranked::kilometres)
                        .thenComparing(Comparator.comparingDouble(Ranked::importance).reversed())
                        .thenComparing(ranked -> answers.id(ranked.document()));
        PriorityQueue<Ranked> best = new PriorityQueue<>(order.reversed());
        double radius = metres / METRES;
        lookup.outward(center.latitude(), center.longitude())
                .visit(
                        () -> within(best, request.limit(), radius),
                        document -> {
                            if (seen.add(document)
                                    && filter.map(set -> lookup.contains(set, document))
                                            .orElse(true)) {
                                closest(
                                                document,
                                                center,
                                                rule,
                                                within(best, request.limit(), radius))
                                        .filter(each -> each.kilometres() <= radius)
                                        .ifPresent(
                                                each -> {
                                                    best.add(each);
                                                    if (best.size() > request.limit()) {
                                                        best.poll();
                                                    }
                                                });
                            }
                        });
        return best.stream().sorted(order).map(ranked -> features.write(ranked, true)).toList();
    }

    /** How far a place may be to be among the best still, in kilometres. */
    private static double within(PriorityQueue<Ranked> best, int limit, double radius) {
        return best.size() < limit ? radius : Math.min(radius, best.peek().kilometres());
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
            int document, Center center, HouseNumberRule rule, double reach) {
        int number =
                rule.look()
                        ? answers.nearest(
                                document,
                                (latitude, longitude) ->
                                        isBeyond(latitude, longitude, center, reach)
                                                ? Double.POSITIVE_INFINITY
                                                : Distance.kilometres(
                                                        latitude,
                                                        longitude,
                                                        center.latitude(),
                                                        center.longitude()))
                        : Answers.NO_NUMBER;
        double importance = lookup.importance(document);
        double kilometres =
                number == Answers.NO_NUMBER ? Double.POSITIVE_INFINITY : kilometres(number, center);
        if (!rule.only()) {
            var place = lookup.rank(document);
            double toPlace =
                    Distance.kilometres(
                            place.latitude(),
                            place.longitude(),
                            center.latitude(),
                            center.longitude());
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

    /**
     * Whether a point is further north or south than the reach: most are, and the true distance
     * costs ten times as much.
     */
    private static boolean isBeyond(
            double latitude, double longitude, Center center, double reach) {
        double north = Math.abs(latitude - center.latitude()) * KILOMETRES_OF_DEGREE;
        if (north > reach) {
            return true;
        }
        double highest = Math.max(Math.abs(latitude), Math.abs(center.latitude()));
        double east =
                Math.abs(longitude - center.longitude())
                        * KILOMETRES_OF_DEGREE
                        * Math.cos(Math.toRadians(highest));
        return north * north + east * east > reach * reach * SAFETY;
    }

    private double kilometres(int number, Center center) {
        return Distance.kilometres(
                answers.latitude(number),
                answers.longitude(number),
                center.latitude(),
                center.longitude());
    }
}
