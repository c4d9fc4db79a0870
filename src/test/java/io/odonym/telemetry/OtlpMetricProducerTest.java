package io.odonym.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;

import org.junit.jupiter.api.Test;

import java.util.Collection;
import java.util.List;

/** What leaves by OTLP is what /metrics shows. */
class OtlpMetricProducerTest {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MetricRecorder meters = new MetricRecorder(registry);

    private MetricData sent(String name) {
        Collection<MetricData> all =
                new OtlpMetricProducer(registry.getPrometheusRegistry()).produce(Resource.empty());
        List<MetricData> named =
                all.stream().filter(metric -> metric.getName().equals(name)).toList();
        assertThat(named).as(name).hasSize(1);
        return named.getFirst();
    }

    @Test
    void requestsAreNamedBySemanticConventions() {
        meters.record(Metric.HTTP_SERVER_DURATION, "GET", "/search", "200", 300_000);
        meters.record(Metric.HTTP_SERVER_DURATION, "GET", "/search", "200", 60_000_000_000L);

        MetricData duration = sent("http.server.request.duration");
        assertThat(duration.getUnit()).isEqualTo("s");
        HistogramPointData point = duration.getHistogramData().getPoints().iterator().next();
        assertThat(point.getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("http.request.method"), "GET")
                .containsEntry(AttributeKey.stringKey("http.route"), "/search")
                .containsEntry(AttributeKey.longKey("http.response.status_code"), 200L)
                .hasSize(3);
        assertThat(point.getCount()).isEqualTo(2);
        assertThat(point.getSum()).isEqualTo(60.0003);
        assertThat(point.getBoundaries()).startsWith(0.0001, 0.00025, 0.0005).endsWith(10.0);
        assertThat(point.getCounts())
                .hasSize(point.getBoundaries().size() + 1)
                .startsWith(0L, 0L, 1L)
                .endsWith(1L);
    }

    @Test
    void countersAndGaugesKeepTheirNames() {
        meters.count(Metric.GEOCODING_OPERATIONS, "search", "success", "", 3);
        meters.gauge(Metric.INDEX_BYTES, () -> 42);
        meters.fact(Metric.INFO, "1.0", "25", "1-a");

        MetricData operations = sent("addok_geocoding_operations");
        assertThat(operations.getDoubleSumData().isMonotonic()).isTrue();
        assertThat(operations.getDoubleSumData().getPoints().iterator().next().getValue())
                .isEqualTo(3);
        assertThat(sent("odonym_index").getUnit()).isEqualTo("By");
        assertThat(
                        sent("addok_application_info")
                                .getDoubleGaugeData()
                                .getPoints()
                                .iterator()
                                .next()
                                .getAttributes()
                                .get(AttributeKey.stringKey("version")))
                .isEqualTo("1.0");
    }
}
