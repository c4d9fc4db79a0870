package io.odonym.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The configuration of the program. Each value comes from an environment variable (such as
 * ODONYM_PORT), from a properties file (port), or from the default in {@link ConfigurationKey}, in
 * this order of precedence. Unknown keys are rejected to catch spelling mistakes.
 *
 * @param host address that the server listens on
 * @param port port that the server listens on, 0 to 65,535; 0 selects a free port
 * @param index folder of the index; if empty, a default index is used
 * @param data the data folder, and the addresses of downloads
 * @param attribution value of the member {@code attribution} of responses
 * @param licence value of the member {@code licence} of responses
 * @param filters names of the request parameters that are filters, in the order used in responses
 * @param filterSeparator separator between several values in one filter parameter; "" for none
 *     (addok 1.3.2, FILTERS_MULTI_VALUE_SEPARATOR)
 * @param queryLength maximum length of a query after folding, in characters, at least 1 (addok
 *     1.3.2, QUERY_MAX_LENGTH)
 * @param improve whether searches are improved by default
 * @param uploads limits of uploads and batches
 * @param geoplateforme options of the Géoplateforme's API
 * @param connections limits of connections and single requests
 * @param logs options of the request logs
 * @param telemetry telemetry options beyond the OTEL_ variables
 * @param tiles map tiles of the demo page; if empty, the page shows a plain grid
 * @param draining how the server shuts down
 * @param administration options for watching the index and for access to {@code /admin/}
 * @param overload options that determine when requests are rejected
 * @param proxies the trusted proxies in front of the server
 * @param clientLimits limits for each client address
 * @param warmUp maximum duration of the warm-up at start; zero disables it
 */
public record Configuration(
        String host,
        int port,
        Optional<Path> index,
        DataOptions data,
        String attribution,
        String licence,
        List<String> filters,
        String filterSeparator,
        int queryLength,
        boolean improve,
        UploadLimits uploads,
        GeoplateformeOptions geoplateforme,
        ServerLimits connections,
        RequestLogOptions logs,
        TelemetryOptions telemetry,
        Optional<MapTileOptions> tiles,
        DrainOptions draining,
        AdminOptions administration,
        OverloadOptions overload,
        ProxyOptions proxies,
        ClientLimits clientLimits,
        Duration warmUp) {

    /** Prefix of Odonym's environment variables. */
    static final String VARIABLE_PREFIX = "ODONYM_";

    /** Environment variables of the script ./odonym that are not configuration keys. */
    private static final Set<String> SCRIPT_VARIABLES = Set.of("ODONYM_JAVA_OPTS", "ODONYM_HOME");

    private static final int MAX_PORT = 65_535;

    public Configuration {
        filters = List.copyOf(filters);
        if (port < 0 || port > MAX_PORT) {
            throw new ConfigurationException("port " + port + " is not between 0 and " + MAX_PORT);
        }
        if (queryLength < 1) {
            throw new ConfigurationException("query-length " + queryLength + " is not above 0");
        }
        if (warmUp.isNegative()) {
            throw new ConfigurationException("warm-up " + warmUp.toSeconds() + " is below 0");
        }
    }

    /** Returns the default configuration. */
    public static Configuration standard() {
        return of(new ConfigurationValues(Map.of()));
    }

    /**
     * Reads the configuration from environment variables and a file.
     *
     * @param environment environment variables
     * @param file properties file in UTF-8, if there is one
     * @throws ConfigurationException if a key is unknown, a value is invalid or the file cannot be
     *     read
     */
    public static Configuration read(Map<String, String> environment, Optional<Path> file) {
        Map<ConfigurationKey, String> values = new EnumMap<>(ConfigurationKey.class);
        file.ifPresent(path -> values.putAll(readFile(path)));
        values.putAll(readEnvironment(environment));
        return of(new ConfigurationValues(values));
    }

    private static Configuration of(ConfigurationValues values) {
        String index = values.text(ConfigurationKey.INDEX);
        return new Configuration(
                values.text(ConfigurationKey.HOST),
                values.integer(ConfigurationKey.PORT),
                index.isEmpty() ? Optional.empty() : Optional.of(Path.of(index)),
                DataOptions.of(values),
                values.raw(ConfigurationKey.ATTRIBUTION),
                values.raw(ConfigurationKey.LICENCE),
                values.list(ConfigurationKey.FILTERS),
                values.raw(ConfigurationKey.FILTER_SEPARATOR),
                values.integer(ConfigurationKey.QUERY_LENGTH),
                values.flag(ConfigurationKey.IMPROVE),
                UploadLimits.of(values),
                GeoplateformeOptions.of(values),
                ServerLimits.of(values),
                RequestLogOptions.of(values),
                TelemetryOptions.of(values),
                MapTileOptions.of(values),
                DrainOptions.of(values),
                AdminOptions.of(values),
                OverloadOptions.of(values),
                ProxyOptions.of(values),
                ClientLimits.of(values),
                values.seconds(ConfigurationKey.WARM_UP));
    }

    /** Returns a copy of this configuration with a different address and port. */
    public Configuration listeningOn(String otherHost, int otherPort) {
        return with(otherHost, otherPort, logs, clientLimits);
    }

    /**
     * Returns a copy of this configuration without the limits that apply to each client address.
     */
    public Configuration withoutClientLimits() {
        return with(host, port, logs, ClientLimits.NONE);
    }

    /** Returns a copy of this configuration with different options for request logs. */
    public Configuration logging(RequestLogOptions otherLogs) {
        return with(host, port, otherLogs, clientLimits);
    }

    private Configuration with(
            String otherHost,
            int otherPort,
            RequestLogOptions otherLogs,
            ClientLimits otherClientLimits) {
        return new Configuration(
                otherHost,
                otherPort,
                index,
                data,
                attribution,
                licence,
                filters,
                filterSeparator,
                queryLength,
                improve,
                uploads,
                geoplateforme,
                connections,
                otherLogs,
                telemetry,
                tiles,
                draining,
                administration,
                overload,
                proxies,
                otherClientLimits,
                warmUp);
    }

    /**
     * Describes the keys that are set. Each line contains a key, its value and the origin of the
     * value. Secrets are masked.
     *
     * @param environment environment variables
     * @param file properties file, if there is one
     */
    public static List<String> origins(Map<String, String> environment, Optional<Path> file) {
        Map<ConfigurationKey, String> inFile = file.map(Configuration::readFile).orElse(Map.of());
        List<String> lines = new ArrayList<>();
        for (ConfigurationKey key : ConfigurationKey.values()) {
            if (environment.containsKey(key.variable())) {
                lines.add(origin(key, environment.get(key.variable()), key.variable()));
            } else if (inFile.containsKey(key)) {
                lines.add(origin(key, inFile.get(key), file.orElseThrow()));
            }
        }
        return lines;
    }

    private static String origin(ConfigurationKey key, String value, Object origin) {
        String shown = key.isSecret() && !value.isEmpty() ? "***" : value;
        return key.property() + " = " + shown + " (" + origin + ")";
    }

    private static Map<ConfigurationKey, String> readEnvironment(Map<String, String> environment) {
        Map<ConfigurationKey, String> values = new EnumMap<>(ConfigurationKey.class);
        environment.forEach(
                (variable, value) -> {
                    if (variable.startsWith(VARIABLE_PREFIX)
                            && !SCRIPT_VARIABLES.contains(variable)) {
                        String place = "environment variable " + variable;
                        values.put(find(variable, ConfigurationKey::variable, place), value);
                    }
                });
        return values;
    }

    private static Map<ConfigurationKey, String> readFile(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    "cannot read the configuration " + file + ": " + e.getMessage(), e);
        }
        Map<ConfigurationKey, String> values = new EnumMap<>(ConfigurationKey.class);
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            String place = "key " + name + " in " + file;
            values.put(find(name, ConfigurationKey::property, place), properties.getProperty(name));
        }
        return values;
    }

    private static ConfigurationKey find(
            String name, Function<ConfigurationKey, String> nameOf, String place) {
        return Arrays.stream(ConfigurationKey.values())
                .filter(key -> nameOf.apply(key).equals(name))
                .findAny()
                .orElseThrow(
                        () ->
                                new ConfigurationException(
                                        "unknown "
                                                + place
                                                + "; known are "
                                                + String.join(
                                                        ", ",
                                                        Arrays.stream(ConfigurationKey.values())
                                                                .map(nameOf)
                                                                .toList())));
    }
}
