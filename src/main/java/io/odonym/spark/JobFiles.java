package io.odonym.spark;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists the input files of a job, and checks and deletes its output, on any Hadoop file system. */
final class JobFiles {

    private final Configuration hadoop;

    /** Creates an instance that uses the given Hadoop configuration. */
    JobFiles(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * An input file.
     *
     * @param path the qualified path
     * @param bytes the size of the file on disk, in bytes
     */
    record InputFile(String path, long bytes) {}

    /**
     * Converts a path to an absolute path that includes the file system, because executors have
     * different working directories.
     *
     * @param option the command-line option that specifies the path, for the error message
     * @throws GeocodeJobException if the file system is not available
     */
    String qualify(String path, String option) {
        try {
            Path relative = new Path(path);
            return relative.getFileSystem(hadoop).makeQualified(relative).toString();
        } catch (IOException | IllegalArgumentException unavailable) {
            throw new GeocodeJobException(
                    option + " " + path + " cannot be used: " + firstLine(unavailable),
                    unavailable);
        }
    }

    /**
     * Lists the input files, sorted by path. The given path is a file, a folder or a glob pattern.
     * In a folder, files and subfolders are ignored if their names start with a dot or an
     * underscore.
     *
     * @throws GeocodeJobException if there are no files or the path cannot be read
     */
    List<InputFile> list(String path) {
        List<InputFile> files = new ArrayList<>();
        try {
            Path pattern = new Path(path);
            FileSystem system = pattern.getFileSystem(hadoop);
            FileStatus[] found = system.globStatus(pattern);
            if (found == null || found.length == 0) {
                throw new GeocodeJobException("--input " + path + ": no such file");
            }
            for (FileStatus status : found) {
                if (status.isFile()) {
                    files.add(new InputFile(status.getPath().toString(), status.getLen()));
                } else {
                    RemoteIterator<LocatedFileStatus> nested =
                            system.listFiles(status.getPath(), true);
                    while (nested.hasNext()) {
                        LocatedFileStatus file = nested.next();
                        if (isVisible(file.getPath(), status.getPath())) {
                            files.add(new InputFile(file.getPath().toString(), file.getLen()));
                        }
                    }
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new GeocodeJobException(
                    "--input " + path + " cannot be read: " + firstLine(unreadable), unreadable);
        }
        if (files.isEmpty()) {
            throw new GeocodeJobException("--input " + path + " contains no files");
        }
        files.sort(Comparator.comparing(InputFile::path));
        return files;
    }

    private static boolean isVisible(Path file, Path folder) {
        String relative = folder.toUri().relativize(file.toUri()).getPath();
        for (String part : relative.split("/")) {
            if (part.startsWith("_") || part.startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    /**
     * Verifies that the output folder can be written.
     *
     * @throws GeocodeJobException if the folder exists and must not be overwritten, or if its file
     *     system is not available
     */
    void checkOutput(String path, boolean overwrite) {
        if (exists(path) && !overwrite) {
            throw new GeocodeJobException(
                    "--output " + path + " already exists; use another folder or --overwrite");
        }
    }

    private boolean exists(String path) {
        try {
            Path output = new Path(path);
            return output.getFileSystem(hadoop).exists(output);
        } catch (IOException | IllegalArgumentException unavailable) {
            throw new GeocodeJobException(
                    "--output " + path + " cannot be written: " + firstLine(unavailable),
                    unavailable);
        }
    }

    /** Deletes the output of a failed job, or the existing output that a job replaces. */
    void delete(String path) throws IOException {
        Path output = new Path(path);
        output.getFileSystem(hadoop).delete(output, true);
    }

    /** Returns the first line of an exception's message. */
    static String firstLine(Throwable problem) {
        String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        return message.lines().findFirst().orElse("");
    }
}
