package io.odonym.cli;

import io.odonym.csv.CsvRequest;
import io.odonym.options.TableSearchOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code odonym geocode}: geocodes the addresses in a CSV file. */
@Command(
        name = "geocode",
        mixinStandardHelpOptions = true,
        description = "Geocodes the addresses of a CSV file, like /search/csv.")
final class GeocodeCommand implements Callable<Integer> {

    @Mixin private TableSearchOptions search = new TableSearchOptions();

    @Mixin private FileGeocoder file = new FileGeocoder();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return file.run(CsvRequest.Kind.SEARCH, search.columns(), search.minimumScore());
    }
}
