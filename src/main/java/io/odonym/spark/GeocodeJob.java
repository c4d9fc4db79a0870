package io.odonym.spark;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.ConfigurationException;
import io.odonym.configuration.ProgramVersion;
import io.odonym.csv.CsvRequest;
import io.odonym.index.store.IndexException;

import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Geocodes files of any size on a cluster:
 *
 * <pre>
 * spark-submit --class io.odonym.spark.GeocodeJob odonym-spark.jar --index I --input P --output Q
 * </pre>
 *
 * <p>Its options are those of {@code odonym geocode} and {@code odonym reverse}, as far as a
 * cluster has a use for them.
 */
@Command(
        name = "odonym-spark",
        mixinStandardHelpOptions = true,
        versionProvider = GeocodeJob.VersionLine.class,
        description =
                "Geocodes CSV, Parquet or JSON files on Apache Spark, as /search/csv and"
                        + " /reverse/csv do.")
public final class GeocodeJob implements Callable<Integer> {

    private static final String PLUGINS = "spark.plugins";

    @Option(
            names = "--index",
            required = true,
            paramLabel = "DIR|ARCHIVE",
            description =
                    "The index: a folder that every node has, an archive made by odonym package on"
                            + " any Hadoop file system, or the name that --archives gives it.")
    private String index;

    @Option(
            names = "--index-cache",
            paramLabel = "DIR",
            description =
                    "The folder on every node that keeps an index brought to it (default: one in"
                            + " the temporary folder).")
    private String cache = "";

    @Option(
            names = "--input",
            required = true,
            paramLabel = "PATH",
            description = "A file, a folder or a pattern, plain or gzip.")
    private String input;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "PATH",
            description = "The folder that the answer goes to.")
    private String output;

    @Option(names = "--overwrite", description = "Replaces what is at --output.")
    private boolean overwrite;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "Of the input: csv, parquet or json (default: ${DEFAULT-VALUE}).")
    private JobFormat format;

    @Option(
            names = "--output-format",
            paramLabel = "FORMAT",
            description = "Of the output (default: the input's).")
    private JobFormat outputFormat;

    @Option(
            names = "--compression",
            paramLabel = "NAME",
            description =
                    "Of the output: none or gzip for CSV, else what Spark knows (default: none for"
                            + " CSV and JSON, snappy for Parquet).")
    private String compression = "";

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "How many parts to cut the input into, about (default: four a core and more,"
                            + " so that none is longer than 32 MB).")
    private int partitions;

    @Option(names = "--reverse", description = "Finds the addresses at points.")
    private boolean reverse;

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

    @Option(
            names = "--filter",
            paramLabel = "FILTER=COLUMN",
            description = "A filter (type, postcode, citycode) and the column of its values.")
    private Map<String, String> filters = Map.of();

    @Option(
            names = "--lat",
            paramLabel = "COLUMN",
            description = "The column of the latitude, in degrees WGS84.")
    private String latitude = "";

    @Option(
            names = "--lon",
            paramLabel = "COLUMN",
            description = "The column of the longitude, in degrees WGS84.")
    private String longitude = "";

    @Option(
            names = "--result-columns",
            paramLabel = "A,B",
            split = ",",
            description = "The columns to add (default: addok's); result_status always is.")
    private List<String> resultColumns = List.of();

    @Option(
            names = "--improve",
            description = "Reads addresses more freely than addok does, where its reading fails.")
    private boolean improve;

    @Option(
            names = "--escape-formulas",
            description =
                    "Writes an apostrophe before cells that a spreadsheet would take for a"
                            + " formula; in CSV only.")
    private boolean escapeFormulas;

    @Option(
            names = "--synonyms",
            paramLabel = "FILE",
            description =
                    "More synonyms; may be given several times. An index is searched with the"
                            + " synonyms it was built with.")
    private List<Path> synonyms = List.of();

    @Option(names = "--quiet", description = "Prints no summary.")
    private boolean quiet;

    @ArgGroup(validate = false, heading = "CSV:%n")
    private CsvOptions csv = new CsvOptions();

    /** How CSV files are written. */
    static final class CsvOptions {

        @Option(
                names = "--encoding",
                paramLabel = "NAME",
                defaultValue = CsvRequest.STANDARD_ENCODING,
                description = "Of the files and of the answer (default: ${DEFAULT-VALUE}).")
        private String encoding = CsvRequest.STANDARD_ENCODING;

        @Option(
                names = "--delimiter",
                paramLabel = "C",
                description = "Between cells (default: found out).")
        private String delimiter = "";

        @Option(names = "--quote", paramLabel = "C", description = "Around cells (default: \").")
        private String quote = "";

        @Option(
                names = "--with-bom",
                description = "Begins an answer in UTF-8 with a byte order mark.")
        private boolean withMark;
    }

    /** picocli fills it. */
    GeocodeJob() {}

    /** Runs the job; exits with 1 where it failed and with 2 where it was called wrongly. */
    public static void main(String[] arguments) {
        // What is printed is for scripts too: one decimal point everywhere.
        Locale.setDefault(Locale.ROOT);
        int code = run(arguments);
        if (code != CommandLine.ExitCode.OK) {
            System.exit(code);
        }
    }

    /** Runs the job. */
    static int run(String... arguments) {
        return new CommandLine(new GeocodeJob())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, command, _) -> report(failure, command.getErr()))
                .execute(arguments);
    }

    private static int report(Exception failure, PrintWriter err) {
        switch (failure) {
            case JobException known -> err.println("odonym: " + known.getMessage());
            case IndexException known -> err.println("odonym: " + known.getMessage());
            case ConfigurationException known -> err.println("odonym: " + known.getMessage());
            case IllegalArgumentException known -> err.println("odonym: " + known.getMessage());
            case IOException known -> err.println("odonym: " + JobFiles.firstLine(known));
            case SparkException known ->
                    err.println("odonym: the job failed: " + JobFiles.firstLine(known));
            default -> {
                err.println("odonym: an error in the program: " + failure);
                failure.printStackTrace(err);
            }
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws IOException {
        checkOptions();
        GeocodeSettings settings =
                new GeocodeSettings(
                        reverse,
                        columns,
                        csv.encoding,
                        csv.delimiter,
                        csv.quote,
                        csv.withMark,
                        minimumScore,
                        latitude,
                        longitude,
                        filters,
                        resultColumns,
                        improve,
                        escapeFormulas);
        IndexLocation location = IndexLocation.of(index, cache, synonyms);
        SparkSession.Builder builder =
                SparkSession.builder()
                        .config("spark.sql.caseSensitive", "true")
                        .config(PLUGINS, plugins());
        if (System.getProperty("spark.app.name") == null) {
            builder.appName("odonym");
        }
        SparkSession session = builder.getOrCreate();
        try {
            JobSummary summary =
                    new JobRun(
                                    session,
                                    location,
                                    settings,
                                    new JobRun.Place(
                                            input,
                                            output,
                                            overwrite,
                                            format,
                                            outputFormat == null ? format : outputFormat,
                                            compression,
                                            partitions))
                            .run();
            if (!quiet) {
                System.err.print(summary.text());
            }
            return CommandLine.ExitCode.OK;
        } finally {
            session.stop();
        }
    }

    private void checkOptions() {
        CsvRequest.checkFilterOptions(filters.keySet(), Configuration.standard().filters());
        for (Map.Entry<String, String> each :
                Map.of("--delimiter", csv.delimiter, "--quote", csv.quote).entrySet()) {
            if (!each.getValue().isEmpty() && CsvRequest.character(each.getValue()).isEmpty()) {
                throw new IllegalArgumentException(
                        each.getKey() + ": \"" + each.getValue() + "\" is not one character");
            }
        }
        if (partitions < 0) {
            throw new IllegalArgumentException("--partitions " + partitions + " is negative");
        }
    }

    /** Ours beside those that are configured. */
    private static String plugins() {
        String others = System.getProperty(PLUGINS, "");
        String ours = OdonymPlugin.class.getName();
        return others.isEmpty() || others.contains(ours) ? ours : String.join(",", others, ours);
    }

    /** The version of the jar. */
    static final class VersionLine implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"odonym-spark " + ProgramVersion.current()};
        }
    }
}
