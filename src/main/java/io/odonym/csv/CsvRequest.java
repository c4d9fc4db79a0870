package io.odonym.csv;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to do with a file; the defaults are addok-csv 1.1.0's.
 *
 * @param kind forward or reverse
 * @param columns the columns that make the query, in order; empty for all
 * @param encoding the name of the encoding, in Python's spellings too
 * @param delimiter between cells; sniffed where empty
 * @param quote around cells; the double quote where empty
 * @param withMark whether an answer in UTF-8 begins with a byte order mark
 * @param minimumScore 0 to 1; a first result is taken where its rounded score is above this
 * @param latitude the column of the centre's latitude, or of the point's
 * @param longitude the column of the centre's longitude, or of the point's
 * @param filters by filter, the column that holds its value
 * @param resultColumns the columns to add, in order; empty for addok's
 * @param improve whether queries may be read more freely than addok does; nothing to points
 * @param escapeFormulas whether cells that a spreadsheet would calculate are written as text: see
 *     {@link FormulaEscaping}
 */
public record CsvRequest(
        Kind kind,
        List<String> columns,
        String encoding,
        Optional<Character> delimiter,
        Optional<Character> quote,
        boolean withMark,
        double minimumScore,
        Optional<String> latitude,
        Optional<String> longitude,
        Map<String, String> filters,
        List<String> resultColumns,
        boolean improve,
        boolean escapeFormulas) {

    /** Which way to geocode. */
    public enum Kind {
        /** Addresses to points. */
        SEARCH,
        /** Points to addresses. */
        REVERSE
    }

    /** addok-csv 1.1.0's CSV_ENCODING. */
    public static final String STANDARD_ENCODING = "utf-8-sig";

    /** addok-csv 1.1.0's CSV_MIN_SCORE. */
    public static final double STANDARD_MINIMUM_SCORE = 0.5;

    public CsvRequest {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(encoding);
        columns = List.copyOf(columns);
        filters = Map.copyOf(filters);
        resultColumns = List.copyOf(resultColumns);
    }

    /** With addok's defaults. */
    public static CsvRequest of(Kind kind) {
        return new CsvRequest(
                kind,
                List.of(),
                STANDARD_ENCODING,
                Optional.empty(),
                Optional.empty(),
                false,
                STANDARD_MINIMUM_SCORE,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                false,
                false);
    }

    /** One character that is no end of line; the two letters {@code \t} stand for a tabulator. */
    public static Optional<Character> character(String text) {
        String letter = text.equals("\\t") ? "\t" : text;
        return letter.length() == 1 && !"\r\n".contains(letter)
                ? Optional.of(letter.charAt(0))
                : Optional.empty();
    }

    /**
     * Checks what options of a command ask to filter by.
     *
     * @param known the filters that there are
     * @throws IllegalArgumentException where one is none of them; it names the option
     */
    public static void checkFilterOptions(Iterable<String> asked, List<String> known) {
        for (String filter : asked) {
            if (!known.contains(filter)) {
                throw new IllegalArgumentException(
                        "--filter " + filter + " is none of " + String.join(", ", known));
            }
        }
    }
}
