package io.odonym.telemetry;

/** Invalid telemetry settings of the environment. The message names each variable. */
public final class TelemetryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TelemetryException(String message) {
        super(message);
    }
}
