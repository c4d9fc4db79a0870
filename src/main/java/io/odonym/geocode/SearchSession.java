package io.odonym.geocode;

import io.odonym.collect.Bucket;
import io.odonym.collect.CollectionContext;
import io.odonym.collect.CollectorListener;
import io.odonym.collect.Collectors;
import io.odonym.collect.QueryTerms;
import io.odonym.collect.SearchTimeoutException;
import io.odonym.improve.ImprovedResults;
import io.odonym.index.AddressIndex;
import io.odonym.index.IndexLookup;
import io.odonym.index.geo.GeohashCells;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.store.IndexException;
import io.odonym.index.terms.DocumentSet;
import io.odonym.model.GeoPoint;
import io.odonym.rank.CandidateRanker;
import io.odonym.rank.HouseNumberPolicy;
import io.odonym.rank.RequestedHouseNumber;
import io.odonym.rank.ScoredCandidate;
import io.odonym.telemetry.Phase;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.text.AnalyzedQuery;
import io.odonym.text.QueryTooLongException;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The cursors and buffers of one search at a time, and the phases of a search in their order. */
final class SearchSession {

    /** addok 1.3.2's MAX_FILTER_VALUES. */
    private static final int MOST_FILTER_VALUES = 10;

    private final TextAnalysis text;
    private final GeocoderOptions options;
    private final IndexLookup lookup;
    private final Bucket bucket = new Bucket();
    private final CandidateRanker ranking;
    private final FeatureBuilder features;
    private final ReverseSearch reverse;
    private final ImprovedSearch improvedSearch;

    SearchSession(AddressIndex snapshot, TextAnalysis text, GeocoderOptions options) {
        this.text = text;
        this.options = options;
        try {
            this.lookup = snapshot.newLookup();
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
        this.ranking = new CandidateRanker(lookup);
        this.features = new FeatureBuilder(lookup.storedPlaces());
        this.improvedSearch = new ImprovedSearch(lookup, text, features);
        this.reverse = new ReverseSearch(lookup, features);
    }

    /**
     * Runs a search.
     *
     * @throws QueryLengthException if the query has too many characters; the session stays usable
     * @throws DeadlineExceededException if the search takes longer than the options allow
     */
    GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
        try {
            return run(request, phases);
        } catch (QueryTooLongException tooLong) {
            throw new QueryLengthException(tooLong.getMessage());
        } catch (SearchTimeoutException late) {
            throw new DeadlineExceededException(late.getMessage());
        }
    }

    private GeocodeResponse run(SearchRequest request, PhaseRecorder phases) {
        AnalyzedQuery parsed;
        try (PhaseRecorder.OpenPhase _ = phases.enter(Phase.PARSE)) {
            parsed = text.parse(request.query(), options.queryLength());
        }
        ExplanationRecorder explainer =
                request.explain()
                        ? new ExplanationRecorder(text, request.query())
                        : ExplanationRecorder.NONE;
        try (PhaseRecorder.OpenPhase _ = phases.enter(Phase.COLLECT)) {
            collect(request, parsed, explainer.trace(), phases);
        }
        ScoredCandidate[] best;
        try (PhaseRecorder.OpenPhase _ = phases.enter(Phase.RANK)) {
            ranking.rankBest(bucket, request.limit());
            best = ranking.best(request.limit());
        }
        if (request.improve()) {
            return improved(request, parsed, best, explainer, phases);
        }
        int count = Math.min(request.features(), best.length);
        List<Feature> found = new ArrayList<>(count);
        try (PhaseRecorder.OpenPhase _ = phases.enter(Phase.FETCH)) {
            for (int i = 0; i < count; i++) {
                found.add(features.write(best[i], request.center().isPresent()));
            }
        }
        return new GeocodeResponse(
                found,
                next(best, count),
                explainer.explanation(best, found, request.center(), phases));
    }

    /** The score of the best result behind so many. */
    private static OptionalDouble next(ScoredCandidate[] best, int count) {
        return count < best.length
                ? OptionalDouble.of(best[count].score())
                : OptionalDouble.empty();
    }

    private GeocodeResponse improved(
            SearchRequest request,
            AnalyzedQuery parsed,
            ScoredCandidate[] plain,
            ExplanationRecorder explainer,
            PhaseRecorder phases) {
        ImprovedResults improved = improvedSearch.run(request, parsed, plain, phases);
        List<Feature> found;
        try (PhaseRecorder.OpenPhase _ = phases.enter(Phase.FETCH)) {
            found = improvedSearch.features(request, improved);
        }
        ScoredCandidate[] best =
                improved.results().stream()
                        .map(ImprovedResults.Result::candidate)
                        .toArray(ScoredCandidate[]::new);
        return new GeocodeResponse(
                found,
                next(best, found.size()),
                explainer
                        .explanation(best, found, request.center(), phases)
                        .map(plainly -> plainly.withAttempts(attempts(improved))));
    }

    private static List<Explanation.Attempt> attempts(ImprovedResults improved) {
        return improved.attempts().stream()
                .map(
                        step ->
                                new Explanation.Attempt(
                                        step.name(), step.alternatives(), step.microseconds()))
                .toList();
    }

    private void collect(
            SearchRequest request,
            AnalyzedQuery parsed,
            CollectorListener trace,
            PhaseRecorder phases) {
        ranking.start(
                parsed.folded(),
                request.autocomplete(),
                RequestedHouseNumber.of(parsed.tokens()),
                HouseNumberPolicy.of(request.filters().values()));
        request.center()
                .ifPresent(center -> ranking.setCenter(center.latitude(), center.longitude()));
        QueryTerms query =
                QueryTerms.of(
                        parsed.tokens(),
                        lookup,
                        options.limits(),
                        request.limit(),
                        request.autocomplete(),
                        filter(request.filters()),
                        request.center().flatMap(this::nearby));
        new CollectionContext(query, lookup, options.limits(), ranking, trace, bucket)
                .run(Collectors.ADDOK, options.patience(), phases);
    }

    /** The documents that pass the filters; empty where there are no filters. */
    private Optional<DocumentSet> filter(Filters filters) {
        return filter(filters, lookup);
    }

    /**
     * The documents that pass the filters: of each the first ten different values, as addok takes
     * them.
     */
    static Optional<DocumentSet> filter(Filters filters, IndexLookup lookup) {
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
                DocumentSet one = lookup.documentsMatching(filter.getKey(), values);
                passing = Optional.of(passing.map(others -> others.intersection(one)).orElse(one));
            }
        }
        return passing;
    }

    /**
     * The documents near a centre, unless there are none; addok takes a coordinate of 0 for an
     * absent one.
     */
    private Optional<DocumentSet> nearby(GeoPoint center) {
        if (center.latitude() == 0 || center.longitude() == 0) {
            return Optional.empty();
        }
        DocumentSet near =
                lookup.documentsInCells(
                        GeohashCells.around(
                                GeohashCells.encode(center.latitude(), center.longitude()), 1));
        return near.documentCount() == 0 ? Optional.empty() : Optional.of(near);
    }

    /**
     * Some places, evenly spread over the index.
     *
     * @param most how many at most
     */
    List<Feature> sample(int most) {
        int documents = lookup.documentCount();
        int size = Math.min(most, documents);
        List<Feature> places = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int document = (int) ((long) i * documents / size);
            places.add(
                    features.write(
                            new ScoredCandidate(document, StoredPlaceReader.NO_NUMBER, 0, 0, 0, 0),
                            false));
        }
        return places;
    }

    Optional<Feature> get(String id, boolean withHouseNumbers) {
        return new IdentifierSearch(lookup, features).find(id, withHouseNumbers);
    }

    GeocodeResponse reverse(ReverseRequest request, PhaseRecorder phases) {
        try (PhaseRecorder.OpenPhase _ = phases.enter(Phase.NEAREST)) {
            Optional<DocumentSet> filter = filter(request.filters());
            List<Feature> found =
                    request.radius()
                            .map(metres -> reverse.nearest(request, metres, filter))
                            .orElseGet(() -> reverse.search(request, filter));
            return new GeocodeResponse(found, Optional.empty());
        }
    }
}
