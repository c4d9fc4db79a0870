package io.odonym.telemetry;

import io.micrometer.prometheusmetrics.PrometheusConfig;

import java.util.Properties;

/**
 * Exemplars where OpenMetrics allows them, on counters and buckets: Micrometer 1.17 puts them on
 * {@code _count} too, and Prometheus then refuses the whole page.
 */
final class OpenMetricsExemplarFilter implements PrometheusConfig {

    private static final String ON_EVERYTHING = "io.prometheus.exporter.exemplarsOnAllMetricTypes";

    @Override
    public String get(String key) {
        return PrometheusConfig.DEFAULT.get(key);
    }

    @Override
    public Properties prometheusProperties() {
        Properties properties = new Properties();
        properties.setProperty(ON_EVERYTHING, "false");
        return properties;
    }
}
