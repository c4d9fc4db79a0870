package io.odonym.spark;

import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvRequest;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@link CsvRequest} that can travel; empty texts stand for what is not given.
 *
 * @param reverse whether points become addresses
 * @param columns the columns that make the query
 * @param encoding of CSV files
 * @param delimiter of CSV files
 * @param quote of CSV files
 * @param withMark whether a CSV file in UTF-8 begins with a byte order mark
 * @param minimumScore 0 to 1
 * @param latitude a column
 * @param longitude a column
 * @param filters columns by filter
 * @param resultColumns the columns to add
 * @param improve whether queries are read more freely than addok does
 * @param escapeFormulas whether cells of CSV that a spreadsheet would calculate are written as text
 */
record GeocodeSettings(
        boolean reverse,
        List<String> columns,
        String encoding,
        String delimiter,
        String quote,
        boolean withMark,
        double minimumScore,
        String latitude,
        String longitude,
        Map<String, String> filters,
        List<String> resultColumns,
        boolean improve,
        boolean escapeFormulas)
        implements Serializable {

    GeocodeSettings {
        columns = List.copyOf(columns);
        filters = Map.copyOf(filters);
        resultColumns = List.copyOf(resultColumns);
        Objects.requireNonNull(encoding);
    }

    /** What it asks for. */
    CsvRequest request() {
        return new CsvRequest(
                reverse ? CsvRequest.Kind.REVERSE : CsvRequest.Kind.SEARCH,
                columns,
                encoding,
                character(delimiter),
                character(quote),
                withMark,
                minimumScore,
                given(latitude),
                given(longitude),
                filters,
                resultColumns,
                improve,
                escapeFormulas);
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<Character> character(String text) {
        return text.isEmpty() ? Optional.empty() : CsvRequest.character(text);
    }

    /** Between several values in one filter cell. */
    static String filterSeparator() {
        return Configuration.standard().filterSeparator();
    }
}
