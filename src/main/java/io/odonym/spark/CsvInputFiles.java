package io.odonym.spark;

import io.odonym.csv.CsvException;
import io.odonym.csv.PartitionedCsvFile;
import io.odonym.csv.ReopenableCsvInput;
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
 * The CSV files of a job's input. Before the first row is geocoded, one task per file reads the
 * file completely. This detects errors early and finds the row boundaries at which the file is
 * split into partitions.
 *
 * @param files the files, in input order
 */
record CsvInputFiles(List<File> files) implements Serializable {

    /** A file with its dialect, its columns and its partitions. */
    record File(String path, PartitionedCsvFile table) implements Serializable {}

    /** A range of the rows of a file. One task geocodes the range. */
    record FilePartition(File file, PartitionedCsvFile.Partition partition)
            implements Serializable {

        /** Opens the file and returns the rows of the partition. */
        PartitionedCsvFile.PartitionReader open(SerializableCsvRequest settings)
                throws IOException {
            return file.table().open(source(file.path()), settings.request(), partition);
        }
    }

    /**
     * The result of inspecting a file: either a file and an empty error, or no file and an error
     * message.
     */
    private record Inspection(List<File> file, String error) implements Serializable {}

    CsvInputFiles {
        files = List.copyOf(files);
    }

    /**
     * Inspects the input files on the executors.
     *
     * @param partitionBytes the approximate size of a partition, in bytes
     * @throws GeocodeJobException if a file is invalid or unreadable, or its columns differ from
     *     those of the first file; the message names the file
     */
    static CsvInputFiles inspect(
            JavaSparkContext spark,
            List<JobFiles.InputFile> files,
            SerializableCsvRequest settings,
            long partitionBytes) {
        List<String> paths = files.stream().map(JobFiles.InputFile::path).toList();
        List<File> inspected = new ArrayList<>();
        for (Inspection inspection :
                spark.parallelize(new ArrayList<>(paths), paths.size())
                        .map(path -> inspect(path, settings, partitionBytes))
                        .collect()) {
            if (!inspection.error().isEmpty()) {
                throw new GeocodeJobException(inspection.error());
            }
            inspected.addAll(inspection.file());
        }
        List<String> names = inspected.getFirst().table().columns();
        for (File file : inspected) {
            if (!file.table().columns().equals(names)) {
                throw new GeocodeJobException(
                        file.path()
                                + " does not have the same columns as "
                                + inspected.getFirst().path()
                                + ": "
                                + file.table().columns()
                                + " instead of "
                                + names);
            }
        }
        return new CsvInputFiles(inspected);
    }

    private static Inspection inspect(
            String path, SerializableCsvRequest settings, long partitionBytes) {
        try {
            return new Inspection(
                    List.of(
                            new File(
                                    path,
                                    PartitionedCsvFile.read(
                                            source(path), settings.request(), partitionBytes))),
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

    private static ReopenableCsvInput source(String path) {
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

    /** Returns the partitions of all files, ordered by file, then by row. */
    JavaRDD<FilePartition> partitions(JavaSparkContext spark) {
        List<FilePartition> partitions = new ArrayList<>();
        for (File file : files) {
            // A task geocodes one partition and does not need the list of all partitions.
            PartitionedCsvFile withoutPartitions =
                    new PartitionedCsvFile(
                            file.table().dialect(),
                            file.table().columns(),
                            file.table().headerBytes(),
                            List.of());
            for (PartitionedCsvFile.Partition partition : file.table().partitions()) {
                partitions.add(
                        new FilePartition(new File(file.path(), withoutPartitions), partition));
            }
        }
        return spark.parallelize(
                partitions, Objects.checkIndex(partitions.size(), Integer.MAX_VALUE));
    }
}
