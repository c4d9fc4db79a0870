package io.odonym.cli;

import io.odonym.configuration.ConfigurationException;
import io.odonym.configuration.Version;
import io.odonym.index.IndexException;
import io.odonym.source.SourceException;
import io.odonym.telemetry.TelemetryException;
import io.odonym.text.QueryTooLongException;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** {@code odonym}: the French address geocoder. */
@Command(
        name = "odonym",
        description = "A geocoder of French addresses that answers addok's HTTP API.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionLine.class,
        subcommands = {
            ServeCommand.class,
            IndexCommand.class,
            SearchCommand.class,
            GeocodeCommand.class,
            ReverseCommand.class,
            InfoCommand.class
        })
public final class Main {

    private Main() {}

    /**
     * Runs a command and exits: 0 where it succeeded, 1 where it failed, 2 where it was called
     * wrongly.
     */
    public static void main(String[] arguments) {
        // What is printed is for scripts too: one decimal point everywhere.
        Locale.setDefault(Locale.ROOT);
        Logs.configure();
        System.exit(run(arguments));
    }

    /** Runs a command. */
    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(
                        (failure, command, _) -> report(failure, command.getErr()))
                .execute(arguments);
    }

    private static int report(Exception failure, PrintWriter err) {
        switch (failure) {
            case ConfigurationException known -> err.println("odonym: " + known.getMessage());
            case IndexException known -> err.println("odonym: " + known.getMessage());
            case TelemetryException known -> {
                err.println("odonym: " + known.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            case SourceException known -> err.println("odonym: " + known.getMessage());
            case QueryTooLongException known -> err.println("odonym: " + known.getMessage());
            case FileSystemException known ->
                    err.println(
                            "odonym: "
                                    + known.getFile()
                                    + ": "
                                    + (known.getReason() == null
                                            ? known.getClass().getSimpleName()
                                            : known.getReason()));
            case IllegalArgumentException known -> err.println("odonym: " + known.getMessage());
            case IOException known -> err.println("odonym: " + known.getMessage());
            default -> {
                err.println("odonym: an error in the program: " + failure);
                failure.printStackTrace(err);
            }
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The version of the jar. */
    static final class VersionLine implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"odonym " + Version.current()};
        }
    }
}
