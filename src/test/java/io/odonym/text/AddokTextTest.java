package io.odonym.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;

/**
 * Thirty-eight thousand names, house numbers, made-up words and queries with the tokens that addok
 * 1.3.2 gives them (addok.tsv.gz: kind, input, addok's output, the input folded; names from the
 * BAN, Licence Ouverte 2.0).
 */
class AddokTextTest {

    private static final int NO_LIMIT = 1_000_000;

    private final TextAnalysis text = TextAnalysis.standard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "document",
                "query",
                "extract_address",
                "clean_query",
                "remove_leading_zeros"
            })
    void equalsAddok(String kind) throws IOException {
        BiFunction<String, String, String> output =
                switch (kind) {
                    case "document" -> (input, _) -> String.join(" ", text.tokens(input));
                    case "query" -> (input, _) -> parse(input);
                    case "extract_address" -> (input, _) -> QueryCleaner.extractAddress(input);
                    case "clean_query" -> (input, _) -> QueryCleaner.clean(input);
                    default -> (input, _) -> QueryCleaner.withoutLeadingZeros(input);
                };
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String[] row : rows()) {
            if (row[0].equals(kind)) {
                compared++;
                String here = output.apply(row[1], kind);
                if (!here.equals(row[2])) {
                    differences.add("[" + row[1] + "] addok [" + row[2] + "] here [" + here + "]");
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(6000);
    }

    @Test
    void foldsAsAddok() throws IOException {
        List<String> differences = new ArrayList<>();
        for (String[] row : rows()) {
            if (!row[3].isEmpty() && !AsciiFolding.fold(row[1]).equals(row[3])) {
                differences.add(row[1] + " addok " + row[3] + " here " + AsciiFolding.fold(row[1]));
            }
        }
        assertThat(differences).isEmpty();
    }

    private String parse(String query) {
        StringJoiner tokens = new StringJoiner(" ");
        for (Token token : text.parse(query, NO_LIMIT).tokens()) {
            tokens.add(
                    token.text()
                            + (token.houseNumber() ? "#" : "")
                            + "@"
                            + token.position()
                            + "."
                            + token.part());
        }
        return tokens.toString();
    }

    private static List<String[]> rows() throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        AddokTextTest.class.getResourceAsStream("addok.tsv.gz")),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(line.split("\t", -1));
            }
        }
        return rows;
    }
}
