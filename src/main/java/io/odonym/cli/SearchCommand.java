package io.odonym.cli;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.Explanation;
import io.odonym.geocode.Feature;
import io.odonym.geocode.Filters;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.geocode.SearchRequest;
import io.odonym.http.api.GeoCodeJsonWriter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code odonym search}. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Searches one address and prints a table.")
final class SearchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "QUERY", description = "The address.")
    private String query;

    @Mixin private IndexOption index = new IndexOption();

    @Option(
            names = "--limit",
            defaultValue = "5",
            paramLabel = "N",
            description = "How many results, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--autocomplete", description = "The last word may be unfinished.")
    private boolean autocomplete;

    @Option(names = "--explain", description = "Tells how the results came about.")
    private boolean explain;

    @Option(
            names = "--improve",
            description =
                    "Reads the query more freely than addok does, where addok's reading finds"
                            + " nothing good.")
    private boolean improve;

    @Option(names = "--json", description = "Prints the HTTP API's answer.")
    private boolean json;

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = index.folder(Optional.empty(), text.analysis());
        try (ReloadableGeocoder geocoder =
                ReloadableGeocoder.open(folder, text.analysis(), GeocoderOptions.ADDOK)) {
            GeocodeResponse answer =
                    geocoder.search(
                            SearchRequest.of(query, Math.clamp(limit, 1, 100))
                                    .withAutocomplete(autocomplete)
                                    .withExplain(explain)
                                    .withImprove(improve));
            if (json) {
                Configuration options = Configuration.standard();
                byte[] body =
                        new GeoCodeJsonWriter(options.attribution(), options.licence())
                                .write(
                                        answer,
                                        Optional.of(query),
                                        Filters.NONE,
                                        Optional.empty(),
                                        limit);
                System.out.println(new String(body, StandardCharsets.UTF_8));
            } else {
                answer.explanation().ifPresent(SearchCommand::print);
                print(answer);
            }
        }
        return 0;
    }

    private static void print(GeocodeResponse answer) {
        if (answer.features().isEmpty()) {
            System.out.println("nothing found");
            return;
        }
        int width = answer.features().stream().mapToInt(f -> f.label().length()).max().orElse(0);
        String row = "%-6s  %-" + width + "s  %-12s  %-24s  %10s  %10s%n";
        System.out.printf(row, "score", "label", "type", "id", "lat", "lon");
        for (Feature feature : answer.features()) {
            System.out.printf(
                    row,
                    "%.4f".formatted(feature.score()),
                    feature.label(),
                    feature.properties().text("type"),
                    feature.properties().text("id"),
                    String.format(Locale.ROOT, "%.6f", feature.latitude()),
                    String.format(Locale.ROOT, "%.6f", feature.longitude()));
        }
    }

    private static void print(Explanation explanation) {
        System.out.println("text");
        for (Explanation.TextStage stage : explanation.textStages()) {
            System.out.printf("  %-22s %s%n", stage.name(), String.join(" | ", stage.tokens()));
        }
        System.out.println("collectors");
        for (Explanation.Collector collector : explanation.collectors()) {
            System.out.printf(
                    "  %-34s %5d candidates  %8.1f µs%n",
                    collector.name(), collector.candidates(), collector.microseconds());
            for (String step : collector.steps()) {
                System.out.println("      " + step);
            }
        }
        if (!explanation.improvements().isEmpty()) {
            System.out.println("improvements");
        }
        for (Explanation.Improvement attempt : explanation.improvements()) {
            System.out.printf(
                    "  %-34s %5d readings    %8.1f µs%n",
                    attempt.name(), attempt.alternatives().size(), attempt.microseconds());
            if (!attempt.alternatives().isEmpty()) {
                System.out.println("      " + String.join(", ", attempt.alternatives()));
            }
        }
        System.out.println("phases");
        for (Explanation.PhaseDuration phase : explanation.phases()) {
            System.out.printf("  %-34s %27.1f µs%n", phase.name(), phase.microseconds());
        }
        System.out.println("scores");
        for (Explanation.Score score : explanation.scores()) {
            System.out.println("  " + score.label());
            for (Explanation.ScoreComponent part : score.components()) {
                System.out.printf(
                        "      %-14s %.4f of %.1f%n", part.name(), part.value(), part.max());
            }
        }
        System.out.println();
    }
}
