package io.odonym.spark;

import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvRequest;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A serializable form of {@link CsvRequest}. An empty string represents an empty {@link Optional},
 * because {@link Optional} is not serializable.
 *
 * @param reverse whether to find the addresses at given points
 * @param columns the columns that form the query, in order; empty for all columns
 * @param encoding the name of the CSV encoding
 * @param delimiter the CSV delimiter; empty to detect it
 * @param quote the CSV quote character; empty for the default
 * @param withByteOrderMark whether CSV output in UTF-8 starts with a byte order mark
 * @param minimumScore the score, from 0 to 1, that a result must exceed
 * @param latitude the name of the latitude column; may be empty
 * @param longitude the name of the longitude column; may be empty
 * @param filters the column name of each filter
 * @param resultColumns the columns to add; empty to add the same columns as addok
 * @param improve whether to run relaxed searches
 * @param escapeFormulas whether to escape CSV cells that a spreadsheet would evaluate
 */
record SerializableCsvRequest(
        boolean reverse,
        List<String> columns,
        String encoding,
        String delimiter,
        String quote,
        boolean withByteOrderMark,
        double minimumScore,
        String latitude,
        String longitude,
        Map<String, String> filters,
        List<String> resultColumns,
        boolean improve,
        boolean escapeFormulas)
        implements Serializable {

    SerializableCsvRequest {
        columns = List.copyOf(columns);
        filters = Map.copyOf(filters);
        resultColumns = List.copyOf(resultColumns);
        Objects.requireNonNull(encoding);
    }

    /** Returns the serializable form of a request. */
    static SerializableCsvRequest of(CsvRequest request) {
        return new SerializableCsvRequest(
                request.kind() == CsvRequest.Kind.REVERSE,
                request.columns(),
                request.encoding(),
                request.delimiter().map(String::valueOf).orElse(""),
                request.quote().map(String::valueOf).orElse(""),
                request.withByteOrderMark(),
                request.minimumScore(),
                request.latitude().orElse(""),
                request.longitude().orElse(""),
                request.filters(),
                request.resultColumns(),
                request.improve(),
                request.escapeFormulas());
    }

    /** Returns the request. */
    CsvRequest request() {
        return new CsvRequest(
                reverse ? CsvRequest.Kind.REVERSE : CsvRequest.Kind.SEARCH,
                columns,
                encoding,
                optional(delimiter).map(text -> text.charAt(0)),
                optional(quote).map(text -> text.charAt(0)),
                withByteOrderMark,
                minimumScore,
                optional(latitude),
                optional(longitude),
                filters,
                resultColumns,
                improve,
                escapeFormulas);
    }

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Returns the character that separates several values in a cell of a filter column. */
    static String filterSeparator() {
        return Configuration.standard().filterSeparator();
    }
}
