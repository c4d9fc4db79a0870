package io.odonym.configuration;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The value of every key as text, with its default where none is set, converted on request. Every
 * conversion fails with a {@link ConfigurationException} that names the key. Immutable.
 */
final class ConfigurationValues {

    private final Map<ConfigurationKey, String> values = new EnumMap<>(ConfigurationKey.class);

    /**
     * Completes the values that are set with the defaults.
     *
     * @param set the values that the environment or a file sets
     */
    ConfigurationValues(Map<ConfigurationKey, String> set) {
        for (ConfigurationKey key : ConfigurationKey.values()) {
            values.put(key, set.getOrDefault(key, key.defaultValue()));
        }
    }

    /** The value as it is written, with its surrounding spaces. */
    String raw(ConfigurationKey key) {
        return values.get(key);
    }

    /** The value without surrounding spaces. */
    String text(ConfigurationKey key) {
        return raw(key).strip();
    }

    /** The parts of a comma-separated value, without empty ones. */
    List<String> list(ConfigurationKey key) {
        return Arrays.stream(raw(key).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    boolean flag(ConfigurationKey key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(key, "is neither true nor false");
        };
    }

    int integer(ConfigurationKey key) {
        try {
            return Integer.parseInt(text(key));
        } catch (NumberFormatException e) {
            throw invalid(key, "is not a whole number");
        }
    }

    long longInteger(ConfigurationKey key) {
        try {
            return Long.parseLong(text(key));
        } catch (NumberFormatException e) {
            throw invalid(key, "is not a whole number");
        }
    }

    Duration seconds(ConfigurationKey key) {
        return Duration.ofSeconds(integer(key));
    }

    Duration milliseconds(ConfigurationKey key) {
        return Duration.ofMillis(integer(key));
    }

    /** The exception for a value that cannot be used. */
    ConfigurationException invalid(ConfigurationKey key, String problem) {
        return new ConfigurationException(key.property() + " \"" + raw(key) + "\" " + problem);
    }
}
