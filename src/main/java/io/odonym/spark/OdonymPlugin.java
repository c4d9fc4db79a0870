package io.odonym.spark;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

import java.util.Map;

/**
 * A Spark plugin that registers {@link SparkRowMetrics} in each executor. {@link GeocodeJob}
 * enables the plugin. Other programs enable it with {@code
 * spark.plugins=io.odonym.spark.OdonymPlugin}.
 */
public final class OdonymPlugin implements SparkPlugin {

    /** Creates the plugin. Spark calls this constructor. */
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
                GeocoderRegistry.setMetrics(new SparkRowMetrics(context.metricRegistry()));
            }
        };
    }
}
