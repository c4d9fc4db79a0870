package io.odonym.geocode;

import io.odonym.improve.Improved;
import io.odonym.improve.Improver;
import io.odonym.index.Lookup;
import io.odonym.rank.HouseNumberRule;
import io.odonym.rank.Ranked;
import io.odonym.telemetry.Phase;
import io.odonym.telemetry.Phases;
import io.odonym.text.ParsedQuery;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The second search of a request that asks for improvements, and the features it gives. */
final class ImprovedSearch {

    private final Lookup lookup;
    private final Improver improver;
    private final FeatureWriter features;

    ImprovedSearch(Lookup lookup, TextAnalysis text, FeatureWriter features) {
        this.lookup = lookup;
        this.improver = new Improver(lookup, text);
        this.features = features;
    }

    /** Better results than the plain search's, where there are any. */
    Optional<Improved> run(
            SearchRequest request, ParsedQuery parsed, Ranked[] plain, Phases phases) {
        double[] center =
                request.center()
                        .map(point -> new double[] {point.latitude(), point.longitude()})
                        .orElse(new double[0]);
        try (Phases.Open _ = phases.enter(Phase.IMPROVE)) {
            return improver.improve(
                    new Improver.Request(
                            parsed.folded(),
                            request.autocomplete(),
                            request.limit(),
                            Session.filter(request.filters(), lookup),
                            HouseNumberRule.of(request.filters().values()),
                            center),
                    plain,
                    phases);
        }
    }

    /** The answer of an improved search. */
    Answer answer(SearchRequest request, Improved improved, Explainer explainer, Phases phases) {
        List<Feature> found = new ArrayList<>();
        List<Ranked> best = new ArrayList<>();
        try (Phases.Open _ = phases.enter(Phase.FETCH)) {
            for (Improved.Result result : improved.results()) {
                Feature plain = features.write(result.ranked(), request.center().isPresent());
                best.add(result.ranked());
                found.add(
                        new Feature(
                                plain.longitude(),
                                plain.latitude(),
                                plain.properties()
                                        .with(
                                                new io.odonym.source.Attributes(
                                                        List.of("improved", "cost"),
                                                        List.of(
                                                                result.improvements(),
                                                                result.cost())))));
            }
        }
        return new Answer(
                found,
                explainer.explanation(
                        best.toArray(Ranked[]::new), found, request.center(), phases));
    }
}
