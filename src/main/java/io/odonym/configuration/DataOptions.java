package io.odonym.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data folder, and the addresses of downloads.
 *
 * @param configuredFolder the folder of the key {@code data}; empty for the default folder
 * @param banUrl the address of the exports of the BAN
 * @param balUrl the address below which each municipality has a BAL
 */
public record DataOptions(Optional<Path> configuredFolder, URI banUrl, URI balUrl) {

    private static final String FOLDER_NAME = "odonym";

    static DataOptions of(ConfigurationValues values) {
        String folder = values.text(ConfigurationKey.DATA);
        return new DataOptions(
                folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder)),
                url(values, ConfigurationKey.BAN_URL),
                url(values, ConfigurationKey.BAL_URL));
    }

    /**
     * Reads only the keys of this record from environment variables.
     *
     * @throws ConfigurationException if a value is invalid
     */
    public static DataOptions ofEnvironment(Map<String, String> environment) {
        Map<ConfigurationKey, String> values = new EnumMap<>(ConfigurationKey.class);
        for (ConfigurationKey key :
                List.of(
                        ConfigurationKey.DATA,
                        ConfigurationKey.BAN_URL,
                        ConfigurationKey.BAL_URL)) {
            if (environment.containsKey(key.variable())) {
                values.put(key, environment.get(key.variable()));
            }
        }
        return of(new ConfigurationValues(values));
    }

    private static URI url(ConfigurationValues values, ConfigurationKey key) {
        return parseUrl(values.text(key))
                .orElseThrow(() -> values.invalid(key, "is not an http or https address"));
    }

    /** Parses an absolute address with the scheme http or https; empty if the text is none. */
    public static Optional<URI> parseUrl(String text) {
        try {
            URI url = new URI(text);
            boolean http =
                    "http".equalsIgnoreCase(url.getScheme())
                            || "https".equalsIgnoreCase(url.getScheme());
            return http && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Returns the configured folder, or the default folder: {@value #FOLDER_NAME} in the data
     * folder of the user (XDG Base Directory Specification 0.8). Returns empty if neither exists,
     * because the user has no home folder, as in a container.
     *
     * @param environment the environment variables
     */
    public Optional<Path> folder(Map<String, String> environment) {
        if (configuredFolder.isPresent()) {
            return configuredFolder;
        }
        Path xdg = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        Path dataHome =
                xdg.isAbsolute()
                        ? xdg
                        : Path.of(
                                environment.getOrDefault("HOME", System.getProperty("user.home")),
                                ".local",
                                "share");
        return dataHome.isAbsolute()
                ? Optional.of(dataHome.resolve(FOLDER_NAME))
                : Optional.empty();
    }

    /**
     * Returns the folder, which a command needs.
     *
     * @throws ConfigurationException if neither a configured nor a default folder exists
     */
    public Path requiredFolder(Map<String, String> environment) {
        return folder(environment)
                .orElseThrow(
                        () ->
                                new ConfigurationException(
                                        "the user has no home folder: set ODONYM_DATA"));
    }
}
