package io.odonym.spark;

import io.odonym.configuration.TelemetryOptions;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.telemetry.Telemetry;
import io.odonym.telemetry.TelemetryEnvironment;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The opened indexes of this JVM and what else there is once of in an executor.
 *
 * <p>Spark makes new objects of ours for every task and tells them nothing of each other; what
 * tasks are to share has to be static.
 */
final class GeocoderRegistry {

    private static final Map<IndexLocation, ReloadableGeocoder> OPEN = new HashMap<>();
    private static final Telemetry TELEMETRY = telemetry();
    private static volatile Optional<ExecutorMetrics> metrics = Optional.empty();

    private GeocoderRegistry() {}

    /**
     * What came of opening an index.
     *
     * @param geocoder searches it
     * @param brought whether it was brought to the node just now
     */
    record Opening(ReloadableGeocoder geocoder, boolean brought) {}

    /**
     * The index of a location, opened where it is not yet. It stays open as long as the JVM lives.
     *
     * @throws io.odonym.index.store.IndexException where it cannot be used
     * @throws IOException where it cannot be brought or read
     */
    static Opening open(IndexLocation location) throws IOException {
        synchronized (OPEN) {
            ReloadableGeocoder open = OPEN.get(location);
            if (open != null) {
                return new Opening(open, false);
            }
            IndexLocalizer.Found found = new IndexLocalizer(location, hadoop()).find();
            ReloadableGeocoder opened =
                    ReloadableGeocoder.open(
                            found.folder(), location.analysis(), GeocoderOptions.ADDOK);
            OPEN.put(location, opened);
            return new Opening(opened, found.brought());
        }
    }

    /** How to reach file systems from here, as Spark itself does. */
    static Configuration hadoop() {
        SparkEnv environment = SparkEnv.get();
        return SparkHadoopUtil.get()
                .newConfiguration(environment == null ? new SparkConf() : environment.conf());
    }

    /** As the environment of this JVM has it. */
    static Telemetry telemetryOfThisProcess() {
        return TELEMETRY;
    }

    private static Telemetry telemetry() {
        Telemetry started =
                Telemetry.start(
                        new TelemetryEnvironment(System.getenv()), new TelemetryOptions(false, 0));
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "odonym-telemetry"));
        return started;
    }

    /** Where this executor's metrics are, if it has the plugin. */
    static Optional<ExecutorMetrics> metrics() {
        return metrics;
    }

    /** From here on tasks are counted there. */
    static void countIn(ExecutorMetrics registered) {
        metrics = Optional.of(registered);
    }
}
