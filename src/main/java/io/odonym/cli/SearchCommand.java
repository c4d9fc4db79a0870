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
import io.odonym.options.TextAnalysisOptions;
import io.odonym.text.TextAnalysis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code odonym search}: searches for one address. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Searches for one address and prints the results as a table.")
final class SearchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "QUERY", description = "The address.")
    private String query;

    @Mixin private IndexOption index = new IndexOption();

    @Option(
            names = "--limit",
            defaultValue = "5",
            paramLabel = "N",
            description = "The maximum number of results, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--autocomplete",
            description = "Treat the last word of the address as an unfinished word.")
    private boolean autocomplete;

    @Option(names = "--explain", description = "Also print how the results were found.")
    private boolean explain;

    @Option(
            names = "--improve",
            description = "Run a relaxed search if the addok search finds no good result.")
    private boolean improve;

    @Option(
            names = "--json",
            description = "Print the results as the JSON response of the HTTP API.")
    private boolean json;

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        TextAnalysis analysis = text.analysis();
        Path folder = index.resolve(text);
        try (ReloadableGeocoder geocoder =
                ReloadableGeocoder.open(folder, analysis, GeocoderOptions.ADDOK)) {
            GeocodeResponse response =
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
                                        response,
                                        Optional.of(query),
                                        Filters.NONE,
                                        Optional.empty(),
                                        limit);
                System.out.println(new String(body, StandardCharsets.UTF_8));
            } else {
                response.explanation().ifPresent(SearchCommand::print);
                print(response);
            }
        }
        return 0;
    }

    private static void print(GeocodeResponse response) {
        if (response.features().isEmpty()) {
            System.out.println("no results");
            return;
        }
        int width = response.features().stream().mapToInt(f -> f.label().length()).max().orElse(0);
        String row = "%-6s  %-" + width + "s  %-12s  %-24s  %10s  %10s%n";
        System.out.printf(row, "score", "label", "type", "id", "lat", "lon");
        for (Feature feature : response.features()) {
            System.out.printf(
                    row,
                    "%.4f".formatted(feature.score()),
                    feature.label(),
                    feature.properties().text("type"),
                    feature.properties().text("id"),
                    String.format(Locale.ROOT, "%.6f", feature.latitude()),
                    String.format(Locale.ROOT, "%.6f", feature.longitude()));
            String conflict = conflict(feature.properties().list("conflict"));
            if (!conflict.isEmpty()) {
                System.out.println("        differs from the query in " + conflict);
            }
        }
    }

    /**
     * Lists the parts of the address in which a result differs from the query, such as "the
     * postcode and the city"; "" if there are none.
     */
    private static String conflict(List<?> parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String separator = i == 0 ? "" : i == parts.size() - 1 ? " and " : ", ";
            text.append(separator).append("the ").append(parts.get(i));
        }
        return text.toString();
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
        for (Explanation.Improvement improvement : explanation.improvements()) {
            System.out.printf(
                    "  %-34s %5d alternatives %8.1f µs%n",
                    improvement.name(),
                    improvement.alternatives().size(),
                    improvement.microseconds());
            if (!improvement.alternatives().isEmpty()) {
                System.out.println("      " + String.join(", ", improvement.alternatives()));
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
