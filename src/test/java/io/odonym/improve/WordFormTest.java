package io.odonym.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** What the improvements know of words. */
class WordFormTest {

    private static final WordFormCache FORMS = new WordFormCache(TextAnalysis.standard());

    @ParameterizedTest
    @CsvSource({
        "nationale, naationale, 2, 1",
        "rennes, rznnes, 2, 1",
        "etangs, eatngs, 2, 1",
        "republique, republqiue, 2, 1",
        "dolto, dplto, 2, 1",
        "blaise, blaie, 2, 1",
        "lesueur, ledsueur, 2, 1",
        "provence, povencce, 2, 2",
        "daudet, daudte, 2, 1",
        "vivier, vovoer, 2, 2",
        "lilas, roses, 2, 3",
        "rue, rue, 1, 0",
        "a, abcd, 2, 3",
    })
    void countsEdits(String one, String other, int most, int edits) {
        assertThat(EditDistance.between(one, other, most)).isEqualTo(edits);
        assertThat(EditDistance.between(other, one, most)).isEqualTo(edits);
    }

    @ParameterizedTest
    @CsvSource({
        "14, 14",
        "quatorze, 14",
        "xiv, 14",
        "4, 4",
        "iv, 4",
        "quarante, 40",
        "2e, 10002",
        "deuxieme, 10002",
        "iieme, 10002",
        "1er, 10001",
        "premier, 10001",
        "rue, -1",
        "12b, -1",
        "75001, -1",
    })
    void readsNumbers(String word, int value) {
        assertThat(SpelledNumberRule.value(word)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "boulot, bouleau",
        "chateau, chato",
        "martin, martain",
        "henry, henri",
        "gambetta, gambeta",
    })
    void hearsTheSame(String one, String other) {
        assertThat(FORMS.of(one).ear).isEqualTo(FORMS.of(other).ear);
    }

    @ParameterizedTest
    @CsvSource({"moulin, melun", "paris, peru", "lilas, lila2"})
    void hearsTheDifference(String one, String other) {
        assertThat(FORMS.of(one).ear).isNotEqualTo(FORMS.of(other).ear);
    }

    @ParameterizedTest
    @CsvSource({"ndeg3750, 4", "n12, 1", "no7, 2", "rue, 0", "a7, 0", "12, 0", "d906, 0"})
    void findsTheNumberBehindItsAnnouncement(String word, int letters) {
        assertThat(HouseNumberPositionRule.afterAnnouncement(word)).isEqualTo(letters);
    }

    @Test
    void numbersOfTheListAreThoseThatAlignmentNames() {
        assertThat(
                        List.of(
                                name(Improvements.NUMBER_POSITION),
                                name(Improvements.EXTRA_WORDS),
                                name(Improvements.SPELLED_NUMBERS),
                                name(Improvements.SPLIT_WORDS),
                                name(Improvements.JOINED_WORDS),
                                name(Improvements.HOMOPHONES),
                                name(Improvements.MISSPELT_WORDS),
                                name(Improvements.ABBREVIATIONS),
                                name(Improvements.POSTCODE_AND_CITY),
                                name(Improvements.STREET_TYPE),
                                name(Improvements.MISSING_WORDS),
                                name(Improvements.NEAR_CENTRE),
                                name(Improvements.UNKNOWN_NUMBER)))
                .isEqualTo(Improvements.ALL.stream().map(Improvement::name).toList())
                .containsExactly(
                        "number_position",
                        "extra_words",
                        "spelled_numbers",
                        "split_words",
                        "joined_words",
                        "homophones",
                        "misspelt_words",
                        "abbreviations",
                        "postcode_and_city",
                        "street_type",
                        "missing_words",
                        "near_centre",
                        "unknown_number");
    }

    private static String name(int number) {
        return Improvements.ALL.get(number).name();
    }
}
