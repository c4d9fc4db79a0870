package io.odonym.csv;

/** A file or a parameter that cannot be used; the message is for the user. */
public final class CsvException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean tooLarge;
    private final String description;

    private CsvException(String message, String description, boolean tooLarge) {
        super(message);
        this.description = description;
        this.tooLarge = tooLarge;
    }

    static CsvException wrong(String message) {
        return new CsvException(message, "", false);
    }

    static CsvException wrong(String message, String description) {
        return new CsvException(message, description, false);
    }

    static CsvException tooLarge(String message) {
        return new CsvException(message, "", true);
    }

    /** More about it; empty where the message says everything. */
    public String description() {
        return description;
    }

    /** Whether the file is right but too large. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
