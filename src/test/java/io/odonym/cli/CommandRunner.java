package io.odonym.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Runs a command of {@code odonym} in this process and captures what it prints. */
public final class CommandRunner {

    private CommandRunner() {}

    /**
     * The outcome of a command.
     *
     * @param exitCode the exit code
     * @param out standard output
     * @param err standard error
     * @param output standard output and standard error, in the order in which they were written
     */
    public record Outcome(int exitCode, String out, String err, String output) {}

    /** Captures what is written and copies it to another stream. */
    private static final class CapturingStream extends ByteArrayOutputStream {

        private final ByteArrayOutputStream copy;

        CapturingStream(ByteArrayOutputStream copy) {
            this.copy = copy;
        }

        @Override
        public synchronized void write(int b) {
            super.write(b);
            copy.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            copy.write(bytes, offset, length);
        }
    }

    /** Runs a command. Not thread-safe: replaces the standard streams while the command runs. */
    public static Outcome run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        Locale locale = Locale.getDefault();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream capturedOut = new CapturingStream(output);
        ByteArrayOutputStream capturedErr = new CapturingStream(output);
        try {
            Locale.setDefault(Locale.ROOT);
            System.setOut(new PrintStream(capturedOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(capturedErr, true, StandardCharsets.UTF_8));
            int exitCode = Main.run(arguments);
            return new Outcome(
                    exitCode,
                    capturedOut.toString(StandardCharsets.UTF_8),
                    capturedErr.toString(StandardCharsets.UTF_8),
                    output.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            Locale.setDefault(locale);
        }
    }
}
