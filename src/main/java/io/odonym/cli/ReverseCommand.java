package io.odonym.cli;

import io.odonym.csv.CsvRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code odonym reverse}: finds the addresses nearest to the points in a CSV file. */
@Command(
        name = "reverse",
        mixinStandardHelpOptions = true,
        description = "Finds the addresses of the points of a CSV file, like /reverse/csv.")
final class ReverseCommand implements Callable<Integer> {

    @Mixin private FileGeocoder file = new FileGeocoder();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return file.run(CsvRequest.Kind.REVERSE, List.of(), CsvRequest.DEFAULT_MINIMUM_SCORE);
    }
}
