package io.odonym.improve;

import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.roles.QueryReading;
import io.odonym.improve.roles.QueryReadings;
import io.odonym.improve.rules.IntersectionRule;
import io.odonym.index.IndexLookup;
import io.odonym.index.terms.DocumentSet;
import io.odonym.rank.ScoredCandidate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Searches for both streets of a corner without house numbers, and for the place where they meet.
 * Not thread-safe.
 */
final class IntersectionSearch {

    /**
     * The maximum number of cities in which the search for a street is repeated if the query names
     * no city.
     */
    private static final int MAX_CITIES = 3;

    private final IndexLookup lookup;
    private final RelaxedCandidateRanker evaluator;
    private final ImprovedResultBuilder results;
    private final IntersectionFinder finder;

    IntersectionSearch(
            IndexLookup lookup, RelaxedCandidateRanker evaluator, ImprovedResultBuilder results) {
        this.lookup = lookup;
        this.evaluator = evaluator;
        this.results = results;
        this.finder = new IntersectionFinder(lookup);
    }

    /** A request for an intersection, with the data that the searches for both streets share. */
    private record Search(
            RelaxedSearch.Request request, ScoredCandidate[] plain, ImprovementRuleRunner runner) {}

    /**
     * Returns the intersection, followed by its second street.
     *
     * @param plain the results of the plain search, which are candidates too
     * @param queries creates a relaxed query from a reading
     * @return the results; empty if the streets are not found or do not meet
     */
    List<RelaxedResults.Result> search(
            QueryReadings.Corner corner,
            RelaxedSearch.Request request,
            ScoredCandidate[] plain,
            ImprovementRuleRunner runner,
            Function<QueryReading, RelaxedQuery> queries) {
        Search search = new Search(request, plain, runner);
        RelaxedQuery first = prepare(queries.apply(corner.first()), runner);
        RelaxedQuery second = prepare(queries.apply(corner.second()), runner);
        List<AlignedCandidate> firstStreets = candidates(first, search, request);
        List<AlignedCandidate> secondStreets = candidates(second, search, request);
        Optional<IntersectionFinder.Meeting> meeting =
                finder.find(
                        firstStreets,
                        secondStreets,
                        corner.inCity()
                                ? IntersectionRule.MAX_STREET_COST
                                : IntersectionRule.MAX_STREET_COST_WITHOUT_CITY,
                        request.deadline());
        if (meeting.isEmpty() && !corner.inCity()) {
            meeting = findInCities(firstStreets, secondStreets, first, second, search);
        }
        return meeting.map(found -> build(found, first, second, request)).orElse(List.of());
    }

    private RelaxedQuery prepare(RelaxedQuery query, ImprovementRuleRunner runner) {
        runner.apply(ImprovementRules.CLASSIFYING, query);
        runner.apply(ImprovementRules.RELAXING, query);
        return query;
    }

    private List<AlignedCandidate> candidates(
            RelaxedQuery query, Search search, RelaxedSearch.Request request) {
        evaluator.start(query);
        return evaluator.evaluateAll(query, request, search.plain(), search.runner());
    }

    /**
     * Searches for each street in the cities of the candidates for the other street, because a
     * query without a city may name a street that exists in thousands of cities.
     */
    private Optional<IntersectionFinder.Meeting> findInCities(
            List<AlignedCandidate> firstStreets,
            List<AlignedCandidate> secondStreets,
            RelaxedQuery first,
            RelaxedQuery second,
            Search search) {
        RelaxedSearch.Request request = search.request();
        Optional<IntersectionFinder.Meeting> meeting = Optional.empty();
        for (String city : cities(firstStreets)) {
            if (meeting.isEmpty()) {
                meeting =
                        finder.find(
                                firstStreets,
                                candidates(second, search, inCity(request, city)),
                                IntersectionRule.MAX_STREET_COST_WITHOUT_CITY,
                                request.deadline());
            }
        }
        for (String city : cities(secondStreets)) {
            if (meeting.isEmpty()) {
                meeting =
                        finder.find(
                                candidates(first, search, inCity(request, city)),
                                secondStreets,
                                IntersectionRule.MAX_STREET_COST_WITHOUT_CITY,
                                request.deadline());
            }
        }
        return meeting;
    }

    /** Returns the city codes of the best candidates. */
    private Set<String> cities(List<AlignedCandidate> candidates) {
        Set<String> cities = new TreeSet<>();
        for (AlignedCandidate each : candidates) {
            String city = lookup.storedPlaces().attributes(each.document()).text("citycode");
            if (cities.size() < MAX_CITIES && !city.isEmpty()) {
                cities.add(city);
            }
        }
        return cities;
    }

    private RelaxedSearch.Request inCity(RelaxedSearch.Request request, String citycode) {
        DocumentSet city = lookup.documentsMatching("citycode", List.of(citycode));
        return new RelaxedSearch.Request(
                request.query(),
                request.unfinished(),
                request.limit(),
                Optional.of(request.filter().map(set -> set.intersection(city)).orElse(city)),
                request.policy(),
                request.center(),
                request.explain(),
                request.deadline());
    }

    private List<RelaxedResults.Result> build(
            IntersectionFinder.Meeting meeting,
            RelaxedQuery first,
            RelaxedQuery second,
            RelaxedSearch.Request request) {
        RelaxedResults.Result one = build(first, meeting.first(), request);
        RelaxedResults.Result other = build(second, meeting.second(), request);
        return results.intersection(
                one,
                other,
                new RelaxedResults.Intersection(
                        meeting.second().document(),
                        meeting.firstNumber(),
                        meeting.secondNumber(),
                        meeting.latitude(),
                        meeting.longitude()),
                request.center());
    }

    private RelaxedResults.Result build(
            RelaxedQuery query, AlignedCandidate street, RelaxedSearch.Request request) {
        evaluator.start(query);
        return results.build(street, evaluator.correctedQuery(query, street), request);
    }
}
