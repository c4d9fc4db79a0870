package io.odonym.improve;

import io.odonym.improve.rules.IntersectionRule;
import io.odonym.index.IndexLookup;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.model.JsonObject;
import io.odonym.rank.GeoDistance;
import io.odonym.threads.Deadline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the two streets that meet, among the candidates for the two streets of a corner. Not
 * thread-safe.
 */
final class IntersectionFinder {

    private static final double METRES_PER_KILOMETRE = 1000;

    /** The length of a degree of latitude in metres, rounded down. */
    private static final double METRES_PER_DEGREE = 111_000;

    /**
     * The tolerance, as a factor, of the flat-earth distance that is used to skip distant points.
     */
    private static final double EAST_TOLERANCE = 1.01;

    /** The cost of each metre between the two streets, in points. */
    private static final double COST_PER_METRE = 0.001;

    private final IndexLookup lookup;

    /** Creates a finder that uses the index lookup of one thread. */
    IntersectionFinder(IndexLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Two streets that meet.
     *
     * @param first the candidate for the first street of the query
     * @param second the candidate for the second street of the query
     * @param firstNumber the ordinal of the house number of the first street that is nearest to the
     *     second street; {@link StoredPlaceReader#NO_NUMBER} if the street has no house numbers
     * @param secondNumber the same for the second street
     * @param latitude the latitude of the midpoint between the two house numbers, in degrees WGS84
     * @param longitude the longitude of the midpoint between the two house numbers, in degrees
     *     WGS84
     */
    record Meeting(
            AlignedCandidate first,
            AlignedCandidate second,
            int firstNumber,
            int secondNumber,
            double latitude,
            double longitude) {}

    /**
     * Returns the streets with the lowest cost whose nearest house numbers are at most {@link
     * IntersectionRule#MAX_METRES} apart.
     *
     * @param maxCost the maximum cost of each street, in points
     */
    Optional<Meeting> find(
            List<AlignedCandidate> first,
            List<AlignedCandidate> second,
            double maxCost,
            Deadline deadline) {
        List<Street> firstStreets = streets(first, maxCost);
        List<Street> secondStreets = streets(second, maxCost);
        Optional<Meeting> best = Optional.empty();
        double bestCost = Double.POSITIVE_INFINITY;
        for (Street one : firstStreets) {
            deadline.check();
            for (Street other : secondStreets) {
                double cost = one.candidate.rankingCost() + other.candidate.rankingCost();
                if (cost >= bestCost || !one.isNear(other) || one.sharesName(other)) {
                    continue;
                }
                Optional<Nearest> nearest = one.nearest(other);
                if (nearest.isPresent()
                        && cost + COST_PER_METRE * nearest.get().metres < bestCost) {
                    bestCost = cost + COST_PER_METRE * nearest.get().metres;
                    best = Optional.of(meeting(one, other, nearest.get()));
                }
            }
        }
        return best;
    }

    private static Meeting meeting(Street one, Street other, Nearest nearest) {
        return new Meeting(
                one.candidate,
                other.candidate,
                nearest.first.number,
                nearest.second.number,
                (nearest.first.latitude + nearest.second.latitude) / 2,
                (nearest.first.longitude + nearest.second.longitude) / 2);
    }

    private List<Street> streets(List<AlignedCandidate> candidates, double maxCost) {
        List<Street> streets = new ArrayList<>();
        for (AlignedCandidate each : candidates) {
            if (each.cost() <= maxCost
                    && each.houseNumber().requested().isEmpty()
                    && !lookup.rankingRecord(each.document()).isMunicipality()) {
                streets.add(street(each));
            }
        }
        return streets;
    }

    private Street street(AlignedCandidate candidate) {
        JsonObject attributes = lookup.storedPlaces().attributes(candidate.document());
        HouseNumbers numbers = lookup.storedPlaces().houseNumbers(candidate.document());
        List<Point> points = new ArrayList<>();
        for (int ordinal : numbers.visibleOrdinals()) {
            double latitude = numbers.latitude(ordinal);
            double longitude = numbers.longitude(ordinal);
            if (!Double.isNaN(latitude) && !Double.isNaN(longitude)) {
                points.add(new Point(latitude, longitude, ordinal));
            }
        }
        if (points.isEmpty()) {
            points.add(
                    new Point(
                            attributes.number("lat"),
                            attributes.number("lon"),
                            StoredPlaceReader.NO_NUMBER));
        }
        points.sort(Comparator.comparingDouble(Point::latitude));
        return new Street(candidate, attributes.text("name"), points);
    }

    /** A house number with its position in degrees WGS84, or a street without house numbers. */
    private record Point(double latitude, double longitude, int number) {}

    /** The nearest points of two streets, and the distance between them. */
    private record Nearest(Point first, Point second, double metres) {}

    /** A candidate with its points in ascending order of latitude. */
    private record Street(AlignedCandidate candidate, String name, List<Point> points) {

        /** Returns whether the name of one street contains the name of the other. */
        boolean sharesName(Street other) {
            return name.contains(other.name) || other.name.contains(name);
        }

        /**
         * Returns whether the latitude ranges of the two streets overlap or are at most the maximum
         * distance apart.
         */
        boolean isNear(Street other) {
            double margin = IntersectionRule.MAX_METRES / METRES_PER_DEGREE;
            return points.getFirst().latitude <= other.points.getLast().latitude + margin
                    && other.points.getFirst().latitude <= points.getLast().latitude + margin;
        }

        /** Returns the nearest points of two streets; empty if they are too far apart. */
        Optional<Nearest> nearest(Street other) {
            Optional<Nearest> nearest = Optional.empty();
            double limit = IntersectionRule.MAX_METRES;
            int start = 0;
            for (Point point : points) {
                double metresPerDegreeEast =
                        METRES_PER_DEGREE * Math.cos(Math.toRadians(point.latitude));
                double margin = limit / METRES_PER_DEGREE;
                while (start < other.points.size()
                        && other.points.get(start).latitude < point.latitude - margin) {
                    start++;
                }
                for (int k = start; k < other.points.size(); k++) {
                    Point crossing = other.points.get(k);
                    if (crossing.latitude > point.latitude + margin) {
                        break;
                    }
                    double east = Math.abs(crossing.longitude - point.longitude);
                    if (east * metresPerDegreeEast > limit * EAST_TOLERANCE) {
                        continue;
                    }
                    double metres = metres(point, crossing);
                    if (nearest.isEmpty() ? metres <= limit : metres < limit) {
                        limit = metres;
                        margin = limit / METRES_PER_DEGREE;
                        nearest = Optional.of(new Nearest(point, crossing, metres));
                    }
                }
            }
            return nearest;
        }

        private static double metres(Point one, Point other) {
            return METRES_PER_KILOMETRE
                    * GeoDistance.kilometres(
                            one.latitude, one.longitude, other.latitude, other.longitude);
        }
    }
}
