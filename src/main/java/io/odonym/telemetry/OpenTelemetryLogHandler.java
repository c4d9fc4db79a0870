package io.odonym.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Forwards log records to OpenTelemetry. Messages and stack traces are escaped, because the
 * programs that receive them may print them on a terminal. Skips the records of the telemetry code
 * itself.
 */
final class OpenTelemetryLogHandler extends Handler {

    private static final AttributeKey<String> EXCEPTION_TYPE =
            AttributeKey.stringKey("exception.type");
    private static final AttributeKey<String> STACKTRACE =
            AttributeKey.stringKey("exception.stacktrace");

    private final LoggerProvider loggers;
    private final SimpleFormatter formatter = new SimpleFormatter();

    OpenTelemetryLogHandler(LoggerProvider loggers) {
        this.loggers = loggers;
    }

    @Override
    public void publish(LogRecord event) {
        String name = String.valueOf(event.getLoggerName());
        if (name.startsWith("io.opentelemetry") || name.equals("io.odonym.telemetry")) {
            return;
        }
        LogRecordBuilder builder =
                loggers.get(name)
                        .logRecordBuilder()
                        .setTimestamp(event.getInstant())
                        .setSeverity(severity(event.getLevel()))
                        .setSeverityText(event.getLevel().getName())
                        .setBody(LogText.escape(formatter.formatMessage(event)));
        if (event.getThrown() != null) {
            builder.setAttribute(EXCEPTION_TYPE, event.getThrown().getClass().getName());
            builder.setAttribute(STACKTRACE, LogText.stackTrace(event.getThrown()));
        }
        builder.emit();
    }

    private static Severity severity(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return Severity.ERROR;
        }
        if (value >= Level.WARNING.intValue()) {
            return Severity.WARN;
        }
        return value >= Level.INFO.intValue() ? Severity.INFO : Severity.DEBUG;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
