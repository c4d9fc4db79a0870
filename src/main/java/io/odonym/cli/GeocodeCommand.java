package io.odonym.cli;

import io.odonym.csv.CsvRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code odonym geocode}. */
@Command(
        name = "geocode",
        mixinStandardHelpOptions = true,
        description = "Geocodes the addresses of a CSV file, as /search/csv does.")
final class GeocodeCommand implements Callable<Integer> {

    @Option(
            names = "--columns",
            paramLabel = "A,B",
            split = ",",
            description = "The columns that make the address, in order (default: all).")
    private List<String> columns = List.of();

    @Option(
            names = "--min-score",
            paramLabel = "SCORE",
            defaultValue = "" + CsvRequest.STANDARD_MINIMUM_SCORE,
            description = "Takes results above this score (default: ${DEFAULT-VALUE}).")
    private double minimumScore;

    @Mixin private FileGeocodingOptions file = new FileGeocodingOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return file.run(CsvRequest.Kind.SEARCH, columns, minimumScore);
    }
}
