package io.odonym.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that can be set. Values come from the environment (ODONYM_PORT), else from a
 * properties file (port), else from the defaults in {@link ConfigurationKey}; an unknown key stops
 * the start, so that a misspelt one cannot go unnoticed.
 *
 * @param host the address that the server listens on
 * @param port the port that the server listens on; 0 for any free one
 * @param index the folder of the index; empty to build one from index-data/ where it is missing
 * @param attribution the attribution member of answers
 * @param licence the licence member of answers
 * @param filters names of the request parameters that filter, in the order of the answers
 * @param filterSeparator what separates several values in one filter parameter; "" where nothing
 *     does (addok 1.3.2, FILTERS_MULTI_VALUE_SEPARATOR)
 * @param queryLength how many characters a query may have, once folded (addok 1.3.2,
 *     QUERY_MAX_LENGTH)
 * @param improve whether searches are improved where the request does not say
 * @param uploads how much a client may send
 * @param connections how large and how slow a request may be
 * @param logs which lines requests write
 * @param telemetry what the OTEL_ variables do not say
 * @param tiles the map tiles of the page; none for a plain grid
 * @param draining how the server ends
 * @param administration how the running server is looked after
 * @param overload when requests are refused rather than made to wait
 * @param warmUp how long a server asks itself at its start, at most; 0 for not at all
 */
public record Configuration(
        String host,
        int port,
        Optional<Path> index,
        String attribution,
        String licence,
        List<String> filters,
        String filterSeparator,
        int queryLength,
        boolean improve,
        UploadLimits uploads,
        ConnectionLimits connections,
        RequestLogOptions logs,
        TelemetryOptions telemetry,
        Optional<MapTiles> tiles,
        DrainOptions draining,
        AdminOptions administration,
        OverloadOptions overload,
        Duration warmUp) {

    /** What the names of our environment variables begin with. */
    static final String VARIABLE_PREFIX = "ODONYM_";

    /** Between the script ./odonym and the program; nothing to configure. */
    private static final Set<String> FOREIGN_VARIABLES = Set.of("ODONYM_JAVA_OPTS", "ODONYM_HOME");

    private static final int LARGEST_PORT = 65_535;

    public Configuration {
        filters = List.copyOf(filters);
        if (port < 0 || port > LARGEST_PORT) {
            throw new ConfigurationException(
                    "port " + port + " is not between 0 and " + LARGEST_PORT);
        }
        if (queryLength < 1) {
            throw new ConfigurationException("query-length " + queryLength + " is not above 0");
        }
        if (warmUp.isNegative()) {
            throw new ConfigurationException("warm-up " + warmUp.toSeconds() + " is below 0");
        }
    }

    /** The defaults. */
    public static Configuration standard() {
        return of(new EnumMap<>(ConfigurationKey.class));
    }

    /**
     * The configuration of a start.
     *
     * @param environment the environment's variables
     * @param file a properties file in UTF-8, where one was named
     * @throws ConfigurationException where a key is unknown, a value cannot be used or the file
     *     cannot be read
     */
    public static Configuration read(Map<String, String> environment, Optional<Path> file) {
        Map<ConfigurationKey, String> values = new EnumMap<>(ConfigurationKey.class);
        file.ifPresent(path -> readFile(path, values));
        environment.forEach(
                (variable, value) -> {
                    if (variable.startsWith(VARIABLE_PREFIX)
                            && !FOREIGN_VARIABLES.contains(variable)) {
                        ConfigurationKey key =
                                Arrays.stream(ConfigurationKey.values())
                                        .filter(known -> known.variable().equals(variable))
                                        .findAny()
                                        .orElseThrow(
                                                () ->
                                                        unknown(
                                                                "environment variable " + variable,
                                                                ConfigurationKey::variable));
                        values.put(key, value);
                    }
                });
        return of(values);
    }

    /** The same, listening elsewhere. */
    public Configuration listeningOn(String otherHost, int otherPort) {
        return with(otherHost, otherPort, logs);
    }

    /** The same, with other lines in the log. */
    public Configuration logging(RequestLogOptions otherLogs) {
        return with(host, port, otherLogs);
    }

    private Configuration with(String otherHost, int otherPort, RequestLogOptions otherLogs) {
        return new Configuration(
                otherHost,
                otherPort,
                index,
                attribution,
                licence,
                filters,
                filterSeparator,
                queryLength,
                improve,
                uploads,
                connections,
                otherLogs,
                telemetry,
                tiles,
                draining,
                administration,
                overload,
                warmUp);
    }

    /**
     * What is set and where, a line each: a value wins over those after it.
     *
     * @param environment the environment's variables
     * @param file a properties file, where one was named
     */
    public static List<String> origins(Map<String, String> environment, Optional<Path> file) {
        Map<ConfigurationKey, String> inFile = new EnumMap<>(ConfigurationKey.class);
        file.ifPresent(path -> readFile(path, inFile));
        return Arrays.stream(ConfigurationKey.values())
                .flatMap(
                        key -> {
                            String line = key.property() + " = ";
                            if (environment.containsKey(key.variable())) {
                                return Stream.of(
                                        line
                                                + shown(key, environment.get(key.variable()))
                                                + " ("
                                                + key.variable()
                                                + ")");
                            }
                            return Stream.ofNullable(inFile.get(key))
                                    .map(
                                            value ->
                                                    line
                                                            + shown(key, value)
                                                            + " ("
                                                            + file.orElseThrow()
                                                            + ")");
                        })
                .toList();
    }

    private static String shown(ConfigurationKey key, String value) {
        return key.isSecret() && !value.isEmpty() ? "***" : value;
    }

    private static void readFile(Path file, Map<ConfigurationKey, String> values) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    "cannot read the configuration " + file + ": " + e.getMessage(), e);
        }
        properties.stringPropertyNames().stream()
                .sorted()
                .forEach(
                        name -> {
                            ConfigurationKey key =
                                    Arrays.stream(ConfigurationKey.values())
                                            .filter(known -> known.property().equals(name))
                                            .findAny()
                                            .orElseThrow(
                                                    () ->
                                                            unknown(
                                                                    "key " + name + " in " + file,
                                                                    ConfigurationKey::property));
                            values.put(key, properties.getProperty(name));
                        });
    }

    private static ConfigurationException unknown(
            String what, Function<ConfigurationKey, String> name) {
        return new ConfigurationException(
                "unknown "
                        + what
                        + "; known are "
                        + String.join(
                                ", ", Arrays.stream(ConfigurationKey.values()).map(name).toList()));
    }

    private static Configuration of(Map<ConfigurationKey, String> values) {
        Arrays.stream(ConfigurationKey.values())
                .forEach(key -> values.putIfAbsent(key, key.standard()));
        String index = values.get(ConfigurationKey.INDEX).strip();
        return new Configuration(
                values.get(ConfigurationKey.HOST).strip(),
                whole(ConfigurationKey.PORT, values),
                index.isEmpty() ? Optional.empty() : Optional.of(Path.of(index)),
                values.get(ConfigurationKey.ATTRIBUTION),
                values.get(ConfigurationKey.LICENCE),
                Arrays.stream(values.get(ConfigurationKey.FILTERS).split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                values.get(ConfigurationKey.FILTER_SEPARATOR),
                whole(ConfigurationKey.QUERY_LENGTH, values),
                flag(ConfigurationKey.IMPROVE, values),
                new UploadLimits(
                        number(ConfigurationKey.UPLOAD_SIZE, values),
                        number(ConfigurationKey.CSV_ROWS, values),
                        flag(ConfigurationKey.CSV_REFUSE_LONG_ROWS, values),
                        flag(ConfigurationKey.CSV_ESCAPE_FORMULAS, values),
                        whole(ConfigurationKey.BATCH_SIZE, values)),
                new ConnectionLimits(
                        whole(ConfigurationKey.CONNECTIONS, values),
                        whole(ConfigurationKey.URL_SIZE, values),
                        whole(ConfigurationKey.HEADER_SIZE, values),
                        Duration.ofSeconds(whole(ConfigurationKey.IDLE_TIMEOUT, values)),
                        Duration.ofMillis(whole(ConfigurationKey.SEARCH_TIMEOUT, values))),
                new RequestLogOptions(
                        isJson(values.get(ConfigurationKey.LOG_FORMAT).strip()),
                        flag(ConfigurationKey.LOG_ACCESS, values),
                        flag(ConfigurationKey.LOG_QUERIES, values),
                        flag(ConfigurationKey.LOG_NOT_FOUND, values),
                        whole(ConfigurationKey.SLOW_QUERIES, values),
                        QueryTextVisibility.of(
                                ConfigurationKey.LOG_QUERY_TEXT,
                                values.get(ConfigurationKey.LOG_QUERY_TEXT)),
                        QueryTextVisibility.of(
                                ConfigurationKey.SPAN_QUERY_TEXT,
                                values.get(ConfigurationKey.SPAN_QUERY_TEXT))),
                new TelemetryOptions(
                        flag(ConfigurationKey.TELEMETRY_STRICT, values),
                        whole(ConfigurationKey.TRACE_SPANS, values)),
                MapTiles.of(
                        values.get(ConfigurationKey.TILES_URL),
                        values.get(ConfigurationKey.TILES_ATTRIBUTION)),
                new DrainOptions(
                        Duration.ofSeconds(whole(ConfigurationKey.DRAIN_DELAY, values)),
                        Duration.ofSeconds(whole(ConfigurationKey.DRAIN_TIMEOUT, values))),
                new AdminOptions(
                        Duration.ofSeconds(whole(ConfigurationKey.INDEX_WATCH, values)),
                        values.get(ConfigurationKey.ADMIN_TOKEN).strip()),
                new OverloadOptions(
                        Duration.ofMillis(whole(ConfigurationKey.OVERLOAD_DELAY, values)),
                        whole(ConfigurationKey.OVERLOAD_QUEUE, values),
                        whole(ConfigurationKey.CSV_FILES, values),
                        Duration.ofMillis(whole(ConfigurationKey.CSV_WAIT, values))),
                Duration.ofSeconds(whole(ConfigurationKey.WARM_UP, values)));
    }

    private static boolean isJson(String format) {
        if (!format.equals("text") && !format.equals("json")) {
            throw new ConfigurationException(
                    "log-format \"" + format + "\" is neither text nor json");
        }
        return format.equals("json");
    }

    private static boolean flag(ConfigurationKey key, Map<ConfigurationKey, String> values) {
        String value = values.get(key).strip();
        if (!value.equals("true") && !value.equals("false")) {
            throw new ConfigurationException(
                    key.property() + " \"" + value + "\" is neither true nor false");
        }
        return value.equals("true");
    }

    private static long number(ConfigurationKey key, Map<ConfigurationKey, String> values) {
        try {
            return Long.parseLong(values.get(key).strip());
        } catch (NumberFormatException e) {
            throw new ConfigurationException(
                    key.property() + " \"" + values.get(key) + "\" is not a whole number", e);
        }
    }

    private static int whole(ConfigurationKey key, Map<ConfigurationKey, String> values) {
        try {
            return Integer.parseInt(values.get(key).strip());
        } catch (NumberFormatException e) {
            throw new ConfigurationException(
                    key.property() + " \"" + values.get(key) + "\" is not a whole number", e);
        }
    }
}
