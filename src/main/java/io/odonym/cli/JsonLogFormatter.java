package io.odonym.cli;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * A line of JSON for each event: time (UTC), level, logger, message, the trace and the span of a
 * request that is traced, and the exception where there is one.
 */
final class JsonLogFormatter extends Formatter {

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String format(LogRecord event) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("time", event.getInstant().toString());
            json.writeStringProperty("level", event.getLevel().getName());
            json.writeStringProperty("logger", String.valueOf(event.getLoggerName()));
            json.writeStringProperty("message", formatMessage(event));
            SpanContext span = Span.current().getSpanContext();
            if (span.isValid()) {
                json.writeStringProperty("trace_id", span.getTraceId());
                json.writeStringProperty("span_id", span.getSpanId());
            }
            if (event.getThrown() != null) {
                StringWriter trace = new StringWriter();
                event.getThrown().printStackTrace(new PrintWriter(trace, true));
                json.writeStringProperty("exception", trace.toString());
            }
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }
}
