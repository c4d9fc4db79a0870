package io.odonym.fuzz;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.ConfigurationException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Configurations of any bytes: the file, and from the first zero on variables of the environment.
 */
public final class ConfigurationFuzz {

    private ConfigurationFuzz() {}

    private static final Path FILE = file();

    private static Path file() {
        try {
            return Files.createTempFile("odonym", ".properties");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        int zero = 0;
        while (zero < data.length && data[zero] != 0) {
            zero++;
        }
        Files.write(FILE, java.util.Arrays.copyOf(data, zero));
        Map<String, String> environment = new HashMap<>();
        for (String pair :
                new String(data, zero, data.length - zero, StandardCharsets.UTF_8).split("\0")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                environment.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        try {
            Configuration.read(environment, Optional.of(FILE));
            Configuration.origins(environment, Optional.of(FILE));
        } catch (ConfigurationException refused) {
            if (String.valueOf(refused.getMessage()).isBlank()) {
                throw new AssertionError("no reason", refused);
            }
        }
    }
}
