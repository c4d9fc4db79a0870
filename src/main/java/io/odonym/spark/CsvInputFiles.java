package io.odonym.spark;

import io.odonym.csv.CsvException;
import io.odonym.csv.CsvSource;
import io.odonym.csv.PartitionedCsv;
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
 * CSV files, each read through once in a task of its own: so that whatever is wrong is told before
 * a row is answered, and so that the parts to read them by begin where rows do.
 *
 * @param files what was found out about each
 */
record CsvInputFiles(List<File> files) implements Serializable {

    /** A file and what was found out about it. */
    record File(String path, PartitionedCsv table) implements Serializable {}

    /** A part of a file, for a partition. */
    record FilePart(File file, PartitionedCsv.Part part) implements Serializable {

        /** Its rows. */
        PartitionedCsv.PartRows open(GeocodeSettings settings) throws IOException {
            return file.table().open(source(file.path()), settings.request(), part);
        }
    }

    /** A file, or why it cannot be used. */
    private record Read(List<File> file, String problem) implements Serializable {}

    CsvInputFiles {
        files = List.copyOf(files);
    }

    /**
     * Reads files through.
     *
     * @param bytes how long a part should be, about
     * @throws JobException where one cannot be used; it names the file
     */
    static CsvInputFiles read(
            JavaSparkContext spark,
            List<JobFiles.InputFile> files,
            GeocodeSettings settings,
            long bytes) {
        List<String> paths = files.stream().map(JobFiles.InputFile::path).toList();
        List<File> read = new ArrayList<>();
        for (Read each :
                spark.parallelize(new ArrayList<>(paths), paths.size())
                        .map(path -> read(path, settings, bytes))
                        .collect()) {
            if (!each.problem().isEmpty()) {
                throw new JobException(each.problem());
            }
            read.addAll(each.file());
        }
        List<String> names = read.getFirst().table().names();
        for (File file : read) {
            if (!file.table().names().equals(names)) {
                throw new JobException(
                        file.path()
                                + " has other columns than "
                                + read.getFirst().path()
                                + ": "
                                + file.table().names()
                                + " instead of "
                                + names);
            }
        }
        return new CsvInputFiles(read);
    }

    private static Read read(String path, GeocodeSettings settings, long bytes) {
        try {
            return new Read(
                    List.of(
                            new File(
                                    path,
                                    PartitionedCsv.read(source(path), settings.request(), bytes))),
                    "");
        } catch (CsvException wrong) {
            return new Read(
                    List.of(),
                    path
                            + ": "
                            + wrong.getMessage()
                            + (wrong.description().isEmpty() ? "" : ". " + wrong.description()));
        } catch (IOException unreadable) {
            return new Read(List.of(), path + " cannot be read: " + JobFiles.firstLine(unreadable));
        }
    }

    private static CsvSource source(String path) {
        return () -> {
            Path file = new Path(path);
            FileSystem system = file.getFileSystem(GeocoderRegistry.hadoop());
            return SourceFile.decompressed(system.open(file));
        };
    }

    /** The columns, which all files have. */
    List<String> names() {
        return files.getFirst().table().names();
    }

    long rows() {
        return files.stream().mapToLong(file -> file.table().rows()).sum();
    }

    /** All parts in the order of files and rows, a partition each. */
    JavaRDD<FilePart> parts(JavaSparkContext spark) {
        List<FilePart> parts = new ArrayList<>();
        for (File file : files) {
            // A part does not need to carry the others.
            PartitionedCsv alone =
                    new PartitionedCsv(
                            file.table().dialect(),
                            file.table().names(),
                            file.table().headerBytes(),
                            List.of());
            for (PartitionedCsv.Part part : file.table().parts()) {
                parts.add(new FilePart(new File(file.path(), alone), part));
            }
        }
        return spark.parallelize(parts, Objects.checkIndex(parts.size(), Integer.MAX_VALUE));
    }
}
