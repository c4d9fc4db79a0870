package io.odonym.index.store;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The date of the data of an index, and where it comes from. The modification time of a file is not
 * a date of its data: a copy or a clone has the time at which it was made.
 *
 * @param date the date; empty if it is unknown
 * @param source where the date comes from
 */
public record DataDate(Optional<LocalDate> date, Source source) {

    /** An unknown date. */
    public static final DataDate UNKNOWN = new DataDate(Optional.empty(), Source.UNKNOWN);

    /** Where the date of the data comes from, in order of precedence. */
    public enum Source {
        /** The option {@code --data-date}. */
        OPTION("from --data-date"),
        /** The newest date in the rows of the files. */
        ROWS("from the rows"),
        /** A file named {@code DATA-DATE} in the folder of the data. */
        DATE_FILE("from the file DATA-DATE"),
        /** The names of the files. */
        FILE_NAME("from the file names"),
        /** The modification time of the files; only in indexes of earlier versions. */
        MODIFICATION_TIME("from the modification time of the files"),
        /** The date is unknown. */
        UNKNOWN("");

        private final String description;

        Source(String description) {
            this.description = description;
        }

        /** Returns the name of the source in the manifest and in responses, such as "rows". */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Returns the source with a key.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Source of(String key) {
            for (Source source : values()) {
                if (source.key().equals(key)) {
                    return source;
                }
            }
            throw new IllegalArgumentException("unknown data_date_source: " + key);
        }
    }

    public DataDate {
        Objects.requireNonNull(date);
        Objects.requireNonNull(source);
    }

    /** Creates a known date. */
    public static DataDate of(LocalDate date, Source source) {
        return new DataDate(Optional.of(date), source);
    }

    /** Returns the date in ISO 8601; "unknown date" if it is unknown. */
    public String text() {
        return date.map(LocalDate::toString).orElse("unknown date");
    }

    /** Returns the date and its source, such as "2026-11-30 (from the rows)". */
    public String description() {
        return date.isEmpty() ? "unknown" : text() + " (" + source.description + ")";
    }
}
