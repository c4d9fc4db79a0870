package io.odonym.spark;

import io.odonym.csv.RowByRowGeocoder;
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
 * Runs a job. The input, the output, the options and the index are verified before the first row is
 * geocoded. The output is deleted if the job fails.
 */
final class GeocodeJobRunner {

    private static final long MAX_PARTITION_BYTES = 32L << 20;
    private static final long MIN_PARTITION_BYTES = 1L << 18;
    private static final int PARTITIONS_PER_CORE = 4;

    /** The assumed compression ratio of gzip files. */
    private static final int GZIP_RATIO = 4;

    private static final double NANOSECONDS_PER_SECOND = 1e9;

    private final SparkSession session;
    private final JavaSparkContext spark;
    private final Configuration hadoop;
    private final IndexLocation location;
    private final SerializableCsvRequest settings;
    private final InputOutput io;
    private final JobFiles files;
    private final String output;
    private final JobCounters counters;

    /**
     * The input and the output of a job.
     *
     * @param input a file, a folder or a glob pattern
     * @param output the output folder
     * @param overwrite whether to replace an existing output folder
     * @param format the format of the input
     * @param outputFormat the format of the output
     * @param compression the compression codec of the output; empty for the default codec of the
     *     format
     * @param partitions the approximate number of input partitions; 0 to compute the number from
     *     the input size
     */
    record InputOutput(
            String input,
            String output,
            boolean overwrite,
            JobFormat format,
            JobFormat outputFormat,
            String compression,
            int partitions) {}

    /**
     * Creates a job run.
     *
     * @throws GeocodeJobException if the file system of the output is not available
     */
    GeocodeJobRunner(
            SparkSession session,
            IndexLocation location,
            SerializableCsvRequest settings,
            InputOutput io)
            throws IOException {
        this.session = session;
        this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.hadoop = spark.hadoopConfiguration();
        this.location = new IndexLocalizer(location, hadoop).qualified();
        this.settings = settings;
        this.io = io;
        this.files = new JobFiles(hadoop);
        this.output = files.qualify(io.output(), "--output");
        this.counters = new JobCounters(session.sparkContext());
    }

    /**
     * Runs the job.
     *
     * @throws GeocodeJobException if the input, the output or an option is invalid
     * @throws IndexException if the index is missing, damaged or incompatible
     */
    JobSummary run() throws IOException {
        List<JobFiles.InputFile> input = files.list(io.input());
        files.checkOutput(output, io.overwrite());
        checkCompression();
        new IndexLocalizer(location, hadoop).check();
        long indexCopies = openOnExecutors();
        Telemetry telemetry = GeocoderRegistry.telemetry();
        Span span = telemetry.tracer().spanBuilder("spark.job").startSpan();
        try {
            long start = System.nanoTime();
            int partitions =
                    io.format() == JobFormat.CSV
                            ? runCsv(input, traceparent(span))
                            : runTable(traceparent(span));
            span.setAttribute("csv.rows", counters.rows());
            return new JobSummary(
                    counters,
                    (System.nanoTime() - start) / NANOSECONDS_PER_SECOND,
                    partitions,
                    indexCopies);
        } catch (RuntimeException | IOException failed) {
            span.setStatus(StatusCode.ERROR);
            throw failed;
        } finally {
            span.end();
        }
    }

    private void checkCompression() {
        boolean valid =
                io.outputFormat() != JobFormat.CSV
                        || List.of("", "none", "gzip").contains(io.compression());
        if (!valid) {
            throw new GeocodeJobException(
                    "--compression " + io.compression() + ": CSV output supports none and gzip");
        }
    }

    private static String traceparent(Span span) {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance()
                .inject(
                        Context.root().with(span),
                        headers,
                        (carrier, key, value) -> carrier.put(key, value));
        return headers.getOrDefault("traceparent", "");
    }

    /** The result of opening the index on an executor. The error message is empty on success. */
    private record OpenResult(boolean copied, String error) implements Serializable {}

    /**
     * Opens the index on the executors that are running. Executors that start later open the index
     * before their first row.
     *
     * @return the number of executors that copied the index to their node
     */
    private long openOnExecutors() {
        // The lambda captures a local variable. If it captured the field, Spark would serialize
        // this GeocodeJobRunner.
        IndexLocation taskLocation = location;
        int tasks = Math.max(spark.defaultParallelism(), 1) * 2;
        List<OpenResult> results =
                spark.parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
                        .map(_ -> open(taskLocation))
                        .collect();
        for (OpenResult result : results) {
            if (!result.error().isEmpty()) {
                throw new GeocodeJobException(result.error());
            }
        }
        return results.stream().filter(OpenResult::copied).count();
    }

    private static OpenResult open(IndexLocation location) {
        try {
            GeocoderRegistry.Opening opening = GeocoderRegistry.open(location);
            return new OpenResult(opening.copied(), "");
        } catch (IndexException | IllegalArgumentException unusable) {
            return new OpenResult(false, unusable.getMessage());
        } catch (IOException unreadable) {
            return new OpenResult(
                    false,
                    "the index "
                            + location.index()
                            + " cannot be copied or read: "
                            + JobFiles.firstLine(unreadable));
        }
    }

    private int runCsv(List<JobFiles.InputFile> input, String traceparent) throws IOException {
        CsvInputFiles csvFiles =
                CsvInputFiles.inspect(spark, input, settings, partitionBytes(input));
        TaskGeocoder geocoder =
                new TaskGeocoder(
                        location,
                        settings,
                        csvFiles.columnNames(),
                        Optional.of(counters),
                        traceparent);
        JavaRDD<CsvInputFiles.FilePartition> partitions = csvFiles.partitions(spark);
        if (io.outputFormat() == JobFormat.CSV) {
            writeOrDelete(
                    () ->
                            CsvPartitionGeocoder.write(
                                    partitions,
                                    geocoder,
                                    output,
                                    io.compression().equals("gzip"),
                                    hadoop));
        } else {
            List<String> results = RowByRowGeocoder.resultColumns(settings.request());
            StructType type = new StructType();
            for (String name :
                    RowByRowGeocoder.outputColumns(csvFiles.columnNames(), settings.request())) {
                type =
                        type.add(
                                name,
                                results.contains(name)
                                        ? ResultStruct.type(name)
                                        : DataTypes.StringType);
            }
            Dataset<Row> rows =
                    session.createDataFrame(
                            CsvPartitionGeocoder.rows(partitions, geocoder, results), type);
            writeOrDelete(() -> write(rows));
        }
        if (counters.rows() != csvFiles.rows()) {
            throw new IllegalStateException(
                    counters.rows() + " rows were geocoded instead of " + csvFiles.rows());
        }
        return partitions.getNumPartitions();
    }

    private long partitionBytes(List<JobFiles.InputFile> input) {
        long bytes =
                input.stream()
                        .mapToLong(
                                file ->
                                        file.path().endsWith(".gz")
                                                ? file.bytes() * GZIP_RATIO
                                                : file.bytes())
                        .sum();
        if (io.partitions() > 0) {
            return Math.max(1, bytes / io.partitions());
        }
        return Math.clamp(
                bytes / (PARTITIONS_PER_CORE * (long) Math.max(1, spark.defaultParallelism())),
                MIN_PARTITION_BYTES,
                MAX_PARTITION_BYTES);
    }

    private int runTable(String traceparent) throws IOException {
        if (io.outputFormat() == JobFormat.CSV) {
            throw new GeocodeJobException(
                    "--output-format csv requires --format csv; use parquet or json instead");
        }
        Dataset<Row> table;
        try {
            table = session.read().format(io.format().sparkName()).load(io.input());
        } catch (RuntimeException unreadable) {
            throw new GeocodeJobException(
                    "--input "
                            + io.input()
                            + " cannot be read as "
                            + io.format().sparkName()
                            + ": "
                            + JobFiles.firstLine(unreadable),
                    unreadable);
        }
        Dataset<Row> partitioned = io.partitions() > 0 ? table.repartition(io.partitions()) : table;
        Dataset<Row> geocoded =
                DatasetGeocoder.geocode(
                        partitioned,
                        settings,
                        names ->
                                new TaskGeocoder(
                                        location,
                                        settings,
                                        names,
                                        Optional.of(counters),
                                        traceparent));
        int partitions = geocoded.javaRDD().getNumPartitions();
        writeOrDelete(() -> write(geocoded));
        return partitions;
    }

    private void write(Dataset<Row> rows) {
        DataFrameWriter<Row> writer =
                rows.write().format(io.outputFormat().sparkName()).mode(SaveMode.ErrorIfExists);
        if (!io.compression().isEmpty()) {
            writer.option("compression", io.compression());
        }
        writer.save(output);
    }

    /** Writes the output, and deletes the output folder if writing fails. */
    private void writeOrDelete(Runnable write) throws IOException {
        if (io.overwrite()) {
            files.delete(output);
        }
        boolean complete = false;
        try {
            write.run();
            complete = true;
        } finally {
            if (!complete) {
                files.delete(output);
            }
        }
    }
}
