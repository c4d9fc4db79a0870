package io.odonym.spark;

import io.odonym.csv.TableGeocoder;
import io.odonym.index.store.IndexException;
import io.odonym.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One run of the job: first everything that could be wrong is looked at, then rows are read, and
 * where that fails nothing is left behind.
 */
final class JobRun {

    private static final long LONGEST_PART = 32L << 20;
    private static final long SHORTEST_PART = 1L << 18;
    private static final int PARTS_FOR_A_CORE = 4;

    /** How much larger than its file a table is, about, where that is compressed. */
    private static final int GZIP_RATIO = 4;

    private static final double SECOND = 1e9;

    private final SparkSession session;
    private final JavaSparkContext spark;
    private final Configuration hadoop;
    private final IndexLocation location;
    private final GeocodeSettings settings;
    private final Place place;
    private final JobFiles files;
    private final String output;
    private final JobCounters counters;

    /**
     * What is read and what is written.
     *
     * @param partitions how many parts to cut the input into; 0 for as many as fit
     */
    record Place(
            String input,
            String output,
            boolean overwrite,
            JobFormat format,
            JobFormat outputFormat,
            String compression,
            int partitions) {}

    JobRun(SparkSession session, IndexLocation location, GeocodeSettings settings, Place place)
            throws IOException {
        this.session = session;
        this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.hadoop = spark.hadoopConfiguration();
        this.location = new IndexLocalizer(location, hadoop).absolute();
        this.settings = settings;
        this.place = place;
        this.files = new JobFiles(hadoop);
        this.output = files.absolute(place.output(), "--output");
        this.counters = new JobCounters(session.sparkContext());
    }

    /**
     * Runs it.
     *
     * @throws JobException where it cannot be done
     * @throws IndexException where the index cannot be used
     */
    JobSummary run() throws IOException {
        List<JobFiles.InputFile> input = files.input(place.input());
        files.checkOutput(output, place.overwrite());
        checkCompression();
        new IndexLocalizer(location, hadoop).check();
        long brought = openEverywhere();
        Telemetry telemetry = GeocoderRegistry.telemetryOfThisProcess();
        Span span = telemetry.tracer().spanBuilder("spark.job").startSpan();
        try {
            long start = System.nanoTime();
            int parts =
                    place.format() == JobFormat.CSV ? csv(input, trace(span)) : table(trace(span));
            span.setAttribute("csv.rows", counters.rows());
            return new JobSummary(counters, (System.nanoTime() - start) / SECOND, parts, brought);
        } catch (RuntimeException | IOException failed) {
            span.setStatus(StatusCode.ERROR);
            throw failed;
        } finally {
            span.end();
        }
    }

    private void checkCompression() {
        boolean known =
                place.outputFormat() != JobFormat.CSV
                        || List.of("", "none", "gzip").contains(place.compression());
        if (!known) {
            throw new JobException(
                    "--compression " + place.compression() + " is none of none, gzip");
        }
    }

    private static String trace(Span span) {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance()
                .inject(
                        Context.root().with(span),
                        headers,
                        (all, key, value) -> all.put(key, value));
        return headers.getOrDefault("traceparent", "");
    }

    /** What an executor says of its index. */
    private record Opened(boolean brought, String problem) implements Serializable {}

    /**
     * Opens the index wherever there is an executor now; one that comes later opens it before its
     * first row.
     *
     * @return how many had to bring it to their node
     */
    private long openEverywhere() {
        // The lambda must not take all of this along.
        IndexLocation where = location;
        int tasks = Math.max(spark.defaultParallelism(), 1) * 2;
        List<Opened> opened =
                spark.parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
                        .map(_ -> open(where))
                        .collect();
        for (Opened each : opened) {
            if (!each.problem().isEmpty()) {
                throw new JobException(each.problem());
            }
        }
        return opened.stream().filter(Opened::brought).count();
    }

    private static Opened open(IndexLocation location) {
        try {
            GeocoderRegistry.Opening opening = GeocoderRegistry.open(location);
            return new Opened(opening.brought(), "");
        } catch (IndexException | IllegalArgumentException unfit) {
            return new Opened(false, unfit.getMessage());
        } catch (IOException unreadable) {
            return new Opened(
                    false,
                    "the index "
                            + location.index()
                            + " cannot be brought: "
                            + JobFiles.firstLine(unreadable));
        }
    }

    private int csv(List<JobFiles.InputFile> input, String trace) throws IOException {
        CsvInputFiles read = CsvInputFiles.read(spark, input, settings, bytesOfAPart(input));
        TaskGeocoder geocoder =
                new TaskGeocoder(location, settings, read.names(), Optional.of(counters), trace);
        JavaRDD<CsvInputFiles.FilePart> parts = read.parts(spark);
        if (place.outputFormat() == JobFormat.CSV) {
            writing(
                    () ->
                            CsvJob.write(
                                    parts,
                                    geocoder,
                                    output,
                                    place.compression().equals("gzip"),
                                    hadoop));
        } else {
            List<String> results = TableGeocoder.results(settings.request());
            StructType type = new StructType();
            for (String name : TableGeocoder.header(read.names(), settings.request())) {
                type =
                        type.add(
                                name,
                                results.contains(name)
                                        ? ResultStruct.type(name)
                                        : DataTypes.StringType);
            }
            Dataset<Row> rows =
                    session.createDataFrame(CsvJob.rows(parts, geocoder, results), type);
            writing(() -> write(rows));
        }
        if (counters.rows() != read.rows()) {
            throw new IllegalStateException(
                    counters.rows() + " rows were answered of " + read.rows());
        }
        return parts.getNumPartitions();
    }

    private long bytesOfAPart(List<JobFiles.InputFile> input) {
        long bytes =
                input.stream()
                        .mapToLong(
                                file ->
                                        file.path().endsWith(".gz")
                                                ? file.bytes() * GZIP_RATIO
                                                : file.bytes())
                        .sum();
        if (place.partitions() > 0) {
            return Math.max(1, bytes / place.partitions());
        }
        return Math.clamp(
                bytes / (PARTS_FOR_A_CORE * (long) Math.max(1, spark.defaultParallelism())),
                SHORTEST_PART,
                LONGEST_PART);
    }

    private int table(String trace) throws IOException {
        if (place.outputFormat() == JobFormat.CSV) {
            throw new JobException("--output-format csv wants --format csv; give parquet or json");
        }
        Dataset<Row> read;
        try {
            read = session.read().format(place.format().spark()).load(place.input());
        } catch (RuntimeException unreadable) {
            throw new JobException(
                    "--input "
                            + place.input()
                            + " cannot be read as "
                            + place.format().spark()
                            + ": "
                            + JobFiles.firstLine(unreadable),
                    unreadable);
        }
        Dataset<Row> cut = place.partitions() > 0 ? read.repartition(place.partitions()) : read;
        Dataset<Row> geocoded =
                TableJob.geocoded(
                        cut,
                        settings,
                        names ->
                                new TaskGeocoder(
                                        location, settings, names, Optional.of(counters), trace));
        int parts = geocoded.javaRDD().getNumPartitions();
        writing(() -> write(geocoded));
        return parts;
    }

    private void write(Dataset<Row> rows) {
        DataFrameWriter<Row> writer =
                rows.write().format(place.outputFormat().spark()).mode(SaveMode.ErrorIfExists);
        if (!place.compression().isEmpty()) {
            writer.option("compression", place.compression());
        }
        writer.save(output);
    }

    /** Leaves no folder behind where writing fails. */
    private void writing(Runnable write) throws IOException {
        if (place.overwrite()) {
            files.delete(output);
        }
        boolean whole = false;
        try {
            write.run();
            whole = true;
        } finally {
            if (!whole) {
                files.delete(output);
            }
        }
    }
}
