package io.odonym.geocode;

import io.odonym.improve.ImprovedResults;
import io.odonym.improve.RelaxedSearch;
import io.odonym.improve.query.HouseNumberMatch;
import io.odonym.index.IndexLookup;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.model.Attributes;
import io.odonym.rank.HouseNumberPolicy;
import io.odonym.rank.ScoredCandidate;
import io.odonym.telemetry.Phase;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.text.AnalyzedQuery;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
import java.util.List;

/**
 * The second search of a request that asks for improvements, and what its features tell beside
 * addok's properties: {@code improved}, the improvements that made the answer; {@code
 * housenumber_match}, how the number answers the one that was asked for; and where it is another,
 * {@code housenumber_asked}.
 */
final class ImprovedSearch {

    private static final double MICRODEGREES = 1e6;
    private static final double CENTIMETRES = 100;

    private final IndexLookup lookup;
    private final RelaxedSearch improver;
    private final FeatureBuilder features;

    ImprovedSearch(IndexLookup lookup, TextAnalysis text, FeatureBuilder features) {
        this.lookup = lookup;
        this.improver = new RelaxedSearch(lookup, text);
        this.features = features;
    }

    /** Better results than the plain search's where there are any, else these. */
    ImprovedResults run(
            SearchRequest request,
            AnalyzedQuery parsed,
            ScoredCandidate[] plain,
            PhaseRecorder phases) {
        double[] center =
                request.center()
                        .filter(point -> point.latitude() != 0 && point.longitude() != 0)
                        .map(point -> new double[] {point.latitude(), point.longitude()})
                        .orElse(new double[0]);
        try (PhaseRecorder.OpenPhase _ = phases.enter(Phase.IMPROVE)) {
            return improver.improve(
                    new RelaxedSearch.Request(
                            parsed.folded(),
                            request.autocomplete(),
                            request.limit(),
                            SearchSession.filter(request.filters(), lookup),
                            HouseNumberPolicy.of(request.filters().values()),
                            center,
                            request.explain()),
                    plain,
                    phases);
        }
    }

    /** The features of an improved search. */
    List<Feature> features(SearchRequest request, ImprovedResults improved) {
        return improved.results().stream()
                .limit(request.features())
                .map(result -> feature(result, request.center().isPresent()))
                .toList();
    }

    private Feature feature(ImprovedResults.Result result, boolean withDistance) {
        ScoredCandidate ranked = result.candidate();
        Feature feature = features.write(ranked, withDistance);
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        double longitude = feature.longitude();
        double latitude = feature.latitude();
        if (result.match() == HouseNumberMatch.INTERPOLATED) {
            Feature street =
                    features.write(
                            new ScoredCandidate(
                                    ranked.document(),
                                    StoredPlaceReader.NO_NUMBER,
                                    ranked.score(),
                                    ranked.similarity(),
                                    ranked.importance(),
                                    ranked.kilometres()),
                            withDistance);
            StoredPlaceReader storedPlaces = lookup.storedPlaces();
            HouseNumbers houseNumbers = storedPlaces.houseNumbers(ranked.document());
            String lower = houseNumbers.text(ranked.houseNumber());
            String upper = houseNumbers.text(result.upperNumber());
            longitude =
                    between(
                            houseNumbers.longitude(ranked.houseNumber()),
                            houseNumbers.longitude(result.upperNumber()),
                            result.fraction(),
                            MICRODEGREES);
            latitude =
                    between(
                            houseNumbers.latitude(ranked.houseNumber()),
                            houseNumbers.latitude(result.upperNumber()),
                            result.fraction(),
                            MICRODEGREES);
            Attributes place = storedPlaces.attributes(ranked.document());
            Attributes below = houseNumbers.attributes(ranked.houseNumber(), place.text("id"));
            Attributes above = houseNumbers.attributes(result.upperNumber(), place.text("id"));
            feature = interpolated(street, result, below, above);
            keys.add("housenumber_between");
            values.add(List.of(lower, upper));
        }
        if (!result.improvements().isEmpty()) {
            keys.add("improved");
            values.add(result.improvements());
        }
        if (result.match() != HouseNumberMatch.NOT_ASKED) {
            keys.add("housenumber_match");
            values.add(result.match().word());
        }
        if (result.match() == HouseNumberMatch.SUFFIX
                || result.match() == HouseNumberMatch.NEAREST
                || result.match() == HouseNumberMatch.NONE) {
            keys.add("housenumber_asked");
            values.add(result.requestedNumber());
        }
        return new Feature(
                longitude,
                latitude,
                feature.properties().overriddenBy(new Attributes(keys, values)));
    }

    /** The street's feature as that of a number between two; it keeps the street's identifier. */
    private static Feature interpolated(
            Feature street, ImprovedResults.Result result, Attributes below, Attributes above) {
        String number = result.requestedNumber();
        List<String> keys = new ArrayList<>(List.of("label", "score", "housenumber"));
        Attributes properties = street.properties();
        List<Object> values =
                new ArrayList<>(
                        List.of(
                                number + " " + properties.text("label"),
                                properties.number("score"),
                                number));
        for (int i = 0; i < properties.keys().size(); i++) {
            String key = properties.keys().get(i);
            Object value = properties.values().get(i);
            if (keys.contains(key)) {
                continue;
            }
            keys.add(key);
            values.add(
                    switch (key) {
                        case "name" -> number + " " + value;
                        case "type" -> "housenumber";
                        case "x", "y" ->
                                Double.isNaN(below.number(key)) || Double.isNaN(above.number(key))
                                        ? value
                                        : (Object)
                                                between(
                                                        below.number(key),
                                                        above.number(key),
                                                        result.fraction(),
                                                        CENTIMETRES);
                        default -> value;
                    });
        }
        return new Feature(street.longitude(), street.latitude(), new Attributes(keys, values));
    }

    private static double between(double from, double to, double share, double precision) {
        return Math.rint((from + (to - from) * share) * precision) / precision;
    }
}
