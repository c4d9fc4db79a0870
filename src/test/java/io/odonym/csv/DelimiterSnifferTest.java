package io.odonym.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelimiterSnifferTest {

    /** Each example is a file and its delimiter. "[|]" is a line end; NONE means one column. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "id;adresse[|]1;3 rue X, Paris[|]2;4 rue Y, Lyon -> ;",
                "id,adresse[|]1,3 rue X[|]2,4 rue Y -> ,",
                "id,adresse[|]1,\"3 rue X, Paris\"[|]2,\"4; rue Y\" -> ,",
                "id|adresse[|]1|3 rue X[|]2|4 rue Y -> |",
                "nom;cp[|]l'église;1[|]d'Arc;2 -> ;",
                "adresse[|]3 rue X[|]4 rue Y[|]5 rue Z -> NONE",
                "adresse[|]3, rue X[|]4, rue Y -> NONE",
                "adresse_complete[|]rue de l'église -> NONE",
                "adresse -> NONE",
                "a;b -> ;",
                "a;b;c[|]1;2;3[|]1;2[|]1[|]1;2;3;4 -> ;",
                "date;lieu[|]10:20;1[|]11:30;2 -> ;",
            })
    void detectsTheDelimiter(String lines, String expected) {
        char found = DelimiterSniffer.delimiter(lines.replace("[|]", "\n"), '"');
        assertThat(found == DelimiterSniffer.ONE_COLUMN ? "NONE" : String.valueOf(found))
                .isEqualTo(expected);
    }

    @Test
    void detectsTabs() {
        assertThat(DelimiterSniffer.delimiter("a\tb\n1 rue, X\t2\n", '"')).isEqualTo('\t');
    }

    @Test
    void ignoresLineEndsWithinQuotes() {
        assertThat(DelimiterSniffer.delimiter("a;b\n\"1;\n2;3\";x\ny;z\n", '"')).isEqualTo(';');
    }

    @Test
    void skipsSpacesIfAllDelimitersOfTheHeaderHaveThem() {
        assertThat(DelimiterSniffer.skipsSpace("a, b, c\n1, 2, 3", ',', '"')).isTrue();
        assertThat(DelimiterSniffer.skipsSpace("a, b,c\n1, 2, 3", ',', '"')).isFalse();
        assertThat(DelimiterSniffer.skipsSpace("a\n", ',', '"')).isFalse();
    }

    @Test
    void choosesAnUnusedDelimiterForOneColumn() {
        assertThat(DelimiterSniffer.unusedDelimiter(",;")).isEqualTo('\t');
        assertThat(DelimiterSniffer.unusedDelimiter("")).isEqualTo(';');
    }
}
