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
     * @param output standard output and standard error, in the order in which they were written
     */
    public record Outcome(int exitCode, String output) {}

    /** Runs a command. Not thread-safe: replaces the standard streams while the command runs. */
    public static Outcome run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        Locale locale = Locale.getDefault();
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(captured, true, StandardCharsets.UTF_8);
        try {
            Locale.setDefault(Locale.ROOT);
            System.setOut(stream);
            System.setErr(stream);
            int exitCode = Main.run(arguments);
            return new Outcome(exitCode, captured.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            Locale.setDefault(locale);
        }
    }
}
