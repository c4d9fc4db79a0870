package io.odonym.cli;

import io.odonym.telemetry.LogText;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Formats a log record as one line of JSON: the time in UTC, the level, the logger and the message.
 * The line also contains the trace and span identifiers if the current request is traced, and the
 * stack trace if the record has an exception. Messages are escaped. Thread-safe.
 */
final class JsonLogFormatter extends Formatter {

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String format(LogRecord logRecord) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("time", logRecord.getInstant().toString());
            json.writeStringProperty("level", logRecord.getLevel().getName());
            json.writeStringProperty("logger", String.valueOf(logRecord.getLoggerName()));
            json.writeStringProperty("message", LogText.escape(formatMessage(logRecord)));
            SpanContext span = Span.current().getSpanContext();
            if (span.isValid()) {
                json.writeStringProperty("trace_id", span.getTraceId());
                json.writeStringProperty("span_id", span.getSpanId());
            }
            if (logRecord.getThrown() != null) {
                json.writeStringProperty("exception", LogText.stackTrace(logRecord.getThrown()));
            }
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }
}
