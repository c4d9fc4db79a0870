package io.odonym.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.testing.RandomTrials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

class AsciiFoldingTest {

    /**
     * zlib.crc32 of "code TAB unidecode(character) NEWLINE" for the basic plane and the two ranges
     * beyond it that Unidecode 1.4 knows.
     */
    private static final long UNIDECODE = 0x1f6bfb26L;

    @Test
    void foldsEveryCharacterAsUnidecode() {
        StringBuilder all = new StringBuilder();
        IntStream.concat(
                        IntStream.range(0, 0x10000).filter(c -> c < 0xD800 || c > 0xDFFF),
                        IntStream.concat(
                                IntStream.range(0x1D400, 0x1D800),
                                IntStream.range(0x1F100, 0x1F1FF)))
                .forEach(
                        c ->
                                all.append(c)
                                        .append('\t')
                                        .append(AsciiFolding.unidecode(Character.toString(c)))
                                        .append('\n'));
        CRC32 crc = new CRC32();
        crc.update(all.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(crc.getValue()).isEqualTo(UNIDECODE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    L'Haÿ-les-Roses       | l hay les roses
                    Œuilly                | oeuilly
                    RUE   DE LA  PAIX     | rue de la paix
                    34 av. de l’Opéra     | 34 av de l opera
                    1½ rue                | 1 1 2 rue
                    n° 5                  | ndeg 5
                    5 €                   | 5 EUR
                    a_b                   | a_b
                    '  - '                | ''
                    already folded 12     | already folded 12
                    double  space         | double space
                    ' leading'            | leading
                    'trailing '           | trailing
                    """)
    void folds(String text, String folded) {
        assertThat(AsciiFolding.fold(text)).isEqualTo(folded);
    }

    @Test
    void dropsHalvesOfCharactersAndReplacementCharacters() {
        assertThat(AsciiFolding.unidecode("a\uD800b\uFFFDc")).isEqualTo("abc");
        assertThat(AsciiFolding.unidecode("a\uD835\uDC00b")).isEqualTo("aAb");
        assertThat(AsciiFolding.unidecode("a\uD83D\uDE00b")).isEqualTo("ab");
    }

    @Test
    void foldingTwiceChangesOnlyCapitals() {
        RandomTrials.check(
                random -> {
                    String once = AsciiFolding.fold(random.text());
                    assertThat(AsciiFolding.fold(once)).isEqualToIgnoringCase(once);
                    assertThat(once).doesNotContain("  ").isEqualTo(once.strip());
                });
    }
}
