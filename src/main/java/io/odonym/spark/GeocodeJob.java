package io.odonym.spark;

import io.odonym.configuration.ConfigurationException;
import io.odonym.configuration.ProgramVersion;
import io.odonym.csv.CsvRequest;
import io.odonym.index.store.IndexException;
import io.odonym.options.CsvOptions;
import io.odonym.options.TableSearchOptions;
import io.odonym.options.TextAnalysisOptions;

import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * An Apache Spark job that geocodes files on a cluster:
 *
 * <pre>
 * spark-submit --class io.odonym.spark.GeocodeJob odonym-spark.jar --index I --input P --output Q
 * </pre>
 *
 * <p>The job has the same options as {@code odonym geocode} and {@code odonym reverse}, except
 * {@code --threads}. Spark determines the number of parallel tasks.
 */
@Command(
        name = "odonym-spark",
        mixinStandardHelpOptions = true,
        versionProvider = GeocodeJob.VersionLine.class,
        description =
                "Geocodes CSV, Parquet or JSON files on Apache Spark, like /search/csv and"
                        + " /reverse/csv. The output always has the column result_status.")
public final class GeocodeJob implements Callable<Integer> {

    private static final String PLUGINS_KEY = "spark.plugins";

    @Option(
            names = "--index",
            required = true,
            paramLabel = "DIR|ARCHIVE",
            description =
                    "The index: a folder that exists on every node, a folder or an archive (see"
                            + " \"odonym package\") on a Hadoop file system, or a name defined by"
                            + " --archives.")
    private String index;

    @Option(
            names = "--index-cache",
            paramLabel = "DIR",
            description =
                    "The folder on each node in which copies of the index are stored (default: a"
                            + " folder in the temporary folder).")
    private String cache = "";

    @Option(
            names = "--input",
            required = true,
            paramLabel = "PATH",
            description =
                    "The input: a file, a folder or a glob pattern. CSV files can be compressed"
                            + " with gzip.")
    private String input;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "PATH",
            description = "The output folder.")
    private String output;

    @Option(names = "--overwrite", description = "Replace an existing output folder.")
    private boolean overwrite;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description =
                    "The format of the input: csv, parquet or json (default: ${DEFAULT-VALUE}).")
    private JobFormat format;

    @Option(
            names = "--output-format",
            paramLabel = "FORMAT",
            description =
                    "The format of the output: csv, parquet or json (default: the input format).")
    private JobFormat outputFormat;

    @Option(
            names = "--compression",
            paramLabel = "NAME",
            description =
                    "The compression of the output: none or gzip for CSV, or any Spark codec for"
                            + " the other formats (default: none for CSV and JSON, snappy for"
                            + " Parquet).")
    private String compression = "";

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "The approximate number of partitions of the input (default: four per core, or"
                            + " more if a partition would exceed 32 MB).")
    private int partitions;

    @Option(names = "--reverse", description = "Find the address of each point.")
    private boolean reverse;

    @Mixin private TableSearchOptions search = new TableSearchOptions();

    @Mixin private CsvOptions csv = new CsvOptions();

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Option(names = "--quiet", description = "Do not print the summary.")
    private boolean quiet;

    /**
     * Creates a job with default options. picocli then sets the options given on the command line.
     */
    GeocodeJob() {}

    /**
     * Runs the job. Exits the JVM with code 1 if the job fails, and with code 2 if the command line
     * is invalid.
     */
    public static void main(String[] arguments) {
        // Scripts parse the output, so the number format must not depend on the locale.
        Locale.setDefault(Locale.ROOT);
        int code = run(arguments);
        if (code != CommandLine.ExitCode.OK) {
            System.exit(code);
        }
    }

    /** Runs the job and returns the exit code. */
    static int run(String... arguments) {
        return new CommandLine(new GeocodeJob())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, command, _) -> report(failure, command.getErr()))
                .execute(arguments);
    }

    private static int report(Exception failure, PrintWriter err) {
        switch (failure) {
            case GeocodeJobException known -> err.println("odonym: " + known.getMessage());
            case IndexException known -> err.println("odonym: " + known.getMessage());
            case ConfigurationException known -> err.println("odonym: " + known.getMessage());
            case IllegalArgumentException known -> err.println("odonym: " + known.getMessage());
            case IOException known -> err.println("odonym: " + JobFiles.firstLine(known));
            case SparkException known ->
                    err.println("odonym: the job failed: " + JobFiles.firstLine(known));
            default -> {
                err.println("odonym: internal error: " + failure);
                failure.printStackTrace(err);
            }
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws IOException {
        if (partitions < 0) {
            throw new IllegalArgumentException("--partitions " + partitions + " is negative");
        }
        SerializableCsvRequest settings =
                SerializableCsvRequest.of(
                        csv.request(
                                reverse ? CsvRequest.Kind.REVERSE : CsvRequest.Kind.SEARCH,
                                search.columns(),
                                search.minimumScore()));
        IndexLocation location = IndexLocation.read(index, cache, text.synonyms());
        SparkSession.Builder builder =
                SparkSession.builder()
                        .config("spark.sql.caseSensitive", "true")
                        .config(PLUGINS_KEY, plugins());
        if (System.getProperty("spark.app.name") == null) {
            builder.appName("odonym");
        }
        SparkSession session = builder.getOrCreate();
        try {
            JobSummary summary =
                    new GeocodeJobRunner(
                                    session,
                                    location,
                                    settings,
                                    new GeocodeJobRunner.InputOutput(
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

    /** Returns the names of the configured Spark plugins and of {@link OdonymPlugin}. */
    private static String plugins() {
        String configured = System.getProperty(PLUGINS_KEY, "");
        String plugin = OdonymPlugin.class.getName();
        return configured.isEmpty() || configured.contains(plugin)
                ? plugin
                : String.join(",", configured, plugin);
    }

    /** Prints the version of the jar for {@code --version}. */
    static final class VersionLine implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"odonym-spark " + ProgramVersion.current()};
        }
    }
}
