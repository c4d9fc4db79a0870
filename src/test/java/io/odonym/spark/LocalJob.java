package io.odonym.spark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs the job in this JVM in Spark's local mode. */
final class LocalJob {

    /** The Spark configuration of local tests. */
    static final Map<String, String> SPARK =
            Map.of(
                    "spark.master", "local[2]",
                    "spark.ui.enabled", "false",
                    "spark.driver.host", "127.0.0.1",
                    "spark.driver.bindAddress", "127.0.0.1");

    private LocalJob() {}

    /**
     * The result of a job.
     *
     * @param exitCode the exit code
     * @param err standard error, which includes the log of Spark
     */
    record Outcome(int exitCode, String err) {

        /** Returns the error messages of the job. */
        String errorLines() {
            return String.join(
                    "\n", err.lines().filter(line -> line.startsWith("odonym:")).toList());
        }
    }

    /** Runs the job. Not thread-safe: replaces standard error while the job runs. */
    static Outcome run(String... arguments) {
        SPARK.forEach(System::setProperty);
        PrintStream err = System.err;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
            int exitCode = GeocodeJob.run(arguments);
            return new Outcome(exitCode, captured.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(err);
            SPARK.keySet().forEach(System::clearProperty);
        }
    }
}
