package io.odonym.configuration;

/**
 * Thrown if the configuration is invalid. The message is one line that names the key and where it
 * is set.
 */
public final class ConfigurationException extends RuntimeException {

    /** Creates an exception with a message for the operator. */
    public ConfigurationException(String message) {
        super(message);
    }

    /** Creates an exception with a message for the operator and a cause. */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
