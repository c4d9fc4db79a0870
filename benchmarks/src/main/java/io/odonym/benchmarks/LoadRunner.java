package io.odonym.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Drives a running server on this machine and prints the latencies by status:
 *
 * <pre>LoadRunner PORT PATHS-FILE CONNECTIONS SECONDS [RATE]</pre>
 *
 * The file has a path with its query on every line. Without a rate it asks as fast as it is
 * answered.
 */
public final class LoadRunner {

    private LoadRunner() {}

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        List<String> paths = Files.readAllLines(Path.of(arguments[1]));
        try (Load load =
                new Load(Integer.parseInt(arguments[0]), paths, Integer.parseInt(arguments[2]))) {
            System.out.print(
                    load.run(
                            Double.parseDouble(arguments[3]),
                            arguments.length > 4 ? Double.parseDouble(arguments[4]) : 0));
        }
    }
}
