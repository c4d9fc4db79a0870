package io.odonym.geocode;

import io.odonym.collect.Bucket;
import io.odonym.collect.CollectionContext;
import io.odonym.collect.CollectorListener;
import io.odonym.collect.Collectors;
import io.odonym.collect.QueryTerms;
import io.odonym.improve.RelaxedResults;
import io.odonym.improve.RelaxedSearch;
import io.odonym.index.AddressIndex;
import io.odonym.index.IndexLookup;
import io.odonym.index.MunicipalityNames;
import io.odonym.index.geo.GeohashCells;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.store.IndexException;
import io.odonym.index.terms.DocumentSet;
import io.odonym.model.GeoPoint;
import io.odonym.rank.CandidateRanker;
import io.odonym.rank.HouseNumberResultPolicy;
import io.odonym.rank.RequestedHouseNumber;
import io.odonym.rank.ScoredCandidate;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.telemetry.RequestPhase;
import io.odonym.text.AnalyzedQuery;
import io.odonym.text.TextAnalysis;
import io.odonym.text.TextLengthException;
import io.odonym.threads.Deadline;
import io.odonym.threads.SearchTimeoutException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Runs the phases of one search at a time. Reuses iterators and buffers for later searches. Not
 * thread-safe; see {@link SearcherPool}.
 */
final class PooledSearcher {

    private final TextAnalysis text;
    private final GeocoderOptions options;
    private final IndexLookup lookup;
    private final Bucket bucket = new Bucket();
    private final CandidateRanker ranker;
    private final FeatureBuilder features;
    private final MunicipalityNames municipalities;
    private final ReverseSearch reverseSearch;
    private final RelaxedSearch relaxedSearch;
    private final ImprovedFeatureBuilder improvedFeatures;

    /**
     * Creates a searcher.
     *
     * @param municipalities the municipalities of the index, which all searchers share
     */
    PooledSearcher(
            AddressIndex index,
            TextAnalysis text,
            GeocoderOptions options,
            MunicipalityNames municipalities) {
        this.municipalities = municipalities;
        this.text = text;
        this.options = options;
        try {
            this.lookup = index.newLookup();
        } catch (IOException e) {
            throw IndexException.unreadable(e);
        }
        this.ranker = new CandidateRanker(lookup);
        this.features = new FeatureBuilder(lookup.storedPlaces());
        this.relaxedSearch = new RelaxedSearch(lookup, text);
        this.improvedFeatures = new ImprovedFeatureBuilder(lookup.storedPlaces(), features);
        this.reverseSearch = new ReverseSearch(lookup, features);
    }

    /**
     * Runs a forward search; see {@link Geocoder#search(SearchRequest, PhaseRecorder)}.
     *
     * @throws QueryLengthException if the query has too many characters; the searcher stays usable
     * @throws DeadlineExceededException if the search takes longer than the options allow
     */
    GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
        try {
            return run(request, phases);
        } catch (TextLengthException e) {
            throw new QueryLengthException(e.getMessage());
        } catch (SearchTimeoutException e) {
            throw new DeadlineExceededException(e.getMessage());
        }
    }

    private GeocodeResponse run(SearchRequest request, PhaseRecorder phases) {
        Deadline deadline = Deadline.after(options.timeout());
        AnalyzedQuery query;
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.PARSE)) {
            query = text.parse(request.query(), options.maxQueryLength());
        }
        Optional<ExplanationRecorder> recorder =
                request.explain()
                        ? Optional.of(new ExplanationRecorder(text, request.query()))
                        : Optional.empty();
        CollectorListener listener =
                recorder.isPresent() ? recorder.get().listener() : CollectorListener.NONE;
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.COLLECT)) {
            collect(request, query, listener, deadline, phases);
        }
        ScoredCandidate[] best;
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.RANK)) {
            ranker.rankBest(bucket, request.limit());
            best = ranker.best(request.limit());
        }
        if (request.improve()) {
            return improve(request, query, best, recorder, deadline, phases);
        }
        int count = Math.min(request.maxFeatures(), best.length);
        List<Feature> found = new ArrayList<>(count);
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.FETCH)) {
            for (int i = 0; i < count; i++) {
                found.add(features.build(best[i], request.center().isPresent()));
            }
        }
        return new GeocodeResponse(
                found, nextScore(best, count), explain(recorder, request, best, found, phases));
    }

    /** Returns the score of the first result that is not among the features. */
    private static OptionalDouble nextScore(ScoredCandidate[] best, int featureCount) {
        return featureCount < best.length
                ? OptionalDouble.of(best[featureCount].score())
                : OptionalDouble.empty();
    }

    private static Optional<Explanation> explain(
            Optional<ExplanationRecorder> recorder,
            SearchRequest request,
            ScoredCandidate[] best,
            List<Feature> found,
            PhaseRecorder phases) {
        return recorder.isPresent()
                ? Optional.of(
                        recorder.get().explain(best, found, request.center().isPresent(), phases))
                : Optional.empty();
    }

    /** Runs the relaxed search. Returns the plain results if it finds no better results. */
    private GeocodeResponse improve(
            SearchRequest request,
            AnalyzedQuery query,
            ScoredCandidate[] plain,
            Optional<ExplanationRecorder> recorder,
            Deadline deadline,
            PhaseRecorder phases) {
        RelaxedResults improved;
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.IMPROVE)) {
            improved = relaxedSearch.improve(relaxedRequest(request, deadline), plain, phases);
        }
        List<Feature> found;
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.FETCH)) {
            found =
                    improved.results().stream()
                            .limit(request.maxFeatures())
                            .map(
                                    result ->
                                            improvedFeatures.build(
                                                    result, request.center().isPresent()))
                            .toList();
        }
        ScoredCandidate[] best =
                improved.results().stream()
                        .map(RelaxedResults.Result::candidate)
                        .toArray(ScoredCandidate[]::new);
        return new GeocodeResponse(
                found,
                nextScore(best, found.size()),
                explain(recorder, request, best, found, phases)
                        .map(explanation -> explanation.withImprovements(improvements(improved))));
    }

    private static List<Explanation.Improvement> improvements(RelaxedResults improved) {
        return improved.attempts().stream()
                .map(
                        step ->
                                new Explanation.Improvement(
                                        step.name(), step.alternatives(), step.microseconds()))
                .toList();
    }

    private RelaxedSearch.Request relaxedRequest(SearchRequest request, Deadline deadline) {
        double[] center =
                request.center()
                        .filter(PooledSearcher::isCenter)
                        .map(point -> new double[] {point.latitude(), point.longitude()})
                        .orElse(new double[0]);
        return new RelaxedSearch.Request(
                request.query(),
                request.autocomplete(),
                request.limit(),
                filter(request.filters()),
                HouseNumberResultPolicy.of(request.filters().values()),
                center,
                request.explain(),
                deadline);
    }

    private void collect(
            SearchRequest request,
            AnalyzedQuery query,
            CollectorListener listener,
            Deadline deadline,
            PhaseRecorder phases) {
        ranker.start(
                query.folded(),
                request.autocomplete(),
                RequestedHouseNumber.of(query.tokens()),
                HouseNumberResultPolicy.of(request.filters().values()));
        request.center()
                .ifPresent(center -> ranker.setCenter(center.latitude(), center.longitude()));
        QueryTerms terms =
                QueryTerms.of(
                        query.tokens(),
                        lookup,
                        options.limits(),
                        request.limit(),
                        request.autocomplete(),
                        filter(request.filters()),
                        request.center().flatMap(this::documentsNear));
        new CollectionContext(terms, lookup, options.limits(), ranker, listener, bucket)
                .run(Collectors.ADDOK, deadline, phases);
    }

    /**
     * Returns the documents that pass the filters.
     *
     * @return the documents; empty if there are no restrictions
     */
    private Optional<DocumentSet> filter(Filters filters) {
        Optional<DocumentSet> passing = filters.bounds().map(lookup::documentsNear);
        for (Map.Entry<String, List<String>> filter : filters.values().entrySet()) {
            List<String> values =
                    filter.getValue().stream()
                            .map(String::strip)
                            .filter(value -> !value.isEmpty())
                            .distinct()
                            .limit(filters.maxValues())
                            .sorted()
                            .toList();
            if (!values.isEmpty()) {
                DocumentSet matching = lookup.documentsMatching(filter.getKey(), values);
                passing =
                        Optional.of(
                                passing.map(others -> others.intersection(matching))
                                        .orElse(matching));
            }
        }
        return passing;
    }

    /**
     * Tests whether a point can be used as a centre. Like addok, ignores points with a coordinate
     * of 0.
     */
    private static boolean isCenter(GeoPoint point) {
        return point.latitude() != 0 && point.longitude() != 0;
    }

    /** Returns the documents in the geohash cells around a centre; empty if there are none. */
    private Optional<DocumentSet> documentsNear(GeoPoint center) {
        if (!isCenter(center)) {
            return Optional.empty();
        }
        DocumentSet near =
                lookup.documentsInCells(
                        GeohashCells.around(
                                GeohashCells.encode(center.latitude(), center.longitude()), 1));
        return near.documentCount() == 0 ? Optional.empty() : Optional.of(near);
    }

    /** Returns a sample of places; see {@link ReloadableGeocoder#samplePlaces(int)}. */
    List<Feature> samplePlaces(int maxPlaces) {
        int documents = lookup.documentCount();
        int size = Math.min(maxPlaces, documents);
        List<Feature> places = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int document = (int) ((long) i * documents / size);
            places.add(
                    features.build(
                            new ScoredCandidate(document, StoredPlaceReader.NO_NUMBER, 0, 0, 0, 0),
                            false));
        }
        return places;
    }

    /** Finds a feature by its identifier; see {@link Geocoder#findById(String, boolean)}. */
    Optional<Feature> findById(String id, boolean withHouseNumbers) {
        return new IdentifierSearch(lookup, features).find(id, withHouseNumbers);
    }

    /** Runs a reverse search; see {@link Geocoder#reverse(ReverseRequest, PhaseRecorder)}. */
    GeocodeResponse reverse(ReverseRequest request, PhaseRecorder phases) {
        Deadline deadline = Deadline.after(options.timeout());
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.NEAREST)) {
            Optional<DocumentSet> filter = filter(request.filters());
            List<Feature> found =
                    request.radius()
                            .map(
                                    metres ->
                                            reverseSearch.searchRadius(
                                                    request, metres, filter, deadline))
                            .orElseGet(
                                    () ->
                                            reverseSearch.searchNeighbourhood(
                                                    request, filter, deadline));
            return GeocodeResponse.of(found);
        } catch (SearchTimeoutException e) {
            throw new DeadlineExceededException(e.getMessage());
        }
    }

    /** Searches an area; see {@link Geocoder#findWithin(AreaRequest, PhaseRecorder)}. */
    GeocodeResponse findWithin(AreaRequest request, PhaseRecorder phases) {
        Deadline deadline = Deadline.after(options.timeout());
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.NEAREST)) {
            return GeocodeResponse.of(
                    new AreaSearch(lookup, features, request)
                            .run(filter(request.filters()), deadline));
        } catch (SearchTimeoutException e) {
            throw new DeadlineExceededException(e.getMessage());
        }
    }

    /** Finds municipalities by name; see {@link Geocoder#findMunicipalities(String)}. */
    List<String> findMunicipalities(String name) {
        return municipalities.find(name, lookup);
    }
}
