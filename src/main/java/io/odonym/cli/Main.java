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

/** The entry point of {@code odonym}, a geocoder of French addresses. */
@Command(
        name = "odonym",
        description = "A geocoder of French addresses with the HTTP API of addok.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionLine.class)
public final class Main {

    private static final Map<String, Supplier<Callable<Integer>>> COMMANDS = commands();

    private Main() {}

    private static Map<String, Supplier<Callable<Integer>>> commands() {
        Map<String, Supplier<Callable<Integer>>> commands = new LinkedHashMap<>();
        commands.put("serve", ServeCommand::new);
        commands.put("update", UpdateCommand::new);
        commands.put("fetch", FetchCommand::new);
        commands.put("index", IndexCommand::new);
        commands.put("diff", DiffCommand::new);
        commands.put("apply", ApplyCommand::new);
        commands.put("search", SearchCommand::new);
        commands.put("geocode", GeocodeCommand::new);
        commands.put("reverse", ReverseCommand::new);
        commands.put("info", InfoCommand::new);
        commands.put("package", PackageCommand::new);
        commands.put("health", HealthCommand::new);
        commands.put("reload", ReloadCommand::new);
        commands.put("warm", WarmCommand::new);
        return commands;
    }

    /**
     * Runs a command and exits the JVM. The exit code is 0 on success, 1 if the command failed, and
     * 2 if the command line is invalid.
     */
    public static void main(String[] arguments) {
        // Scripts parse the output, so number formats must not depend on the locale.
        Locale.setDefault(Locale.ROOT);
        LoggingSetup.configure();
        System.exit(run(arguments));
    }

    /** Runs a command and returns its exit code. */
    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        // Registers only the given command. Otherwise, reading the annotations of all commands
        // would take a large part of the start-up time.
        Set<String> names =
                arguments.length > 0 && COMMANDS.containsKey(arguments[0])
                        ? Set.of(arguments[0])
                        : COMMANDS.keySet();
        names.forEach(name -> line.addSubcommand(name, COMMANDS.get(name).get()));
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
                err.println("odonym: internal error: " + failure);
                failure.printStackTrace(err);
            }
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Prints the version of the jar for {@code --version}. */
    static final class VersionLine implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"odonym " + ProgramVersion.current()};
        }
    }
}
