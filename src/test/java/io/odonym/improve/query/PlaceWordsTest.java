package io.odonym.improve.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class PlaceWordsTest {

    private static final WordFormCache FORMS = new WordFormCache(TextAnalysis.standard());

    private static PlaceWords join(int nameLength, int cityLength) {
        WordForm[] name = new WordForm[nameLength];
        WordForm[] city = new WordForm[cityLength];
        Arrays.fill(name, FORMS.get("rue"));
        Arrays.fill(city, FORMS.get("paris"));
        return PlaceWords.join(name, city, FORMS.get("75004"), new WordForm[PlaceWords.MAX_WORDS]);
    }

    @Test
    void joinsNameAndCity() {
        PlaceWords words = join(2, 1);

        assertThat(words.nameLength()).isEqualTo(2);
        assertThat(words.size()).isEqualTo(3);
        assertThat(words.word(1)).hasToString("rue");
        assertThat(words.word(2)).hasToString("paris");
        assertThat(words.postcode()).hasToString("75004");
        assertThat(words.concatenate(0, 2)).isEqualTo("ruerueparis");
        assertThat(words.concatenate(1, 1)).isEqualTo("rue");
    }

    @Test
    void dropsSurplusWords() {
        assertThat(join(31, 1).nameLength()).isEqualTo(30);
        assertThat(join(31, 1).word(30)).hasToString("paris");
        assertThat(join(31, 31).size()).isEqualTo(60);
        assertThat(join(1, 59).size()).isEqualTo(60);
        assertThat(join(1, 60).size()).isEqualTo(60);
    }
}
