package io.odonym.configuration;

/**
 * Telemetry options in addition to the OTEL_ variables.
 *
 * @param strict whether an invalid OTEL_ variable aborts the start
 * @param spansPerSecond maximum number of spans per second; requests above this rate are not
 *     traced; 0 for no limit
 */
public record TelemetryOptions(boolean strict, int spansPerSecond) {

    public TelemetryOptions {
        if (spansPerSecond < 0) {
            throw new ConfigurationException("trace-spans " + spansPerSecond + " is below 0");
        }
    }

    static TelemetryOptions of(ConfigurationValues values) {
        return new TelemetryOptions(
                values.flag(ConfigurationKey.TELEMETRY_STRICT),
                values.integer(ConfigurationKey.TRACE_SPANS));
    }
}
