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

/** The files that a job reads and the folder that it writes, on any Hadoop file system. */
final class JobFiles {

    private final Configuration hadoop;

    JobFiles(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * A file of the input.
     *
     * @param path where it is
     * @param bytes its size
     */
    record InputFile(String path, long bytes) {}

    /**
     * A path as the executors understand it, whose working folders are others.
     *
     * @throws JobException where its file system cannot be reached
     */
    String absolute(String path, String option) {
        try {
            Path relative = new Path(path);
            return relative.getFileSystem(hadoop).makeQualified(relative).toString();
        } catch (IOException | IllegalArgumentException unreachable) {
            throw new JobException(
                    option + " " + path + " cannot be used: " + firstLine(unreachable),
                    unreachable);
        }
    }

    /**
     * The files of a path, a folder or a pattern, in the order of their names; hidden ones are
     * none.
     *
     * @throws JobException where there is none or it cannot be read
     */
    List<InputFile> input(String path) {
        List<InputFile> files = new ArrayList<>();
        try {
            Path pattern = new Path(path);
            FileSystem system = pattern.getFileSystem(hadoop);
            FileStatus[] found = system.globStatus(pattern);
            if (found == null || found.length == 0) {
                throw new JobException("--input " + path + ": no such file");
            }
            for (FileStatus status : found) {
                if (status.isFile()) {
                    files.add(new InputFile(status.getPath().toString(), status.getLen()));
                } else {
                    RemoteIterator<LocatedFileStatus> within =
                            system.listFiles(status.getPath(), true);
                    while (within.hasNext()) {
                        LocatedFileStatus file = within.next();
                        if (isShown(file.getPath(), status.getPath())) {
                            files.add(new InputFile(file.getPath().toString(), file.getLen()));
                        }
                    }
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new JobException(
                    "--input " + path + " cannot be read: " + firstLine(unreadable), unreadable);
        }
        if (files.isEmpty()) {
            throw new JobException("--input " + path + " holds no file");
        }
        files.sort(Comparator.comparing(InputFile::path));
        return files;
    }

    private static boolean isShown(Path file, Path folder) {
        String within = folder.toUri().relativize(file.toUri()).getPath();
        for (String part : within.split("/")) {
            if (part.startsWith("_") || part.startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a folder may be written.
     *
     * @throws JobException where it is there already and may not be overwritten, or its file system
     *     cannot be reached
     */
    void checkOutput(String path, boolean overwrite) {
        if (exists(path) && !overwrite) {
            throw new JobException(
                    "--output " + path + " is there already; give another, or --overwrite");
        }
    }

    private boolean exists(String path) {
        try {
            Path output = new Path(path);
            return output.getFileSystem(hadoop).exists(output);
        } catch (IOException | IllegalArgumentException unreachable) {
            throw new JobException(
                    "--output " + path + " cannot be written: " + firstLine(unreachable),
                    unreachable);
        }
    }

    /** Deletes what a job has written, or is about to replace. */
    void delete(String path) throws IOException {
        Path output = new Path(path);
        output.getFileSystem(hadoop).delete(output, true);
    }

    static String firstLine(Throwable problem) {
        String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        return message.lines().findFirst().orElse("");
    }
}
