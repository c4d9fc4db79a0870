package io.odonym.improve.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.rank.RequestedHouseNumber;
import io.odonym.text.FoldedAlphabet;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordFormCacheTest {

    private final WordFormCache cache = new WordFormCache(TextAnalysis.standard());

    @Test
    void internsWords() {
        WordForm word = cache.get("rivoli");
        byte[] codes = FoldedAlphabet.codes("rue de rivoli");

        assertThat(cache.get("rivoli")).isSameAs(word);
        assertThat(cache.getWord(codes, 7, 13)).isSameAs(word);
        assertThat(cache.getWord(codes, 7, 13)).isSameAs(word);
        assertThat(cache.getWord(codes, 7, 12)).isNotSameAs(word).hasToString("rivol");
    }

    @ParameterizedTest
    @CsvSource({
        "rue de rivoli, 0, 13, rue/de/rivoli",
        "rue de rivoli, 4, 9, de/rivoli",
        "paris, 0, 5, paris",
        "' rue  de ', 0, 9, rue/de",
    })
    void splitsNames(String text, int start, int length, String words) {
        assertThat(cache.get(FoldedAlphabet.codes(text), start, length))
                .extracting(WordForm::text)
                .containsExactly(words.split("/"));
    }

    @Test
    void cachesCitiesByTheirArray() {
        byte[] codes = FoldedAlphabet.codes("seyssinet pariset");

        assertThat(cache.getCity(codes))
                .isSameAs(cache.getCity(codes))
                .extracting(WordForm::text)
                .containsExactly("seyssinet", "pariset");
    }

    @Test
    void findsWordsAmongMany() {
        WordForm[] words = new WordForm[20_000];
        for (int i = 0; i < words.length; i++) {
            byte[] codes = FoldedAlphabet.codes("w" + i);
            words[i] = cache.getWord(codes, 0, codes.length);
        }
        for (int i = 0; i < words.length; i++) {
            byte[] codes = FoldedAlphabet.codes("w" + i);
            assertThat(cache.getWord(codes, 0, codes.length))
                    .isSameAs(words[i])
                    .hasToString("w" + i);
        }
    }

    @Test
    void keepsWordsBetweenQueries() {
        WordForm word = cache.get("rivoli");
        cache.startQuery();

        assertThat(cache.get("rivoli")).isSameAs(word);
    }

    @Test
    void forgetsWordsAboveItsCapacity() {
        byte[] city = FoldedAlphabet.codes("lyon");
        WordForm word = cache.get("rivoli");
        WordForm[] lyon = cache.getCity(city);
        for (int i = 0; i < 80_001; i++) {
            cache.get("w" + i);
        }
        cache.startQuery();

        byte[] codes = FoldedAlphabet.codes("rivoli");
        assertThat(cache.get("rivoli")).isNotSameAs(word);
        assertThat(cache.getCity(city)).isNotSameAs(lyon);
        assertThat(cache.getCity(city)[0]).isNotSameAs(lyon[0]);
        assertThat(cache.getWord(codes, 0, codes.length)).isNotSameAs(word);
    }

    @ParameterizedTest
    @CsvSource({"12, 12, '', douz", "12bis, 12, b, 12b", "12quater, 12, q, 12q", "5a, 5, a, 5a"})
    void derivesTheKeyOfAHouseNumber(String text, int number, String suffix, String key) {
        char letter = suffix.isEmpty() ? 0 : suffix.charAt(0);

        assertThat(cache.houseNumber(text))
                .isEqualTo(new RequestedHouseNumber(number, letter, key));
    }
}
