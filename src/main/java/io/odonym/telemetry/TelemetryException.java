package io.odonym.telemetry;

/** Telemetry that cannot be set up as the environment has it; the message names each variable. */
public final class TelemetryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TelemetryException(String message) {
        super(message);
    }
}
