package io.odonym.telemetry;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The {@code OTEL_} variables of a start, and those of the deployments before: what they ask for,
 * and what is wrong with them.
 *
 * <p>Nothing is sent anywhere unless an exporter or an endpoint is named. With an endpoint alone,
 * traces and metrics go there, as the specification of OpenTelemetry has it; logs only where {@code
 * OTEL_LOGS_EXPORTER} asks for them.
 */
public final class TelemetryEnvironment {

    private static final List<String> SIGNALS = List.of("TRACES", "METRICS", "LOGS");
    private static final Set<String> PROTOCOLS = Set.of("grpc", "http/protobuf");
    private static final Set<String> SAMPLERS =
            Set.of(
                    "always_on",
                    "always_off",
                    "traceidratio",
                    "parentbased_always_on",
                    "parentbased_always_off",
                    "parentbased_traceidratio");
    private static final Set<String> PROPAGATORS =
            Set.of("tracecontext", "baggage", "b3", "b3multi", "none");
    private static final Set<String> COMPRESSIONS = Set.of("gzip", "none");

    /** What Datadog's variables are called by OpenTelemetry. */
    private static final Map<String, String> DATADOG =
            new TreeMap<>(
                    Map.of(
                            "DD_SERVICE", "OTEL_SERVICE_NAME",
                            "DD_VERSION", "OTEL_SERVICE_VERSION",
                            "DD_ENV", "DEPLOYMENT_ENV",
                            "DD_TAGS", "OTEL_RESOURCE_ATTRIBUTES",
                            "DD_AGENT_HOST", "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "DD_TRACE_AGENT_URL", "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "DD_TRACE_AGENT_PORT", "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "DD_TRACE_SAMPLE_RATE", "OTEL_TRACES_SAMPLER_ARG",
                            "DD_TRACE_ENABLED", "OTEL_SDK_DISABLED",
                            "DD_TRACE_PROPAGATION_STYLE", "OTEL_PROPAGATORS"));

    /** Attributes of the resource by the variable that older deployments name them with. */
    static final Map<String, String> RESOURCE =
            Map.of(
                    "OTEL_SERVICE_VERSION", "service.version",
                    "DEPLOYMENT_ENV", "deployment.environment.name",
                    "K8S_NAMESPACE", "k8s.namespace.name",
                    "K8S_POD_NAME", "k8s.pod.name",
                    "K8S_NODE_NAME", "k8s.node.name");

    private final Map<String, String> variables;

    /** Of all variables. */
    public TelemetryEnvironment(Map<String, String> variables) {
        Map<String, String> given = new LinkedHashMap<>();
        variables.forEach(
                (name, value) -> {
                    if (!value.isBlank()) {
                        given.put(name, value.strip());
                    }
                });
        this.variables = Map.copyOf(given);
    }

    private String get(String name) {
        return variables.getOrDefault(name, "");
    }

    /** Whether anything is to be sent by OTLP. */
    boolean isWanted() {
        return !get("OTEL_SDK_DISABLED").equalsIgnoreCase("true")
                && SIGNALS.stream().anyMatch(signal -> exporter(signal).equals("otlp"));
    }

    /** otlp or none, or what cannot be had. */
    String exporter(String signal) {
        String named = get("OTEL_" + signal + "_EXPORTER").toLowerCase(Locale.ROOT);
        if (!named.isEmpty()) {
            // What Prometheus wants is at /metrics in any case.
            return signal.equals("METRICS") && named.equals("prometheus") ? "none" : named;
        }
        boolean endpoint =
                !get("OTEL_EXPORTER_OTLP_ENDPOINT").isEmpty()
                        || !get("OTEL_EXPORTER_OTLP_" + signal + "_ENDPOINT").isEmpty();
        return endpoint && !signal.equals("LOGS") ? "otlp" : "none";
    }

    /** Everything that is wrong, one sentence each; empty where all is well. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (String signal : SIGNALS) {
            String exporter = exporter(signal);
            if (!exporter.equals("otlp") && !exporter.equals("none")) {
                problems.add(said("OTEL_" + signal + "_EXPORTER") + " is neither otlp nor none");
            }
        }
        for (String part : List.of("", "TRACES_", "METRICS_", "LOGS_")) {
            String prefix = "OTEL_EXPORTER_OTLP_" + part;
            check(
                    prefix + "ENDPOINT",
                    TelemetryEnvironment::isEndpoint,
                    "is no address such as" + " http://collector:4317",
                    problems);
            among(prefix + "PROTOCOL", PROTOCOLS, problems);
            among(prefix + "COMPRESSION", COMPRESSIONS, problems);
            check(
                    prefix + "TIMEOUT",
                    TelemetryEnvironment::isWhole,
                    "is no number of" + " milliseconds",
                    problems);
            check(
                    prefix + "HEADERS",
                    TelemetryEnvironment::arePairs,
                    "is no list of name=value",
                    problems);
            for (String file : List.of("CERTIFICATE", "CLIENT_KEY", "CLIENT_CERTIFICATE")) {
                check(
                        prefix + file,
                        name -> Files.isReadable(Path.of(name)),
                        "cannot be read",
                        problems);
            }
        }
        among("OTEL_TRACES_SAMPLER", SAMPLERS, problems);
        check(
                "OTEL_TRACES_SAMPLER_ARG",
                TelemetryEnvironment::isShare,
                "is not between 0 and 1",
                problems);
        check(
                "OTEL_PROPAGATORS",
                names ->
                        Arrays.stream(names.split(","))
                                .map(String::strip)
                                .allMatch(PROPAGATORS::contains),
                "is no list of " + list(PROPAGATORS),
                problems);
        check(
                "OTEL_RESOURCE_ATTRIBUTES",
                TelemetryEnvironment::arePairs,
                "is no list of" + " name=value",
                problems);
        return problems;
    }

    private void among(String name, Set<String> words, List<String> problems) {
        check(name, words::contains, "is none of " + list(words), problems);
    }

    private void check(
            String name, Predicate<String> right, String otherwise, List<String> problems) {
        String value = get(name);
        if (!value.isEmpty() && !right.test(value)) {
            problems.add(said(name) + " " + otherwise);
        }
    }

    /** A variable and its value, unless this may be a secret. */
    private String said(String name) {
        return name.endsWith("HEADERS") ? name : name + " \"" + get(name) + "\"";
    }

    private static String list(Set<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }

    private static boolean isEndpoint(String value) {
        try {
            URI uri = new URI(value);
            return uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isWhole(String value) {
        return !value.isEmpty()
                && value.length() < 10
                && value.chars().allMatch(Character::isDigit);
    }

    private static boolean isShare(String value) {
        try {
            double share = Double.parseDouble(value);
            return share >= 0 && share <= 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean arePairs(String value) {
        return Arrays.stream(value.split(","))
                .filter(pair -> !pair.isBlank())
                .allMatch(pair -> pair.indexOf('=') > 0);
    }

    /** The lines for variables of Datadog's, which nothing here reads. */
    public List<String> ignored() {
        return variables.keySet().stream()
                .filter(name -> name.startsWith("DD_"))
                .sorted()
                .map(
                        name ->
                                name
                                        + " is ignored"
                                        + (DATADOG.containsKey(name)
                                                ? "; its counterpart is " + DATADOG.get(name)
                                                : ""))
                .toList();
    }

    /** Where each signal goes, for the lines of the start; headers are not shown. */
    public List<String> targets() {
        if (!isWanted()) {
            return List.of();
        }
        return SIGNALS.stream()
                .filter(signal -> exporter(signal).equals("otlp"))
                .map(
                        signal ->
                                signal.toLowerCase(Locale.ROOT)
                                        + " to "
                                        + first(
                                                "OTEL_EXPORTER_OTLP_" + signal + "_ENDPOINT",
                                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                                "the standard endpoint")
                                        + " by "
                                        + protocol(signal))
                .toList();
    }

    private String protocol(String signal) {
        return first(
                "OTEL_EXPORTER_OTLP_" + signal + "_PROTOCOL",
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "grpc");
    }

    private String first(String name, String other, String otherwise) {
        return Stream.of(get(name), get(other), otherwise)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** What the SDK is told: the variables as properties, and our exporters. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("otel.service.name", "odonym");
        variables.forEach(
                (name, value) -> {
                    if (name.startsWith("OTEL_")) {
                        properties.put(property(name), value);
                    }
                });
        for (String signal : SIGNALS) {
            properties.put(property("OTEL_" + signal + "_EXPORTER"), exporter(signal));
        }
        return properties;
    }

    private static String property(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** What older variables say of the resource, by the attribute's name. */
    Map<String, String> resource() {
        Map<String, String> attributes = new TreeMap<>();
        RESOURCE.forEach(
                (name, attribute) -> {
                    if (!get(name).isEmpty()) {
                        attributes.put(attribute, get(name));
                    }
                });
        return attributes;
    }
}
