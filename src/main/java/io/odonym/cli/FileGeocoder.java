package io.odonym.cli;

import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvException;
import io.odonym.csv.CsvGeocoder;
import io.odonym.csv.CsvGeocoderOptions;
import io.odonym.csv.CsvRequest;
import io.odonym.csv.PreparedCsvGeocoding;
import io.odonym.csv.RowStatus;
import io.odonym.files.AtomicFile;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.options.CsvOptions;
import io.odonym.options.TextAnalysisOptions;
import io.odonym.source.SourceFile;
import io.odonym.telemetry.Telemetry;
import io.odonym.text.TextAnalysis;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * The options shared by {@code odonym geocode} and {@code odonym reverse}, and the code that
 * geocodes a file.
 */
final class FileGeocoder {

    private static final int BUFFER_BYTES = 1 << 16;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "IN.csv",
            description = "The CSV file, uncompressed or compressed with gzip.")
    private Path in;

    @Parameters(
            index = "1",
            paramLabel = "OUT.csv",
            description = "The output file. It is compressed if its name ends in .gz.")
    private Path out;

    @Mixin private IndexOption index = new IndexOption();

    @Mixin private CsvOptions csv = new CsvOptions();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "The number of rows that are geocoded concurrently (default: the number of"
                            + " processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--quiet", description = "Do not print progress messages.")
    private boolean quiet;

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    /**
     * Geocodes the file. Rows are written to a temporary file, which is renamed after the last row.
     *
     * @param kind search or reverse search
     * @param columns the columns that form the query, in order; empty for all columns
     * @param minimumScore the score, from 0 to 1, that a result must exceed
     * @return the exit code
     * @throws IllegalArgumentException if the file or an option is invalid
     */
    int run(CsvRequest.Kind kind, List<String> columns, double minimumScore)
            throws IOException, InterruptedException {
        try {
            csv.checkCharacters();
        } catch (IllegalArgumentException invalid) {
            throw new ParameterException(command.commandLine(), invalid.getMessage(), invalid);
        }
        TextAnalysis analysis = text.analysis();
        Path folder = index.resolve(text);
        CsvRequest request = csv.request(kind, columns, minimumScore);
        CsvGeocoderOptions limits =
                new CsvGeocoderOptions(
                        Long.MAX_VALUE,
                        false,
                        Configuration.standard().filterSeparator(),
                        Math.max(1, threads));
        try (Telemetry telemetry = Telemetry.local();
                ReloadableGeocoder geocoder =
                        ReloadableGeocoder.open(folder, analysis, GeocoderOptions.ADDOK);
                CsvGeocoder csvGeocoder = new CsvGeocoder(geocoder, telemetry, limits);
                PreparedCsvGeocoding task =
                        csvGeocoder.prepare(
                                () -> SourceFile.decompressed(Files.newInputStream(in)), request)) {
            write(task);
        } catch (CsvException invalid) {
            throw new IllegalArgumentException(
                    in
                            + ": "
                            + invalid.getMessage()
                            + (invalid.description().isEmpty() ? "" : ". " + invalid.description()),
                    invalid);
        }
        return 0;
    }

    private void write(PreparedCsvGeocoding task) throws IOException {
        FileGeocodingProgress progress = FileGeocodingProgress.start(task.rowCount(), quiet);
        try (AtomicFile file = AtomicFile.create(out)) {
            Map<RowStatus, Long> statuses;
            try (OutputStream stream = open(file)) {
                statuses = task.run(stream, progress::onRowsWritten);
            }
            file.commit();
            progress.finish(
                    statuses.entrySet().stream()
                            .map(
                                    each ->
                                            "%,d %s"
                                                    .formatted(
                                                            each.getValue(),
                                                            each.getKey().columnValue()))
                            .collect(Collectors.joining(", ")));
        }
    }

    private OutputStream open(AtomicFile target) throws IOException {
        OutputStream file = new BufferedOutputStream(target.newOutputStream(), BUFFER_BYTES);
        return out.getFileName().toString().endsWith(".gz")
                ? new GZIPOutputStream(file, BUFFER_BYTES)
                : file;
    }
}
