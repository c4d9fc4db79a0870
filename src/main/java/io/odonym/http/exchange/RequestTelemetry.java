package io.odonym.http.exchange;

import io.helidon.common.uri.UriPath;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabelName;
import io.odonym.telemetry.MetricLabels;
import io.odonym.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records the span and the metrics of every request, according to OpenTelemetry's semantic
 * conventions 1.44 for HTTP servers. Neither spans nor metrics contain the query component of the
 * URL, because it contains addresses. Thread-safe.
 */
public final class RequestTelemetry implements Filter {

    private static final HeaderName TRACE_ID = HeaderNames.create("X-Trace-Id");
    private static final AttributeKey<String> METHOD =
            AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS =
            AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> VERSION =
            AttributeKey.stringKey("network.protocol.version");
    private static final AttributeKey<String> USER_AGENT =
            AttributeKey.stringKey("user_agent.original");
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private static final TextMapGetter<Headers> HEADER_GETTER =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(Headers headers) {
                    return headers.stream().map(header -> header.name()).toList();
                }

                @Override
                public String get(Headers headers, String name) {
                    return headers.first(HeaderNames.create(name)).orElse(null);
                }
            };

    private final Telemetry telemetry;
    private final TextMapPropagator propagator;
    private final List<HeaderName> propagated;
    private final LongAdder inFlight = new LongAdder();
    private final Map<RequestOutcome, RequestLabels> labels = new ConcurrentHashMap<>();

    /** Creates the filter and registers the metric of in-flight requests. */
    public RequestTelemetry(Telemetry telemetry) {
        this.telemetry = telemetry;
        this.propagator = telemetry.openTelemetry().getPropagators().getTextMapPropagator();
        this.propagated = propagator.fields().stream().map(HeaderNames::create).toList();
        telemetry.meters().gauge(Metric.ACTIVE_REQUESTS, inFlight::sum);
    }

    /** Returns the trace identifier of the current request, if the request is traced. */
    public static Optional<String> traceId() {
        return Optional.of(Span.current().getSpanContext())
                .filter(context -> context.isValid())
                .map(context -> context.getTraceId());
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long start = System.nanoTime();
        Endpoint endpoint = Endpoint.of(request.path());
        String method = method(request.prologue().method().text());
        inFlight.increment();
        try {
            if (telemetry.isTraced()) {
                proceedInSpan(chain, request, response, endpoint, method, start);
            } else {
                proceed(chain, response, endpoint, method, start);
            }
        } finally {
            inFlight.decrement();
        }
    }

    private void proceedInSpan(
            FilterChain chain,
            RoutingRequest request,
            RoutingResponse response,
            Endpoint endpoint,
            String method,
            long start) {
        Context parent = parent(request.headers());
        Span span =
                telemetry
                        .tracer()
                        .spanBuilder(
                                endpoint == Endpoint.OTHER
                                        ? method
                                        : method + " " + endpoint.route())
                        .setParent(parent)
                        .setSpanKind(SpanKind.SERVER)
                        .setStartTimestamp(telemetry.sinceEpoch(start), TimeUnit.NANOSECONDS)
                        .startSpan();
        try (Scope _ = parent.with(span).makeCurrent()) {
            if (span.isRecording()) {
                setAttributes(span, request, endpoint, method);
            }
            response.header(TRACE_ID, span.getSpanContext().getTraceId());
            proceed(chain, response, endpoint, method, start);
        } finally {
            if (span.isRecording()) {
                end(span, response.status().code());
            }
        }
    }

    /** Extracts the parent trace context if the client sent headers that propagate one. */
    private Context parent(Headers headers) {
        for (HeaderName name : propagated) {
            if (headers.contains(name)) {
                return propagator.extract(Context.root(), headers, HEADER_GETTER);
            }
        }
        return Context.root();
    }

    private void end(Span span, int status) {
        span.setAttribute(STATUS, (long) status);
        if (status >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
            if (status != SERVER_ERROR) {
                span.setAttribute(ERROR_TYPE, String.valueOf(status));
            }
        }
        span.end(telemetry.sinceEpoch(System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private static void setAttributes(
            Span span, RoutingRequest request, Endpoint endpoint, String method) {
        span.setAttribute(METHOD, method);
        span.setAttribute(SCHEME, "http");
        if (endpoint != Endpoint.OTHER) {
            span.setAttribute(ROUTE, endpoint.route());
        }
        span.setAttribute(PATH, request.path().rawPath());
        span.setAttribute(VERSION, request.prologue().protocolVersion());
        request.headers()
                .first(HeaderNames.USER_AGENT)
                .ifPresent(agent -> span.setAttribute(USER_AGENT, agent));
    }

    private void proceed(
            FilterChain chain,
            RoutingResponse response,
            Endpoint endpoint,
            String method,
            long start) {
        try {
            chain.proceed();
        } finally {
            recordMetrics(endpoint, method, response.status().code(), System.nanoTime() - start);
        }
    }

    private void recordMetrics(Endpoint endpoint, String method, int code, long nanoseconds) {
        // The size of this map is bounded, because endpoints, methods and status codes come from
        // fixed sets.
        RequestLabels labels =
                this.labels.computeIfAbsent(
                        new RequestOutcome(endpoint, method, code), RequestLabels::of);
        var meters = telemetry.meters();
        meters.record(Metric.HTTP_SERVER_DURATION, labels.semantic(), nanoseconds);
        meters.record(Metric.HTTP_DURATION, labels.byMethod(), nanoseconds);
        meters.count(Metric.HTTP_REQUESTS, labels.byMethodAndStatus(), 1);
        if (endpoint.isGeocoding()) {
            meters.record(Metric.GEOCODING_DURATION, labels.byEndpoint(), nanoseconds);
            meters.count(Metric.GEOCODING_REQUESTS, labels.byEndpointAndStatus(), 1);
        }
        if (code >= BAD_REQUEST && code != SERVER_ERROR) {
            countError(errorType(code), endpoint.route());
        }
    }

    /** The properties of a request that determine its metric labels. */
    private record RequestOutcome(Endpoint endpoint, String method, int code) {}

    /**
     * The metric labels of a request. They are created once for each combination of endpoint,
     * method and status code.
     */
    private record RequestLabels(
            MetricLabels semantic,
            MetricLabels byMethod,
            MetricLabels byMethodAndStatus,
            MetricLabels byEndpoint,
            MetricLabels byEndpointAndStatus) {

        static RequestLabels of(RequestOutcome outcome) {
            String method = outcome.method();
            String route = outcome.endpoint().route();
            String status = Integer.toString(outcome.code());
            MetricLabels byMethod =
                    MetricLabels.of(MetricLabelName.METHOD, method)
                            .and(MetricLabelName.ENDPOINT, route);
            MetricLabels byEndpoint =
                    MetricLabels.of(MetricLabelName.ENDPOINT, route)
                            .and(MetricLabelName.METHOD, method);
            return new RequestLabels(
                    MetricLabels.of(MetricLabelName.HTTP_REQUEST_METHOD, method)
                            .and(
                                    MetricLabelName.HTTP_ROUTE,
                                    outcome.endpoint() == Endpoint.OTHER ? "" : route)
                            .and(MetricLabelName.HTTP_RESPONSE_STATUS_CODE, status)
                            .and(
                                    MetricLabelName.ERROR_TYPE,
                                    outcome.code() >= SERVER_ERROR ? status : ""),
                    byMethod,
                    byMethod.and(MetricLabelName.STATUS, status),
                    byEndpoint,
                    byEndpoint.and(MetricLabelName.STATUS, status));
        }
    }

    /**
     * Records an unexpected exception on the span of the current request, and counts it by type.
     *
     * @param path the routed path of the request
     */
    public void recordFailure(UriPath path, Throwable failure) {
        Span.current().recordException(failure);
        Span.current().setAttribute(ERROR_TYPE, failure.getClass().getName());
        countError(failure.getClass().getSimpleName(), Endpoint.of(path).route());
    }

    private void countError(String type, String route) {
        telemetry
                .meters()
                .count(
                        Metric.ERRORS,
                        MetricLabels.of(MetricLabelName.ERROR_TYPE, type)
                                .and(MetricLabelName.ENDPOINT, route),
                        1);
    }

    /**
     * Returns the name of the falcon 4.0.2 error class for a status code. addok uses these names in
     * its metrics.
     */
    private static String errorType(int status) {
        return switch (status) {
            case BAD_REQUEST -> "HTTPBadRequest";
            case 404 -> "HTTPNotFound";
            case 405 -> "HTTPMethodNotAllowed";
            case 413 -> "HTTPContentTooLarge";
            case 429 -> "HTTPTooManyRequests";
            case 503 -> "HTTPServiceUnavailable";
            default -> "HTTPError";
        };
    }

    /** Maps unknown methods to {@code _OTHER}, as the semantic conventions require. */
    private static String method(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH" -> method;
            default -> "_OTHER";
        };
    }
}
