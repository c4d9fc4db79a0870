package io.odonym.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.configuration.TelemetryOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

/** The settings of a deployment's variables and the messages about invalid ones. */
class TelemetryEnvironmentTest {

    private static TelemetryEnvironment of(String... namesAndValues) {
        Map<String, String> variables = new java.util.HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new TelemetryEnvironment(variables);
    }

    @Test
    void exportsNothingByDefault() {
        assertThat(of().isEnabled()).isFalse();
        assertThat(of("OTEL_SERVICE_NAME", "geo").isEnabled()).isFalse();
        assertThat(of("OTEL_TRACES_EXPORTER", "none").isEnabled()).isFalse();
    }

    @Test
    void exportsTracesAndMetricsToAnEndpoint() {
        TelemetryEnvironment given = of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317");

        assertThat(given.isEnabled()).isTrue();
        assertThat(given.properties())
                .containsEntry("otel.traces.exporter", "otlp")
                .containsEntry("otel.metrics.exporter", "otlp")
                .containsEntry("otel.logs.exporter", "none")
                .containsEntry("otel.service.name", "odonym");
        assertThat(given.targets())
                .containsExactly(
                        "traces to http://collector:4317 by grpc",
                        "metrics to http://collector:4317 by grpc");
    }

    @Test
    void respectsADisabledSdk() {
        assertThat(
                        of(
                                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        "http://collector:4317",
                                        "OTEL_SDK_DISABLED",
                                        "true")
                                .isEnabled())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    OTEL_EXPORTER_OTLP_ENDPOINT | collector:4317 | OTEL_EXPORTER_OTLP_ENDPOINT "collector:4317" is not a URL such as http://collector:4317
                    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT | http://a b | OTEL_EXPORTER_OTLP_TRACES_ENDPOINT "http://a b" is not a URL such as http://collector:4317
                    OTEL_EXPORTER_OTLP_PROTOCOL | http/json | OTEL_EXPORTER_OTLP_PROTOCOL "http/json" is none of grpc, http/protobuf
                    OTEL_EXPORTER_OTLP_COMPRESSION | zstd | OTEL_EXPORTER_OTLP_COMPRESSION "zstd" is none of gzip, none
                    OTEL_EXPORTER_OTLP_TIMEOUT | 10s | OTEL_EXPORTER_OTLP_TIMEOUT "10s" is not a number of milliseconds
                    OTEL_EXPORTER_OTLP_HEADERS | secret | OTEL_EXPORTER_OTLP_HEADERS is not a list of name=value pairs
                    OTEL_EXPORTER_OTLP_CERTIFICATE | /no/such.pem | OTEL_EXPORTER_OTLP_CERTIFICATE "/no/such.pem" cannot be read
                    OTEL_TRACES_SAMPLER | sometimes | OTEL_TRACES_SAMPLER "sometimes" is none of always_off, always_on, parentbased_always_off, parentbased_always_on, parentbased_traceidratio, traceidratio
                    OTEL_TRACES_SAMPLER_ARG | 1.5 | OTEL_TRACES_SAMPLER_ARG "1.5" is not between 0 and 1
                    OTEL_PROPAGATORS | b3,xray | OTEL_PROPAGATORS "b3,xray" is not a list of b3, b3multi, baggage, none, tracecontext
                    OTEL_RESOURCE_ATTRIBUTES | team | OTEL_RESOURCE_ATTRIBUTES "team" is not a list of name=value pairs
                    OTEL_TRACES_EXPORTER | jaeger | OTEL_TRACES_EXPORTER "jaeger" is neither otlp nor none
                    """)
    void reportsInvalidValues(String name, String value, String problem) {
        TelemetryEnvironment given = of(name, value, "OTEL_METRICS_EXPORTER", "otlp");

        assertThat(given.problems()).containsExactly(problem);
        assertThatThrownBy(() -> Telemetry.start(given, new TelemetryOptions(true, 0)))
                .isInstanceOf(TelemetryException.class)
                .hasMessage("telemetry cannot be sent: " + problem);
        try (Telemetry without = Telemetry.start(given, new TelemetryOptions(false, 0))) {
            assertThat(without.isTraced()).isFalse();
        }
    }

    @Test
    void acceptsThePrometheusExporter() {
        assertThat(of("OTEL_METRICS_EXPORTER", "prometheus").isEnabled()).isFalse();
    }

    @Test
    void warnsAboutDatadogVariables() {
        assertThat(of("DD_SERVICE", "geo", "DD_PROFILING", "1", "PATH", "/bin").ignored())
                .containsExactly(
                        "DD_PROFILING is ignored",
                        "DD_SERVICE is ignored; the equivalent is OTEL_SERVICE_NAME");
    }

    @Test
    void readsTheResourceFromAddoksVariables() {
        assertThat(
                        of(
                                        "OTEL_SERVICE_VERSION",
                                        "2.1",
                                        "DEPLOYMENT_ENV",
                                        "production",
                                        "K8S_POD_NAME",
                                        "geo-1",
                                        "K8S_NAMESPACE",
                                        " ")
                                .resource())
                .containsExactly(
                        Map.entry("deployment.environment.name", "production"),
                        Map.entry("k8s.pod.name", "geo-1"),
                        Map.entry("service.version", "2.1"));
    }
}
