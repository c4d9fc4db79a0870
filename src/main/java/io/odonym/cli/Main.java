package io.odonym.cli;

import io.odonym.configuration.ConfigurationException;
import io.odonym.configuration.ProgramVersion;
import io.odonym.geocode.QueryLengthException;
import io.odonym.index.store.IndexException;
import io.odonym.source.SourceException;
import io.odonym.telemetry.TelemetryException;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code odonym}: the French address geocoder. */
@Command(
        name = "odonym",
        description = "A geocoder of French addresses that answers addok's HTTP API.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionLine.class)
public final class Main {

    private static final Map<String, Supplier<Callable<Integer>>> COMMANDS = commands();

    private Main() {}

    private static Map<String, Supplier<Callable<Integer>>> commands() {
        Map<String, Supplier<Callable<Integer>>> commands = new LinkedHashMap<>();
        commands.put("serve", ServeCommand::new);
        commands.put("index", IndexCommand::new);
        commands.put("diff", DiffCommand::new);
        commands.put("apply", ApplyCommand::new);
        commands.put("search", SearchCommand::new);
        commands.put("geocode", GeocodeCommand::new);
        commands.put("reverse", ReverseCommand::new);
        commands.put("info", InfoCommand::new);
        commands.put("package", PackageCommand::new);
        commands.put("health", HealthCommand::new);
        commands.put("warm", WarmCommand::new);
        return commands;
    }

    /**
     * Runs a command and exits: 0 where it succeeded, 1 where it failed, 2 where it was called
     * wrongly.
     */
    public static void main(String[] arguments) {
        // What is printed is for scripts too: one decimal point everywhere.
        Locale.setDefault(Locale.ROOT);
        LoggingSetup.configure();
        System.exit(run(arguments));
    }

    /** Runs a command. */
    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        // picocli takes a good part of a start to read the annotations of every command.
        Set<String> wanted =
                arguments.length > 0 && COMMANDS.containsKey(arguments[0])
                        ? Set.of(arguments[0])
                        : COMMANDS.keySet();
        wanted.forEach(name -> line.addSubcommand(name, COMMANDS.get(name).get()));
        return line.setExecutionExceptionHandler(
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
            case QueryLengthException known -> err.println("odonym: " + known.getMessage());
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
            return new String[] {"odonym " + ProgramVersion.current()};
        }
    }
}
