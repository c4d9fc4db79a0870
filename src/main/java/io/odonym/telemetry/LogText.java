package io.odonym.telemetry;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Escapes text in log lines, so that text from a client can neither forge a line nor control a
 * terminal. Stateless.
 */
public final class LogText {

    private static final String TAB = "\t";

    private LogText() {}

    /**
     * Replaces control and format characters, line separators and unpaired surrogates with their
     * Java escape sequences.
     */
    public static String escape(String text) {
        if (text.codePoints().noneMatch(LogText::isEscaped)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        letter -> {
                            switch (letter) {
                                case '\n' -> escaped.append("\\n");
                                case '\r' -> escaped.append("\\r");
                                case '\t' -> escaped.append("\\t");
                                default -> {
                                    if (isEscaped(letter)) {
                                        escaped.append("\\u%04x".formatted(letter));
                                    } else {
                                        escaped.appendCodePoint(letter);
                                    }
                                }
                            }
                        });
        return escaped.toString();
    }

    private static boolean isEscaped(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }

    /**
     * Returns the stack trace of an exception, with escaped messages and a line break at the end.
     */
    public static String stackTrace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new EscapingWriter(trace));
        return trace.toString();
    }

    /** Escapes each line that {@link Throwable#printStackTrace(PrintWriter)} prints. */
    private static final class EscapingWriter extends PrintWriter {

        EscapingWriter(StringWriter target) {
            super(target);
        }

        @Override
        public void println(Object line) {
            String text = String.valueOf(line);
            int start = 0;
            while (text.startsWith(TAB, start)) {
                start++;
            }
            write(text.substring(0, start));
            write(escape(text.substring(start)));
            write("\n");
        }
    }
}
