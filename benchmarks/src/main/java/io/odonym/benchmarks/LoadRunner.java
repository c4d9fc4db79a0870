package io.odonym.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Sends requests to a running server on this machine and prints the latencies by status code:
 *
 * <pre>LoadRunner PORT PATHS-FILE CONNECTIONS SECONDS [RATE [open]]</pre>
 *
 * Each line of the file is a path with its query string. Without a rate, each connection sends the
 * next request as soon as it has read the response. With a rate, late requests are skipped. In an
 * open loop, late requests are sent, and their latency is measured from the time when they were
 * due. An open loop starts with a few seconds that are not counted, so that the JVM can compile
 * this program.
 */
public final class LoadRunner {

    private static final double WARM_SECONDS = 6;

    private LoadRunner() {}

    /** Runs the load. */
    public static void main(String[] arguments) throws Exception {
        List<String> paths = Files.readAllLines(Path.of(arguments[1]));
        try (Load load =
                new Load(Integer.parseInt(arguments[0]), paths, Integer.parseInt(arguments[2]))) {
            double seconds = Double.parseDouble(arguments[3]);
            double rate = arguments.length > 4 ? Double.parseDouble(arguments[4]) : 0;
            boolean open = arguments.length > 5 && arguments[5].equals("open");
            if (open) {
                load.runOpen(WARM_SECONDS, rate);
                System.out.print(load.runOpen(seconds, rate));
            } else {
                System.out.print(load.run(seconds, rate));
            }
        }
    }
}
