package io.odonym.cli;

import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvException;
import io.odonym.csv.CsvGeocoder;
import io.odonym.csv.CsvGeocodingTask;
import io.odonym.csv.CsvLimits;
import io.odonym.csv.CsvRequest;
import io.odonym.csv.RowStatus;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.source.SourceFile;
import io.odonym.telemetry.Telemetry;
import io.odonym.text.TextAnalysis;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** What the commands that geocode a file have in common, and how they do it. */
final class FileGeocodingOptions {

    private static final int BUFFER = 1 << 16;

    @Parameters(index = "0", paramLabel = "IN.csv", description = "The file, plain or gzip.")
    private Path in;

    @Parameters(
            index = "1",
            paramLabel = "OUT.csv",
            description = "Where the answer goes; compressed where it ends in .gz.")
    private Path out;

    @Mixin private IndexOption index = new IndexOption();

    @Option(
            names = "--filter",
            paramLabel = "FILTER=COLUMN",
            description = "A filter (type, postcode, citycode) and the column of its values.")
    private Map<String, String> filters = Map.of();

    @Option(
            names = "--lat",
            paramLabel = "COLUMN",
            description = "The column of the latitude, in degrees WGS84.")
    private Optional<String> latitude = Optional.empty();

    @Option(
            names = "--lon",
            paramLabel = "COLUMN",
            description = "The column of the longitude, in degrees WGS84.")
    private Optional<String> longitude = Optional.empty();

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = CsvRequest.STANDARD_ENCODING,
            description = "Of the file and of the answer (default: ${DEFAULT-VALUE}).")
    private String encoding;

    @Option(
            names = "--delimiter",
            paramLabel = "C",
            converter = OneCharacter.class,
            description = "Between cells (default: found out).")
    private Optional<Character> delimiter = Optional.empty();

    @Option(
            names = "--quote",
            paramLabel = "C",
            converter = OneCharacter.class,
            description = "Around cells (default: \").")
    private Optional<Character> quote = Optional.empty();

    @Option(names = "--with-bom", description = "Begins an answer in UTF-8 with a byte order mark.")
    private boolean withMark;

    @Option(
            names = "--result-columns",
            paramLabel = "A,B",
            split = ",",
            description = "The columns to add (default: addok's).")
    private List<String> resultColumns = List.of();

    @Option(
            names = "--improve",
            description = "Reads addresses more freely than addok does, where its reading fails.")
    private boolean improve;

    @Option(
            names = "--escape-formulas",
            description =
                    "Writes an apostrophe before cells that a spreadsheet would take for a"
                            + " formula.")
    private boolean escapeFormulas;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many rows to work on at once (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--quiet", description = "Shows no progress.")
    private boolean quiet;

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    /** A character, or the two letters "\t" for a tabulator. */
    static final class OneCharacter implements ITypeConverter<Character> {

        @Override
        public Character convert(String value) {
            return CsvRequest.character(value)
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "\"" + value + "\" is not one character"));
        }
    }

    /** Geocodes the file; the answer takes its name once it is whole. */
    int run(CsvRequest.Kind kind, List<String> columns, double minimumScore)
            throws IOException, InterruptedException {
        TextAnalysis analysis = text.analysis();
        Path folder = index.folder(Optional.empty(), analysis);
        CsvRequest request =
                new CsvRequest(
                        kind,
                        columns,
                        encoding,
                        delimiter,
                        quote,
                        withMark,
                        minimumScore,
                        latitude,
                        longitude,
                        filters,
                        resultColumns,
                        improve,
                        escapeFormulas);
        Configuration standard = Configuration.standard();
        CsvRequest.checkFilterOptions(filters.keySet(), standard.filters());
        CsvLimits limits =
                new CsvLimits(
                        Long.MAX_VALUE, false, standard.filterSeparator(), Math.max(1, threads));
        try (Telemetry telemetry = Telemetry.local();
                ReloadableGeocoder geocoder =
                        ReloadableGeocoder.open(folder, analysis, GeocoderOptions.ADDOK);
                CsvGeocoder engine = new CsvGeocoder(geocoder, telemetry, limits);
                CsvGeocodingTask plan =
                        engine.prepare(
                                () -> SourceFile.decompressed(Files.newInputStream(in)), request)) {
            write(plan);
        } catch (CsvException wrong) {
            throw new IllegalArgumentException(
                    in
                            + ": "
                            + wrong.getMessage()
                            + (wrong.description().isEmpty() ? "" : ". " + wrong.description()),
                    wrong);
        }
        return 0;
    }

    private void write(CsvGeocodingTask plan) throws IOException {
        Path aside = out.resolveSibling(out.getFileName() + ".part");
        FileGeocodingProgress progress = FileGeocodingProgress.of(plan.rows(), quiet);
        try {
            Map<RowStatus, Long> statuses;
            try (OutputStream file = open(aside)) {
                statuses = plan.run(file, progress::written);
            }
            Files.move(aside, out, StandardCopyOption.REPLACE_EXISTING);
            progress.end(
                    statuses.entrySet().stream()
                            .map(each -> "%,d %s".formatted(each.getValue(), each.getKey().word()))
                            .collect(Collectors.joining(", ")));
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private OutputStream open(Path aside) throws IOException {
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(aside), BUFFER);
        return out.getFileName().toString().endsWith(".gz")
                ? new GZIPOutputStream(file, BUFFER)
                : file;
    }
}
