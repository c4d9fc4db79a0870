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
 * Reads and validates the telemetry settings from environment variables: the {@code OTEL_}
 * variables and the variables that addok deployments use. Immutable.
 *
 * <p>If neither an exporter nor an endpoint is set, nothing is exported. If only an endpoint is
 * set, traces and metrics are exported to it, as in the OpenTelemetry specification. Logs are
 * exported only if {@code OTEL_LOGS_EXPORTER} is set.
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

    /** Maps each Datadog variable to the variable that has the same purpose in Odonym. */
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

    /** Maps each variable that addok deployments use to an OpenTelemetry resource attribute. */
    static final Map<String, String> RESOURCE =
            Map.of(
                    "OTEL_SERVICE_VERSION", "service.version",
                    "DEPLOYMENT_ENV", "deployment.environment.name",
                    "K8S_NAMESPACE", "k8s.namespace.name",
                    "K8S_POD_NAME", "k8s.pod.name",
                    "K8S_NODE_NAME", "k8s.node.name");

    private final Map<String, String> variables;

    /** Creates settings from all environment variables. Variables with blank values are ignored. */
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

    /** Returns whether at least one signal (traces, metrics or logs) is exported over OTLP. */
    boolean isEnabled() {
        return !get("OTEL_SDK_DISABLED").equalsIgnoreCase("true")
                && SIGNALS.stream().anyMatch(signal -> exporter(signal).equals("otlp"));
    }

    /** Returns the exporter of a signal: otlp, none, or an unsupported name. */
    String exporter(String signal) {
        String named = get("OTEL_" + signal + "_EXPORTER").toLowerCase(Locale.ROOT);
        if (!named.isEmpty()) {
            // The exporter "prometheus" needs no setup, because /metrics is always available.
            return signal.equals("METRICS") && named.equals("prometheus") ? "none" : named;
        }
        boolean endpoint =
                !get("OTEL_EXPORTER_OTLP_ENDPOINT").isEmpty()
                        || !get("OTEL_EXPORTER_OTLP_" + signal + "_ENDPOINT").isEmpty();
        return endpoint && !signal.equals("LOGS") ? "otlp" : "none";
    }

    /** Returns one message for each invalid setting. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (String signal : SIGNALS) {
            String exporter = exporter(signal);
            if (!exporter.equals("otlp") && !exporter.equals("none")) {
                problems.add(
                        describe("OTEL_" + signal + "_EXPORTER") + " is neither otlp nor none");
            }
        }
        for (String part : List.of("", "TRACES_", "METRICS_", "LOGS_")) {
            String prefix = "OTEL_EXPORTER_OTLP_" + part;
            check(
                    prefix + "ENDPOINT",
                    TelemetryEnvironment::isEndpoint,
                    "is not a URL such as http://collector:4317",
                    problems);
            checkOneOf(prefix + "PROTOCOL", PROTOCOLS, problems);
            checkOneOf(prefix + "COMPRESSION", COMPRESSIONS, problems);
            check(
                    prefix + "TIMEOUT",
                    TelemetryEnvironment::isMilliseconds,
                    "is not a number of milliseconds",
                    problems);
            check(
                    prefix + "HEADERS",
                    TelemetryEnvironment::isPairList,
                    "is not a list of name=value pairs",
                    problems);
            for (String file : List.of("CERTIFICATE", "CLIENT_KEY", "CLIENT_CERTIFICATE")) {
                check(
                        prefix + file,
                        name -> Files.isReadable(Path.of(name)),
                        "cannot be read",
                        problems);
            }
        }
        checkOneOf("OTEL_TRACES_SAMPLER", SAMPLERS, problems);
        check(
                "OTEL_TRACES_SAMPLER_ARG",
                TelemetryEnvironment::isRatio,
                "is not between 0 and 1",
                problems);
        check(
                "OTEL_PROPAGATORS",
                names ->
                        Arrays.stream(names.split(","))
                                .map(String::strip)
                                .allMatch(PROPAGATORS::contains),
                "is not a list of " + list(PROPAGATORS),
                problems);
        check(
                "OTEL_RESOURCE_ATTRIBUTES",
                TelemetryEnvironment::isPairList,
                "is not a list of name=value pairs",
                problems);
        return problems;
    }

    private void checkOneOf(String name, Set<String> allowed, List<String> problems) {
        check(name, allowed::contains, "is none of " + list(allowed), problems);
    }

    private void check(
            String name, Predicate<String> isValid, String problem, List<String> problems) {
        String value = get(name);
        if (!value.isEmpty() && !isValid.test(value)) {
            problems.add(describe(name) + " " + problem);
        }
    }

    /**
     * Returns the name and value of a variable for an error message. Omits the values of headers,
     * which may contain secrets.
     */
    private String describe(String name) {
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

    private static boolean isMilliseconds(String value) {
        return !value.isEmpty()
                && value.length() < 10
                && value.chars().allMatch(Character::isDigit);
    }

    private static boolean isRatio(String value) {
        try {
            double share = Double.parseDouble(value);
            return share >= 0 && share <= 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isPairList(String value) {
        return Arrays.stream(value.split(","))
                .filter(pair -> !pair.isBlank())
                .allMatch(pair -> pair.indexOf('=') > 0);
    }

    /**
     * Returns one warning per Datadog variable that is set. Datadog variables are not supported.
     */
    public List<String> ignored() {
        return variables.keySet().stream()
                .filter(name -> name.startsWith("DD_"))
                .sorted()
                .map(
                        name ->
                                name
                                        + " is ignored"
                                        + (DATADOG.containsKey(name)
                                                ? "; the equivalent is " + DATADOG.get(name)
                                                : ""))
                .toList();
    }

    /** Returns the endpoint and protocol of each exported signal, for the start-up log. */
    public List<String> targets() {
        if (!isEnabled()) {
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

    /** Returns the variables as SDK properties, with the exporter that is used for each signal. */
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

    /** Returns the resource attributes set by the variables that addok deployments use. */
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
