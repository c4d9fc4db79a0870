package io.odonym.csv;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to geocode a CSV file. The defaults are the same as in addok-csv 1.1.0.
 *
 * @param kind forward or reverse geocoding
 * @param columns the columns that form the query, in order; empty for all columns
 * @param encoding the name of the character encoding; Python's names are accepted
 * @param delimiter the delimiter between cells; if empty, it is detected
 * @param quote the quote character; if empty, the double quote
 * @param withByteOrderMark whether output in UTF-8 starts with a byte order mark
 * @param minimumScore a threshold, 0 to 1; a result is used only if its score, rounded to two
 *     decimal places, is above the threshold
 * @param latitude the column of the latitude of the centre or, in reverse geocoding, of the point
 * @param longitude the column of the longitude of the centre or, in reverse geocoding, of the point
 * @param filters the column that contains the value of each filter, by filter name
 * @param resultColumns the result columns, in order; empty for those of addok
 * @param improve whether to run a second, relaxed search if addok's algorithm finds no good result;
 *     not used in reverse geocoding
 * @param escapeFormulas whether cells that a spreadsheet would evaluate are escaped
 * @param convention the service whose rules and result columns apply
 */
public record CsvRequest(
        Kind kind,
        List<String> columns,
        String encoding,
        Optional<Character> delimiter,
        Optional<Character> quote,
        boolean withByteOrderMark,
        double minimumScore,
        Optional<String> latitude,
        Optional<String> longitude,
        Map<String, String> filters,
        List<String> resultColumns,
        boolean improve,
        boolean escapeFormulas,
        Convention convention) {

    /** The direction of geocoding. */
    public enum Kind {
        /** Forward geocoding: from addresses to points. */
        SEARCH,
        /** Reverse geocoding: from points to addresses. */
        REVERSE
    }

    /** The service whose rules and result columns apply. */
    public enum Convention {
        /** addok-csv. */
        ADDOK,
        /**
         * The Géoplateforme. The encoding of the file is detected, the result file is in UTF-8 and
         * keeps the line ends of the file. The encoding, the minimum score and {@code improve} of
         * the request are not used.
         */
        GEOPLATEFORME
    }

    /** The default encoding of addok-csv 1.1.0 ({@code CSV_ENCODING}). */
    public static final String DEFAULT_ENCODING = "utf-8-sig";

    /** The default minimum score of addok-csv 1.1.0 ({@code CSV_MIN_SCORE}). */
    public static final double DEFAULT_MINIMUM_SCORE = 0.5;

    public CsvRequest {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(encoding);
        Objects.requireNonNull(convention);
        columns = List.copyOf(columns);
        filters = Map.copyOf(filters);
        resultColumns = List.copyOf(resultColumns);
    }

    /** Creates a request with the conventions of addok-csv. */
    public CsvRequest(
            Kind kind,
            List<String> columns,
            String encoding,
            Optional<Character> delimiter,
            Optional<Character> quote,
            boolean withByteOrderMark,
            double minimumScore,
            Optional<String> latitude,
            Optional<String> longitude,
            Map<String, String> filters,
            List<String> resultColumns,
            boolean improve,
            boolean escapeFormulas) {
        this(
                kind,
                columns,
                encoding,
                delimiter,
                quote,
                withByteOrderMark,
                minimumScore,
                latitude,
                longitude,
                filters,
                resultColumns,
                improve,
                escapeFormulas,
                Convention.ADDOK);
    }

    /** Returns a request with the defaults of addok-csv. */
    public static CsvRequest withDefaults(Kind kind) {
        return new CsvRequest(
                kind,
                List.of(),
                DEFAULT_ENCODING,
                Optional.empty(),
                Optional.empty(),
                false,
                DEFAULT_MINIMUM_SCORE,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                false,
                false);
    }

    /**
     * Parses the delimiter or the quote character.
     *
     * @param text one character, or a backslash and "t" for a tab
     * @return the character; empty if the text is invalid or a line end
     */
    public static Optional<Character> parseCharacter(String text) {
        String character = text.equals("\\t") ? "\t" : text;
        return character.length() == 1 && !"\r\n".contains(character)
                ? Optional.of(character.charAt(0))
                : Optional.empty();
    }

    /**
     * Checks the values of the command-line option {@code --filter}.
     *
     * @param filters the values of the option
     * @param known the names of all filters
     * @throws IllegalArgumentException if a filter is unknown; the message names the option
     */
    public static void checkFilterOptions(Iterable<String> filters, List<String> known) {
        for (String filter : filters) {
            if (!known.contains(filter)) {
                throw new IllegalArgumentException(
                        "unknown filter in --filter "
                                + filter
                                + "; must be one of "
                                + String.join(", ", known));
            }
        }
    }
}
