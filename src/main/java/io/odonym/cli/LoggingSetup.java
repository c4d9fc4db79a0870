package io.odonym.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** What the program and its libraries log: one line an event on standard error, warnings and up. */
final class LoggingSetup {

    private static final String OWN_CONFIGURATION = "java.util.logging.config.file";

    private LoggingSetup() {}

    /** Reads logging.properties of the jar, unless the operator named a file of their own. */
    static void configure() {
        if (System.getProperty(OWN_CONFIGURATION) != null) {
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

    /** From here on a line of JSON for each event. */
    static void asJson() {
        Arrays.stream(Logger.getLogger("").getHandlers())
                .forEach(handler -> handler.setFormatter(new JsonLogFormatter()));
    }
}
