package io.odonym.telemetry;

import io.micrometer.prometheusmetrics.PrometheusConfig;

import java.util.Properties;

/**
 * Restricts exemplars to counters and histogram buckets, where OpenMetrics allows them. By default,
 * Micrometer 1.17 also adds exemplars to {@code _count}, and Prometheus then rejects the whole
 * response.
 */
final class OpenMetricsExemplarFilter implements PrometheusConfig {

    private static final String EXEMPLARS_ON_ALL_TYPES =
            "io.prometheus.exporter.exemplarsOnAllMetricTypes";

    @Override
    public String get(String key) {
        return PrometheusConfig.DEFAULT.get(key);
    }

    @Override
    public Properties prometheusProperties() {
        Properties properties = new Properties();
        properties.setProperty(EXEMPLARS_ON_ALL_TYPES, "false");
        return properties;
    }
}
