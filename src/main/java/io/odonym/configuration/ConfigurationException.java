package io.odonym.configuration;

/**
 * A configuration that cannot be used; the message is one line that names the key and its place.
 */
public final class ConfigurationException extends RuntimeException {

    /** With a message for the operator. */
    public ConfigurationException(String message) {
        super(message);
    }

    /** With a message for the operator and what led to it. */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
