package io.odonym.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Configures the log output of the program and its libraries. Records of level WARNING and above
 * are written to standard error.
 */
final class LoggingSetup {

    private static final String CONFIGURATION_FILE_PROPERTY = "java.util.logging.config.file";

    private LoggingSetup() {}

    /**
     * Loads {@code logging.properties} from the jar, unless the system property {@code
     * java.util.logging.config.file} names another file.
     */
    static void configure() {
        // The JVM's own handler prints the message of an exception without escaping it.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) ->
                        System.getLogger(LoggingSetup.class.getName())
                                .log(
                                        System.Logger.Level.ERROR,
                                        "uncaught exception in thread " + thread.getName(),
                                        failure));
        if (System.getProperty(CONFIGURATION_FILE_PROPERTY) != null) {
            return;
        }
        Optional<InputStream> resource =
                Optional.ofNullable(LoggingSetup.class.getResourceAsStream("/logging.properties"));
        try (InputStream properties = resource.orElseThrow()) {
            LogManager.getLogManager().readConfiguration(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Switches the log output to JSON, one line per record. */
    static void useJson() {
        Arrays.stream(Logger.getLogger("").getHandlers())
                .forEach(handler -> handler.setFormatter(new JsonLogFormatter()));
    }
}
