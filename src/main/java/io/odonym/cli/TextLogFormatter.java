package io.odonym.cli;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Formats a log record like {@link SimpleFormatter}, and appends the trace and span identifiers to
 * the first line if the current request is traced. Thread-safe.
 */
public final class TextLogFormatter extends Formatter {

    private final SimpleFormatter formatter = new SimpleFormatter();

    /** Creates a formatter. The logging configuration calls this constructor. */
    public TextLogFormatter() {}

    @Override
    public String format(LogRecord logRecord) {
        SpanContext span = Span.current().getSpanContext();
        String text = formatter.format(logRecord);
        if (!span.isValid()) {
            return text;
        }
        int lineEnd = text.indexOf('\n');
        String ids = " trace_id=" + span.getTraceId() + " span_id=" + span.getSpanId();
        return lineEnd < 0
                ? text + ids
                : text.substring(0, lineEnd) + ids + text.substring(lineEnd);
    }
}
