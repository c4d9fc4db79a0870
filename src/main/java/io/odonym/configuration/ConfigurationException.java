package io.odonym.configuration;

/** An invalid configuration. The message is one line that names the key and where it is set. */
public final class ConfigurationException extends RuntimeException {

    /** Takes a message for the operator. */
    public ConfigurationException(String message) {
        super(message);
    }

    /** Takes a message for the operator and the cause. */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
