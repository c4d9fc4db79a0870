package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.query.PlaceWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.TermMatch;
import io.odonym.improve.query.WordSubstitutionRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class SpelledNumberRuleTest {

    private static final SpelledNumberRule RULE = new SpelledNumberRule();

    @Test
    void hasAPublicName() {
        assertThat(RULE.name()).isEqualTo("spelled_numbers");
    }

    @ParameterizedTest
    @CsvSource({
        "rue du 14 juillet, 14: quatorze 0.2",
        "rue du xiv juillet, xiv: quatorze 0.2",
        "passage 10, 10: dix 0.2",
        "square jean 23, 23: xxiii 0.2",
        "rue du huit mai, huit: 8 0.2",
        "mai mille neuf cent quarante cinq, mille neuf cent quarante cinq: 1945 0.2",
        "rue 15, ''",
        "avenue du 1 mai, ''",
        "12 rue du 8 mai 45, '8: 8 0.2/45: 1945 0.3'",
        "rue du 8 mai 45, '8: 8 0.2'",
        "rue du mai, ''",
    })
    void spellsNumbers(String query, String alternatives) {
        assertThat(String.join("/", FrenchPlaces.alternatives(RULE, query)))
                .isEqualTo(alternatives);
    }

    @ParameterizedTest
    @CsvSource({
        "14, quatorze, true",
        "14, xiv, true",
        "2e, deuxieme, true",
        "2, deuxieme, false",
        "14, quinze, false",
        "17e, dix, false",
        "rue, rue, false",
    })
    void matchesTheSameNumber(String term, String word, boolean matches) {
        RelaxedQuery query = FrenchPlaces.query(term);

        assertThat(RULE.substitutionCost(query, 0, query.wordForms().get(word)))
                .isEqualTo(matches ? 0.2f : WordSubstitutionRule.NO_MATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "francois 1, 1, 1er, true",
        "francois 1, 1, premier, true",
        "francois premier, 1, 1, true",
        "avenue du 1 mai, 2, 1er, true",
        "rue 1, 1, 1er, false",
        "francois 2, 1, 2e, false",
        "12 rue du 8 mai 45, 5, 1945, true",
        "rue du 8 mai 45, 4, 1945, false",
        "rue du mai 45, 3, 1845, false",
    })
    void matchesOtherFormsOfANumber(String text, int i, String word, boolean matches) {
        RelaxedQuery query = FrenchPlaces.query(text);

        assertThat(RULE.substitutionCost(query, i, query.wordForms().get(word)))
                .isEqualTo(matches ? 0.3f : WordSubstitutionRule.NO_MATCH);
    }

    /** Each match is described by the terms of the query and the words of the place. */
    @ParameterizedTest
    @CsvSource({
        "rue du 19 mars 1962, rue du dix neuf mars mille neuf cent soixante deux, '19=dix"
                + " neuf/1962=mille neuf cent soixante deux'",
        "rue des trente six ponts, rue des 36 ponts, trente six=36",
        "rue nonante deux, rue quatre vingt douze, nonante deux=quatre vingt douze",
        "rue du 21e regiment, rue du vingt et unieme regiment, 21e=vingt et unieme",
        "rue jean vingt trois, rue jean xxiii, vingt trois=xxiii",
        "19 rue haute, rue dix neuf, ''",
        "rue du 14 juillet, rue du quatorze juillet, ''",
        "rue haute, rue dix neuf, ''",
        "rue 19, rue haute, ''",
    })
    void matchesNumbersOfSeveralWords(String text, String name, String matched) {
        RelaxedQuery query = FrenchPlaces.query(text);
        new HouseNumberAnywhereRule().apply(query);
        PlaceWords place = FrenchPlaces.placeWords(query, name, "paris", "75001");
        List<TermMatch> matches = new ArrayList<>();
        RULE.addMatches(query, place, matches);

        List<String> described = new ArrayList<>();
        for (TermMatch match : matches) {
            described.add(FrenchPlaces.texts(query, match.terms()) + "=" + words(place, match));
        }
        assertThat(String.join("/", described)).isEqualTo(matched);
    }

    private static String words(PlaceWords place, TermMatch match) {
        return IntStream.range(0, place.size())
                .filter(w -> TermMask.contains(match.words(), w))
                .mapToObj(w -> place.word(w).text())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "square jean 23 paris, jeanxxiii [spelled_numbers]",
        "rue du 8 mai mille neuf cent quarante cinq paris, mai8 [spelled_numbers]",
    })
    void findsPlacesByOtherSpellings(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
