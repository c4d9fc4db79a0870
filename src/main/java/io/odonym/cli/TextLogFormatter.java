package io.odonym.cli;

import io.odonym.telemetry.LogText;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Formats a log record like {@link SimpleFormatter}, and appends the trace and span identifiers to
 * the first line if the current request is traced. Messages are escaped. Thread-safe.
 */
public final class TextLogFormatter extends Formatter {

    private final SimpleFormatter formatter =
            new SimpleFormatter() {
                @Override
                public String formatMessage(LogRecord logRecord) {
                    return LogText.escape(super.formatMessage(logRecord));
                }
            };

    /** Creates a formatter. The logging configuration calls this constructor. */
    public TextLogFormatter() {}

    @Override
    public String format(LogRecord logRecord) {
        SpanContext span = Span.current().getSpanContext();
        String text = formatter.format(withoutException(logRecord));
        if (logRecord.getThrown() != null) {
            text += LogText.stackTrace(logRecord.getThrown());
        }
        if (!span.isValid()) {
            return text;
        }
        int lineEnd = text.indexOf('\n');
        String ids = " trace_id=" + span.getTraceId() + " span_id=" + span.getSpanId();
        return lineEnd < 0
                ? text + ids
                : text.substring(0, lineEnd) + ids + text.substring(lineEnd);
    }

    /**
     * Copies a record without its exception. {@link LogText} formats the exception separately,
     * because its messages must be escaped.
     */
    private static LogRecord withoutException(LogRecord logRecord) {
        if (logRecord.getThrown() == null) {
            return logRecord;
        }
        LogRecord copy = new LogRecord(logRecord.getLevel(), logRecord.getMessage());
        copy.setLoggerName(logRecord.getLoggerName());
        copy.setInstant(logRecord.getInstant());
        copy.setParameters(logRecord.getParameters());
        copy.setResourceBundle(logRecord.getResourceBundle());
        copy.setSourceClassName(logRecord.getSourceClassName());
        copy.setSourceMethodName(logRecord.getSourceMethodName());
        return copy;
    }
}
