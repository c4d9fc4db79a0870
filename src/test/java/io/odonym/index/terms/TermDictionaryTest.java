package io.odonym.index.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.AddressIndex;
import io.odonym.index.IndexFixture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;

class TermDictionaryTest {

    @TempDir private Path folder;

    @Test
    void storesDocumentCountsAndTheMaximumWeightsOfAddok() throws IOException {
        try (AddressIndex index = IndexFixture.open(folder.resolve("i"), IndexFixture.PLACES)) {
            TermDictionary dictionary = index.dictionary();
            assertThat(dictionary.maxWeight(dictionary.findOrdinal("amien")))
                    .isEqualTo(4 + 0.53 * 0.1);
            assertThat(dictionary.maxWeightOutsideName(dictionary.findOrdinal("amien")))
                    .isEqualTo(1 + 0.4 * 0.1);
            assertThat(dictionary.maxWeight(dictionary.findOrdinal("80000")))
                    .isEqualTo(1.2 + 0.53 * 0.1);
            assertThat(dictionary.maxWeight(dictionary.findOrdinal("por")))
                    .isEqualTo(1.0 / 3 * (4 + 0.6 * 0.1));
            assertThat(dictionary.maxWeightOutsideName(dictionary.findOrdinal("por"))).isZero();
            assertThat(dictionary.documentCount(dictionary.findOrdinal("ru"))).isEqualTo(4);
            assertThat(dictionary.findOrdinal("unknown")).isEqualTo(TermDictionary.ABSENT);
            assertThat(dictionary.findOrdinal("é")).isEqualTo(TermDictionary.ABSENT);
            for (int ordinal = 0; ordinal < dictionary.size(); ordinal++) {
                String text = dictionary.termText(ordinal);
                assertThat(dictionary.findOrdinal(text)).isEqualTo(ordinal);
                assertThat(dictionary.termLength(ordinal)).isEqualTo(text.length());
                assertThat(dictionary.isNumeric(ordinal)).isEqualTo(text.matches("\\d+"));
                if (ordinal > 0) {
                    assertThat(text).isGreaterThan(dictionary.termText(ordinal - 1));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"por,1", "r,1", "ru,1", "80,3", "x,0", "'',14", "porte,0", "7500,2"})
    void findsTheTermsWithAPrefix(String prefix, int expected) throws IOException {
        try (AddressIndex index = IndexFixture.open(folder.resolve("i"), IndexFixture.PLACES)) {
            TermDictionary dictionary = index.dictionary();
            long count = 0;
            for (int ordinal = 0; ordinal < dictionary.size(); ordinal++) {
                if (dictionary.termText(ordinal).startsWith(prefix)) {
                    count++;
                }
            }
            assertThat(dictionary.prefixRange(prefix).size()).isEqualTo((int) count);
            if (!prefix.isEmpty()) {
                assertThat(count).isGreaterThanOrEqualTo(Math.min(expected, 1));
            }
        }
    }
}
