package io.odonym.options;

import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvRequest;

import picocli.CommandLine.Option;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options for geocoding a table with searches or reverse searches: the columns to read, the CSV
 * format and the columns to add. The default values are those of addok-csv 1.1.0.
 */
public final class CsvOptions {

    @Option(
            names = "--filter",
            paramLabel = "FILTER=COLUMN",
            description =
                    "Restrict the results of each row with a filter (type, postcode or citycode)."
                            + " The column contains the filter values. Repeatable.")
    private Map<String, String> filters = Map.of();

    @Option(
            names = "--lat",
            paramLabel = "COLUMN",
            description = "The column that contains latitudes, in degrees WGS84.")
    private Optional<String> latitude = Optional.empty();

    @Option(
            names = "--lon",
            paramLabel = "COLUMN",
            description = "The column that contains longitudes, in degrees WGS84.")
    private Optional<String> longitude = Optional.empty();

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = CsvRequest.DEFAULT_ENCODING,
            description =
                    "The character encoding of the CSV input and output (default:"
                            + " ${DEFAULT-VALUE}).")
    private String encoding;

    @Option(
            names = "--delimiter",
            paramLabel = "C",
            description = "The CSV delimiter; \\t is a tab (default: detected).")
    private Optional<String> delimiter = Optional.empty();

    @Option(
            names = "--quote",
            paramLabel = "C",
            description = "The CSV quote character (default: \").")
    private Optional<String> quote = Optional.empty();

    @Option(names = "--with-bom", description = "Write a byte order mark before UTF-8 CSV output.")
    private boolean withByteOrderMark;

    @Option(
            names = "--result-columns",
            paramLabel = "A,B",
            split = ",",
            description = "The result columns to add (default: the columns that addok adds).")
    private List<String> resultColumns = List.of();

    @Option(
            names = "--improve",
            description =
                    "Run a relaxed search for each row for which the addok search finds no good"
                            + " result.")
    private boolean improve;

    @Option(
            names = "--escape-formulas",
            description =
                    "Put an apostrophe before CSV cells that a spreadsheet would evaluate as a"
                            + " formula.")
    private boolean escapeFormulas;

    /**
     * Creates options with default values. picocli then sets the options given on the command line.
     */
    public CsvOptions() {}

    /**
     * Verifies that the delimiter and the quote character are single characters.
     *
     * @throws IllegalArgumentException if one of them is not a single character; the message names
     *     the option
     */
    public void checkCharacters() {
        character("--delimiter", delimiter);
        character("--quote", quote);
    }

    /**
     * Returns the request that these options define.
     *
     * @param kind the kind of request: search or reverse search
     * @param columns the columns that form the query, in order; empty for all columns
     * @param minimumScore the score, from 0 to 1, that a result must exceed
     * @throws IllegalArgumentException if an option has an invalid value; the message names the
     *     option
     */
    public CsvRequest request(CsvRequest.Kind kind, List<String> columns, double minimumScore) {
        CsvRequest.checkFilterOptions(filters.keySet(), Configuration.standard().filters());
        return new CsvRequest(
                kind,
                columns,
                encoding,
                character("--delimiter", delimiter),
                character("--quote", quote),
                withByteOrderMark,
                minimumScore,
                latitude,
                longitude,
                filters,
                resultColumns,
                improve,
                escapeFormulas);
    }

    private static Optional<Character> character(String option, Optional<String> value) {
        return value.map(
                text ->
                        CsvRequest.parseCharacter(text)
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        option
                                                                + ": \""
                                                                + text
                                                                + "\" is not one character")));
    }
}
