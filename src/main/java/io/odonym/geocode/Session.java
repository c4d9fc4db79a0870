package io.odonym.geocode;

import io.odonym.collect.Bucket;
import io.odonym.collect.Collectors;
import io.odonym.collect.Harvest;
import io.odonym.collect.Query;
import io.odonym.collect.Trace;
import io.odonym.improve.Improved;
import io.odonym.index.Answers;
import io.odonym.index.Cells;
import io.odonym.index.DocumentSet;
import io.odonym.index.IndexException;
import io.odonym.index.Lookup;
import io.odonym.index.Snapshot;
import io.odonym.rank.HouseNumberRule;
import io.odonym.rank.HouseNumberWanted;
import io.odonym.rank.Ranked;
import io.odonym.rank.Ranking;
import io.odonym.telemetry.Phase;
import io.odonym.telemetry.Phases;
import io.odonym.text.ParsedQuery;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The cursors and buffers of one search at a time, and the phases of a search in their order. */
final class Session {

    /** addok 1.3.2's MAX_FILTER_VALUES. */
    private static final int MOST_FILTER_VALUES = 10;

    private final TextAnalysis text;
    private final GeocoderOptions options;
    private final Lookup lookup;
    private final Bucket bucket = new Bucket();
    private final Ranking ranking;
    private final FeatureWriter features;
    private final ReverseSearch reverse;
    private final ImprovedSearch improvedSearch;

    Session(Snapshot snapshot, TextAnalysis text, GeocoderOptions options) {
        this.text = text;
        this.options = options;
        try {
            this.lookup = snapshot.lookup();
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
        this.ranking = new Ranking(lookup);
        this.features = new FeatureWriter(lookup.answers());
        this.improvedSearch = new ImprovedSearch(lookup, text, features);
        this.reverse = new ReverseSearch(lookup, features);
    }

    Answer search(SearchRequest request, Phases phases) {
        ParsedQuery parsed;
        try (Phases.Open _ = phases.enter(Phase.PARSE)) {
            parsed = text.parse(request.query(), options.queryLength());
        }
        Explainer explainer =
                request.explain() ? new Explainer(text, request.query()) : Explainer.NONE;
        try (Phases.Open _ = phases.enter(Phase.COLLECT)) {
            collect(request, parsed, explainer.trace(), phases);
        }
        Ranked[] best;
        try (Phases.Open _ = phases.enter(Phase.RANK)) {
            ranking.rankBest(bucket, request.limit());
            best = ranking.best(request.limit());
        }
        if (request.improve()) {
            return improved(request, parsed, best, explainer, phases);
        }
        int count = Math.min(request.features(), best.length);
        List<Feature> found = new ArrayList<>(count);
        try (Phases.Open _ = phases.enter(Phase.FETCH)) {
            for (int i = 0; i < count; i++) {
                found.add(features.write(best[i], request.center().isPresent()));
            }
        }
        return new Answer(
                found,
                next(best, count),
                explainer.explanation(best, found, request.center(), phases));
    }

    /** The score of the best result behind so many. */
    private static OptionalDouble next(Ranked[] best, int count) {
        return count < best.length
                ? OptionalDouble.of(best[count].score())
                : OptionalDouble.empty();
    }

    private Answer improved(
            SearchRequest request,
            ParsedQuery parsed,
            Ranked[] plain,
            Explainer explainer,
            Phases phases) {
        Improved improved = improvedSearch.run(request, parsed, plain, phases);
        List<Feature> found;
        try (Phases.Open _ = phases.enter(Phase.FETCH)) {
            found = improvedSearch.features(request, improved);
        }
        Ranked[] best =
                improved.results().stream().map(Improved.Result::ranked).toArray(Ranked[]::new);
        return new Answer(
                found,
                next(best, found.size()),
                explainer
                        .explanation(best, found, request.center(), phases)
                        .map(plainly -> plainly.withAttempts(improved.attempts())));
    }

    private void collect(SearchRequest request, ParsedQuery parsed, Trace trace, Phases phases) {
        ranking.start(
                parsed.folded(),
                request.autocomplete(),
                HouseNumberWanted.of(parsed.tokens()),
                HouseNumberRule.of(request.filters().values()));
        request.center().ifPresent(center -> ranking.center(center.latitude(), center.longitude()));
        Query query =
                Query.of(
                        parsed.tokens(),
                        lookup,
                        options.limits(),
                        request.limit(),
                        request.autocomplete(),
                        filter(request.filters()),
                        request.center().flatMap(this::nearby));
        new Harvest(query, lookup, options.limits(), ranking, trace, bucket)
                .gather(Collectors.ADDOK, options.patience(), phases);
    }

    /** The documents that pass the filters; empty where there are no filters. */
    private Optional<DocumentSet> filter(Filters filters) {
        return filter(filters, lookup);
    }

    /**
     * The documents that pass the filters: of each the first ten different values, as addok takes
     * them.
     */
    static Optional<DocumentSet> filter(Filters filters, Lookup lookup) {
        Optional<DocumentSet> passing = Optional.empty();
        for (Map.Entry<String, List<String>> filter : filters.values().entrySet()) {
            List<String> values =
                    filter.getValue().stream()
                            .map(String::strip)
                            .filter(value -> !value.isEmpty())
                            .distinct()
                            .limit(MOST_FILTER_VALUES)
                            .sorted()
                            .toList();
            if (!values.isEmpty()) {
                DocumentSet one = lookup.filter(filter.getKey(), values);
                passing = Optional.of(passing.map(others -> lookup.both(others, one)).orElse(one));
            }
        }
        return passing;
    }

    /**
     * The documents near a centre, unless there are none; addok takes a coordinate of 0 for an
     * absent one.
     */
    private Optional<DocumentSet> nearby(Center center) {
        if (center.latitude() == 0 || center.longitude() == 0) {
            return Optional.empty();
        }
        DocumentSet near =
                lookup.cells(Cells.around(Cells.of(center.latitude(), center.longitude()), 1));
        return near.documents() == 0 ? Optional.empty() : Optional.of(near);
    }

    /**
     * Some places, evenly spread over the index.
     *
     * @param most how many at most
     */
    List<Feature> sample(int most) {
        int documents = lookup.documents();
        int size = Math.min(most, documents);
        List<Feature> places = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int document = (int) ((long) i * documents / size);
            places.add(features.write(new Ranked(document, Answers.NO_NUMBER, 0, 0, 0, 0), false));
        }
        return places;
    }

    Optional<Feature> get(String id, boolean withHouseNumbers) {
        return new ById(lookup, features).find(id, withHouseNumbers);
    }

    Answer reverse(ReverseRequest request, Phases phases) {
        try (Phases.Open _ = phases.enter(Phase.NEAREST)) {
            Optional<DocumentSet> filter = filter(request.filters());
            List<Feature> found =
                    request.radius()
                            .map(metres -> reverse.nearest(request, metres, filter))
                            .orElseGet(() -> reverse.search(request, filter));
            return new Answer(found, Optional.empty());
        }
    }
}
