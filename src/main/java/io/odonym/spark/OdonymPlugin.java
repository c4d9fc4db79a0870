package io.odonym.spark;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

import java.util.Map;

/**
 * Registers the executors' metrics with Spark's metric system: {@code
 * spark.plugins=io.odonym.spark.OdonymPlugin}. The job switches it on itself.
 */
public final class OdonymPlugin implements SparkPlugin {

    /** Spark makes it. */
    public OdonymPlugin() {}

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {};
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> configuration) {
                GeocoderRegistry.countIn(new ExecutorMetrics(context.metricRegistry()));
            }
        };
    }
}
