package io.odonym.telemetry;

/** Thrown if environment variables for telemetry are invalid. The message names each of them. */
public final class TelemetryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TelemetryException(String message) {
        super(message);
    }
}
