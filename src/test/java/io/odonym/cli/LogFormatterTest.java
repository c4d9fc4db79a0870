package io.odonym.cli;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Text of a client can neither forge a log line nor control a terminal. */
class LogFormatterTest {

    private static final String ATTACK = "a\nINFO forged\r\u001b[31m\u009b\u2028\u202e\0é";
    private static final String ESCAPED =
            "a\\nINFO forged\\r\\u001b[31m\\u009b\\u2028\\u202e\\u0000é";

    private static LogRecord logRecord() {
        LogRecord record = new LogRecord(Level.WARNING, ATTACK);
        record.setThrown(
                new IllegalStateException(ATTACK, new NumberFormatException("\n\tat " + ATTACK)));
        return record;
    }

    private static void assertEscaped(String trace) {
        assertThat(trace.lines())
                .allMatch(
                        line ->
                                line.startsWith("\tat ") && line.contains(".java:")
                                        || line.startsWith("\t... ")
                                        || line.equals(
                                                "java.lang.IllegalStateException: " + ESCAPED)
                                        || line.equals(
                                                "Caused by: java.lang.NumberFormatException:"
                                                        + " \\n\\tat "
                                                        + ESCAPED));
    }

    @Test
    void escapesText() {
        String text = new TextLogFormatter().format(logRecord());
        assertThat(text).contains(ESCAPED);
        int messageEnd = text.indexOf(ESCAPED) + ESCAPED.length();
        assertEscaped(text.substring(messageEnd + 1));
    }

    @Test
    void escapesJson() {
        String text = new JsonLogFormatter().format(logRecord());
        assertThat(text.strip().chars()).noneMatch(Character::isISOControl);
        assertThatJson(text).node("message").asString().isEqualTo(ESCAPED);
        assertThatJson(text)
                .node("exception")
                .asString()
                .satisfies(LogFormatterTest::assertEscaped);
    }
}
