package io.odonym.configuration;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Contains the value of every key as text and converts values to other types. A value that cannot
 * be converted causes a {@link ConfigurationException} that names the key. Immutable.
 */
final class ConfigurationValues {

    private final Map<ConfigurationKey, String> values = new EnumMap<>(ConfigurationKey.class);

    /**
     * Creates an instance with the given values. The other keys have their default values.
     *
     * @param set the values from the environment or a file
     */
    ConfigurationValues(Map<ConfigurationKey, String> set) {
        for (ConfigurationKey key : ConfigurationKey.values()) {
            values.put(key, set.getOrDefault(key, key.defaultValue()));
        }
    }

    /** Returns the value as written, including surrounding spaces. */
    String raw(ConfigurationKey key) {
        return values.get(key);
    }

    /** Returns the value without surrounding spaces. */
    String text(ConfigurationKey key) {
        return raw(key).strip();
    }

    /** Returns the non-empty parts of a comma-separated value. */
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

    /** Returns the exception for an invalid value. */
    ConfigurationException invalid(ConfigurationKey key, String problem) {
        return new ConfigurationException(key.property() + " \"" + raw(key) + "\" " + problem);
    }
}
