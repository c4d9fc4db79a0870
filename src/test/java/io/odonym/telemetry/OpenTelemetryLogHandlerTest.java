package io.odonym.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

class OpenTelemetryLogHandlerTest {

    @Test
    void escapesTextOfClients() {
        List<ReadWriteLogRecord> sent = new ArrayList<>();
        LogRecord record = new LogRecord(Level.WARNING, "a\nforged\u001b[31m");
        record.setLoggerName("io.odonym.http");
        record.setThrown(new IllegalStateException("b\r\nforged"));
        try (SdkLoggerProvider loggers =
                SdkLoggerProvider.builder()
                        .addLogRecordProcessor((_, emitted) -> sent.add(emitted))
                        .build()) {
            new OpenTelemetryLogHandler(loggers).publish(record);
        }
        LogRecordData data = sent.getFirst().toLogRecordData();
        assertThat(data.getBodyValue().asString()).isEqualTo("a\\nforged\\u001b[31m");
        assertThat(data.getAttributes().get(AttributeKey.stringKey("exception.stacktrace")))
                .startsWith("java.lang.IllegalStateException: b\\r\\nforged\n\tat ");
    }
}
