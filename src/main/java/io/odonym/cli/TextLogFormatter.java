package io.odonym.cli;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * A line of text for each event, as {@link SimpleFormatter} is told to write it; where it belongs
 * to a request that is traced, with the trace and the span.
 */
public final class TextLogFormatter extends Formatter {

    private final SimpleFormatter line = new SimpleFormatter();

    /** For the configuration of the log, which names this class. */
    public TextLogFormatter() {}

    @Override
    public String format(LogRecord event) {
        SpanContext span = Span.current().getSpanContext();
        String text = line.format(event);
        if (!span.isValid()) {
            return text;
        }
        int end = text.indexOf('\n');
        String ids = " trace_id=" + span.getTraceId() + " span_id=" + span.getSpanId();
        return end < 0 ? text + ids : text.substring(0, end) + ids + text.substring(end);
    }
}
