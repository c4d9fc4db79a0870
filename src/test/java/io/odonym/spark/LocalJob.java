package io.odonym.spark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs the job in Spark's local mode, as spark-submit would with these settings. */
final class LocalJob {

    static final Map<String, String> SPARK =
            Map.of(
                    "spark.master", "local[2]",
                    "spark.ui.enabled", "false",
                    "spark.driver.host", "127.0.0.1",
                    "spark.driver.bindAddress", "127.0.0.1");

    private LocalJob() {}

    record Outcome(int exit, String err) {

        /** What the job itself said. */
        String own() {
            return String.join(
                    "\n", err.lines().filter(line -> line.startsWith("odonym:")).toList());
        }
    }

    static Outcome run(String... arguments) {
        SPARK.forEach(System::setProperty);
        PrintStream err = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
            int exit = GeocodeJob.run(arguments);
            return new Outcome(exit, heard.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(err);
            SPARK.keySet().forEach(System::clearProperty);
        }
    }
}
