package io.odonym.spark;

import io.odonym.csv.CsvException;
import io.odonym.csv.CsvSource;
import io.odonym.csv.PartitionedCsvFile;
import io.odonym.source.SourceFile;

import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The CSV files of a job's input. One task per file reads the file completely before any row is
 * geocoded. This detects errors early, and finds the row boundaries at which the file is split into
 * parts.
 *
 * @param files the files, in the order of the input
 */
record CsvInputFiles(List<File> files) implements Serializable {

    /** A file with its dialect, its columns and its parts. */
    record File(String path, PartitionedCsvFile table) implements Serializable {}

    /** A part of a file, which one partition geocodes. */
    record FilePart(File file, PartitionedCsvFile.Partition part) implements Serializable {

        /** Opens the rows of the part. */
        PartitionedCsvFile.PartitionReader open(GeocodeSettings settings) throws IOException {
            return file.table().open(source(file.path()), settings.request(), part);
        }
    }

    /** The inspected file, or an error message. One of them is empty. */
    private record Inspection(List<File> file, String error) implements Serializable {}

    CsvInputFiles {
        files = List.copyOf(files);
    }

    /**
     * Inspects the input files on the executors.
     *
     * @param partBytes the approximate size of a part, in bytes
     * @throws JobException if a file is invalid or unreadable, or its columns differ from those of
     *     the first file; the message names the file
     */
    static CsvInputFiles inspect(
            JavaSparkContext spark,
            List<JobFiles.InputFile> files,
            GeocodeSettings settings,
            long partBytes) {
        List<String> paths = files.stream().map(JobFiles.InputFile::path).toList();
        List<File> inspected = new ArrayList<>();
        for (Inspection inspection :
                spark.parallelize(new ArrayList<>(paths), paths.size())
                        .map(path -> inspect(path, settings, partBytes))
                        .collect()) {
            if (!inspection.error().isEmpty()) {
                throw new JobException(inspection.error());
            }
            inspected.addAll(inspection.file());
        }
        List<String> names = inspected.getFirst().table().columns();
        for (File file : inspected) {
            if (!file.table().columns().equals(names)) {
                throw new JobException(
                        file.path()
                                + " does not have the columns of "
                                + inspected.getFirst().path()
                                + ": "
                                + file.table().columns()
                                + " instead of "
                                + names);
            }
        }
        return new CsvInputFiles(inspected);
    }

    private static Inspection inspect(String path, GeocodeSettings settings, long partBytes) {
        try {
            return new Inspection(
                    List.of(
                            new File(
                                    path,
                                    PartitionedCsvFile.read(
                                            source(path), settings.request(), partBytes))),
                    "");
        } catch (CsvException invalid) {
            return new Inspection(
                    List.of(),
                    path
                            + ": "
                            + invalid.getMessage()
                            + (invalid.description().isEmpty()
                                    ? ""
                                    : ". " + invalid.description()));
        } catch (IOException unreadable) {
            return new Inspection(
                    List.of(), path + " cannot be read: " + JobFiles.firstLine(unreadable));
        }
    }

    private static CsvSource source(String path) {
        return () -> {
            Path file = new Path(path);
            FileSystem system = file.getFileSystem(GeocoderRegistry.hadoop());
            return SourceFile.decompressed(system.open(file));
        };
    }

    /** Returns the names of the columns, which are the same in all files. */
    List<String> columnNames() {
        return files.getFirst().table().columns();
    }

    /** Returns the total number of rows. */
    long rows() {
        return files.stream().mapToLong(file -> file.table().rowCount()).sum();
    }

    /** Returns the parts of all files in order, one per partition. */
    JavaRDD<FilePart> parts(JavaSparkContext spark) {
        List<FilePart> parts = new ArrayList<>();
        for (File file : files) {
            // The task of a part does not need the list of all parts.
            PartitionedCsvFile withoutParts =
                    new PartitionedCsvFile(
                            file.table().dialect(),
                            file.table().columns(),
                            file.table().headerBytes(),
                            List.of());
            for (PartitionedCsvFile.Partition part : file.table().partitions()) {
                parts.add(new FilePart(new File(file.path(), withoutParts), part));
            }
        }
        return spark.parallelize(parts, Objects.checkIndex(parts.size(), Integer.MAX_VALUE));
    }
}
