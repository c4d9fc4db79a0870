package io.odonym.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectSnifferTest {

    /** Delimiters; NONE where the file has one column. Lines end at a vertical bar in brackets. */
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
    void findsTheDelimiter(String lines, String expected) {
        char found = DialectSniffer.delimiter(lines.replace("[|]", "\n"), '"');
        assertThat(found == DialectSniffer.ONE_COLUMN ? "NONE" : String.valueOf(found))
                .isEqualTo(expected);
    }

    @Test
    void findsTabulators() {
        assertThat(DialectSniffer.delimiter("a\tb\n1 rue, X\t2\n", '"')).isEqualTo('\t');
    }

    @Test
    void aLineEndWithinQuotesEndsNoLine() {
        assertThat(DialectSniffer.delimiter("a;b\n\"1;\n2;3\";x\ny;z\n", '"')).isEqualTo(';');
    }

    @Test
    void spacesBehindEveryDelimiterOfTheHeaderBelongToNoCell() {
        assertThat(DialectSniffer.skipsSpace("a, b, c\n1, 2, 3", ',', '"')).isTrue();
        assertThat(DialectSniffer.skipsSpace("a, b,c\n1, 2, 3", ',', '"')).isFalse();
        assertThat(DialectSniffer.skipsSpace("a\n", ',', '"')).isFalse();
    }

    @Test
    void aFileOfOneColumnIsCutByNoCharacterThatItHolds() {
        assertThat(DialectSniffer.unused(",;")).isEqualTo('\t');
        assertThat(DialectSniffer.unused("")).isEqualTo(';');
    }
}
