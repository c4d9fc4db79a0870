package io.odonym.improve.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordFormTest {

    private static final WordFormCache FORMS = new WordFormCache(TextAnalysis.standard());

    @ParameterizedTest
    @CsvSource({
        "rue, rue, false, true, false, false",
        "bd, boulevard, false, true, false, false",
        "de, de, true, false, false, false",
        "75004, 75004, false, false, true, true",
        "7500a, 7500a, false, false, false, true",
        "750045, 750045, false, false, false, true",
        "12bis, 12bis, false, false, false, true",
        "rivoli, rivoli, false, false, false, false",
    })
    void classifiesWords(
            String text,
            String meaning,
            boolean stopWord,
            boolean streetType,
            boolean postcode,
            boolean startsWithDigit) {
        WordForm word = FORMS.get(text);

        assertThat(word.text()).isEqualTo(text).isEqualTo(word.toString());
        assertThat(word.meaning()).isEqualTo(meaning);
        assertThat(word.isStopWord()).isEqualTo(stopWord);
        assertThat(word.isStreetType()).isEqualTo(streetType);
        assertThat(word.isPostcode()).isEqualTo(postcode);
        assertThat(word.startsWithDigit()).isEqualTo(startsWithDigit);
    }

    @ParameterizedTest
    @CsvSource({
        "boulot, bouleau, true",
        "chateau, chato, true",
        "martin, martain, true",
        "henry, henri, true",
        "gambetta, gambeta, true",
        "moulin, melun, false",
        "paris, peru, false",
        "lilas, lila2, false",
    })
    void sharesThePhoneticKeyOfHomophones(String one, String other, boolean same) {
        assertThat(FORMS.get(one).homophoneKey().equals(FORMS.get(other).homophoneKey()))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "14, quatorze, true",
        "xiv, quatorze, true",
        "2, 2e, false",
        "rue, rue, false",
        "0, 0, true",
    })
    void comparesNumbers(String one, String other, boolean same) {
        assertThat(FORMS.get(one).isSameNumber(FORMS.get(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "rivoli, rivili, true",
        "rue, rivoli, true",
        "rivoli, rue, true",
        "rue, avenue, false",
        "12, rivoli, false",
        "rivoli, 12, false",
    })
    void comparesTheSpellingOfWordsOnly(String one, String other, boolean comparable) {
        assertThat(FORMS.get(one).isComparableWith(FORMS.get(other))).isEqualTo(comparable);
    }

    @Test
    void collectsLetters() {
        assertThat(FORMS.get("abba").letterMask()).isEqualTo(FORMS.get("ab").letterMask());
        assertThat(Long.bitCount(FORMS.get("rivoli").letterMask())).isEqualTo(5);
    }

    @Test
    void findsItsTokensInTheIndex() {
        assertThat(FORMS.get("rivoli").indexedTerms(FrenchPlaces.lookup()))
                .extracting(IndexedTerm::documentCount)
                .containsExactly(1);
        assertThat(FORMS.get("xyzzy").indexedTerms(FrenchPlaces.lookup())).isEmpty();
    }

    @Test
    void cachesSubstitutionsForOneQuery() {
        WordForm word = FORMS.get("substitution");
        word.prepareFor(1, 2);
        assertThat(word.substitutionCost(0)).isNaN();
        assertThat(word.substitutionCost(1)).isNaN();

        word.setSubstitution(1, 0.5f, ImprovementRule.NONE);
        word.prepareFor(1, 2);
        assertThat(word.substitutionCost(1)).isEqualTo(0.5f);
        assertThat(word.substitution(1)).isSameAs(ImprovementRule.NONE);

        word.prepareFor(2, 3);
        assertThat(word.substitutionCost(1)).isNaN();
        assertThat(word.substitutionCost(2)).isNaN();

        word.setSubstitution(0, 1, ImprovementRule.NONE);
        word.prepareFor(3, 1);
        assertThat(word.substitutionCost(0)).isNaN();
    }
}
