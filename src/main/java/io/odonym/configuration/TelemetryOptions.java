package io.odonym.configuration;

/**
 * What the OTEL_ variables do not say of telemetry.
 *
 * @param strict whether a mistake in the OTEL_ variables stops the start
 * @param spansPerSecond beyond so many spans a second requests are not traced; 0 for no limit
 */
public record TelemetryOptions(boolean strict, int spansPerSecond) {

    public TelemetryOptions {
        if (spansPerSecond < 0) {
            throw new ConfigurationException("trace-spans " + spansPerSecond + " is below 0");
        }
    }
}
