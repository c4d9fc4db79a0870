package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

class AbbreviationTableTest {

    /** One example from each source that the file names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    vche    | vieux chemin
                    begi    | beguinage
                    gdpl    | grande place
                    pnte    | pointe
                    nd      | notre dame
                    cdt     | commandant
                    gal     | general, galerie
                    lcl     | lieutenant colonel
                    mgr     | monseigneur
                    zac     | zone d amenagement concerte
                    rue     | ''
                    """)
    void expandsAbbreviations(String abbreviation, String phrases) {
        List<String> expected = phrases.isEmpty() ? List.of() : List.of(phrases.split(", "));

        assertThat(
                        AbbreviationTable.expansions(abbreviation).stream()
                                .map(words -> String.join(" ", words)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void hasSortedDistinctFoldedLines() throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                AbbreviationTable.class.getResourceAsStream("abbreviations.tsv"),
                                StandardCharsets.UTF_8))) {
            List<String> entries = lines.lines().filter(line -> !line.startsWith("#")).toList();

            assertThat(entries).isSorted().doesNotHaveDuplicates();
            assertThat(entries).allMatch(line -> line.matches("[a-z]+\\t[a-z]+( [a-z]+)*"));
        }
    }
}
