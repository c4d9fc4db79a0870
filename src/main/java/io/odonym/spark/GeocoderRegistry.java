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
 * Holds the open indexes of this JVM, and the telemetry and metrics of the executor. Spark
 * deserializes new instances of this package's classes for each task, so state shared by tasks must
 * be static. Thread-safe.
 */
final class GeocoderRegistry {

    private static final Map<IndexLocation, ReloadableGeocoder> OPEN = new HashMap<>();
    private static final Telemetry TELEMETRY = startTelemetry();
    private static volatile Optional<SparkRowMetrics> metrics = Optional.empty();

    private GeocoderRegistry() {}

    /**
     * The result of opening an index.
     *
     * @param geocoder the geocoder that searches the index
     * @param copied whether this call copied the index to the node
     */
    record Opening(ReloadableGeocoder geocoder, boolean copied) {}

    /**
     * Returns the geocoder of an index. The first call in this JVM opens the index, which stays
     * open until the JVM ends.
     *
     * @throws io.odonym.index.store.IndexException if the index is missing, damaged or incompatible
     * @throws IOException if the index cannot be copied or read
     */
    static Opening open(IndexLocation location) throws IOException {
        synchronized (OPEN) {
            ReloadableGeocoder open = OPEN.get(location);
            if (open != null) {
                return new Opening(open, false);
            }
            IndexCache.Opened<ReloadableGeocoder> opened =
                    new IndexLocalizer(location, hadoop())
                            .open(
                                    directory ->
                                            ReloadableGeocoder.open(
                                                    directory,
                                                    location.analysis(),
                                                    GeocoderOptions.ADDOK));
            OPEN.put(location, opened.index());
            return new Opening(opened.index(), opened.copied());
        }
    }

    /** Returns the Hadoop configuration that Spark uses to access file systems in this process. */
    static Configuration hadoop() {
        SparkEnv environment = SparkEnv.get();
        return SparkHadoopUtil.get()
                .newConfiguration(environment == null ? new SparkConf() : environment.conf());
    }

    /** Returns the telemetry of this JVM, which is configured by environment variables. */
    static Telemetry telemetry() {
        return TELEMETRY;
    }

    private static Telemetry startTelemetry() {
        Telemetry started =
                Telemetry.start(
                        new TelemetryEnvironment(System.getenv()), new TelemetryOptions(false, 0));
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "odonym-telemetry"));
        return started;
    }

    /** Returns the metrics of this executor; empty if {@link OdonymPlugin} is not enabled. */
    static Optional<SparkRowMetrics> metrics() {
        return metrics;
    }

    /** Sets the metrics that the tasks of this executor update. */
    static void setMetrics(SparkRowMetrics registered) {
        metrics = Optional.of(registered);
    }
}
