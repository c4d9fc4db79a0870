package io.odonym.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;

import org.junit.jupiter.api.Test;

import java.util.Collection;
import java.util.List;

/** The metrics exported over OTLP are those of /metrics. */
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

    private static MetricLabels ok() {
        return MetricLabels.of(MetricLabelName.HTTP_REQUEST_METHOD, "GET")
                .and(MetricLabelName.HTTP_ROUTE, "/search")
                .and(MetricLabelName.HTTP_RESPONSE_STATUS_CODE, "200")
                .and(MetricLabelName.ERROR_TYPE, "");
    }

    @Test
    void namesRequestsBySemanticConventions() {
        meters.record(Metric.HTTP_SERVER_DURATION, ok(), 300_000);
        meters.record(Metric.HTTP_SERVER_DURATION, ok(), 60_000_000_000L);

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
    void keepsTheNamesOfCountersAndGauges() {
        meters.count(
                Metric.GEOCODING_OPERATIONS,
                MetricLabels.of(MetricLabelName.OPERATION_TYPE, "search")
                        .and(MetricLabelName.RESULT_STATUS, "success"),
                3);
        meters.gauge(Metric.INDEX_BYTES, () -> 42);
        meters.info(
                Metric.INFO,
                MetricLabels.of(MetricLabelName.VERSION, "1.0")
                        .and(MetricLabelName.JAVA, "25")
                        .and(MetricLabelName.INDEX_ANALYSIS, "1-a"));

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

    @Test
    void rejectsLabelsThatTheMetricDoesNotHave() {
        assertThatThrownBy(
                        () ->
                                meters.count(
                                        Metric.INDEX_SWAPS,
                                        MetricLabels.of(MetricLabelName.STATUS, "success"),
                                        1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("INDEX_SWAPS has the labels [OUTCOME], not [STATUS]");
    }
}
