package io.odonym.csv;

/** Thrown if a file or a request parameter is invalid. The message is meant for the user. */
public final class CsvException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean tooLarge;
    private final String description;

    private CsvException(String message, String description, boolean tooLarge) {
        super(message);
        this.description = description;
        this.tooLarge = tooLarge;
    }

    static CsvException invalid(String message) {
        return new CsvException(message, "", false);
    }

    static CsvException invalid(String message, String description) {
        return new CsvException(message, description, false);
    }

    static CsvException tooLarge(String message) {
        return new CsvException(message, "", true);
    }

    /** Returns details that supplement the message; may be empty. */
    public String description() {
        return description;
    }

    /** Returns whether the file exceeds a size limit, as opposed to being invalid. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
