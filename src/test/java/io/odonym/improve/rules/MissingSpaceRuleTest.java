package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.query.PlaceWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class MissingSpaceRuleTest {

    private static final MissingSpaceRule RULE = new MissingSpaceRule();

    @Test
    void hasAPublicName() {
        assertThat(RULE.name()).isEqualTo("joined_words");
    }

    @ParameterizedTest
    @CsvSource({
        "8 rue demarignan, demarignan: marignan 0.5",
        "rue delacommune, delacommune: commune 0.6",
        "rue grandlavoir, grandlavoir: grand 0.5/grandlavoir: lavoir 0.5",
        "rue lesxyz, ''",
        "rue xyzlavoir, ''",
        "rue rivoli, ''",
        "laney, laney: ney 0.5",
        "duxx, ''",
        "8mai, ''",
    })
    void splitsJoinedWords(String query, String alternatives) {
        assertThat(String.join("/", FrenchPlaces.alternatives(RULE, query)))
                .isEqualTo(alternatives);
    }

    @ParameterizedTest
    @CsvSource({
        "rue demarignan, demarignan",
        "delacommune grandlavoir rue, delacommune grandlavoir",
        "rue rivoli, ''",
    })
    void marksJoinedTerms(String text, String joined) {
        RelaxedQuery query = FrenchPlaces.query(text);
        RULE.apply(query);

        assertThat(FrenchPlaces.texts(query, query.joinedTerms())).isEqualTo(joined);
    }

    /** Each match is described by its terms, the words of the place, and its cost. */
    @ParameterizedTest
    @CsvSource({
        "demarignan, rue de marignan, demarignan=0b110 0.5",
        "demarignn, rue de marignan, demarignn=0b110 1.5",
        "delacommune, rue de la commune, delacommune=0b1110 0.5",
        "demarignan, rue de lavoir, ''",
        "demarignan, demarignan, ''",
        "dela, de la, dela=0b11 0.5",
        "delo, de la, ''",
        "grandlavoir, grand lavoir grand, grandlavoir=0b11 0.5",
    })
    void matchesAJoinedTermWithSeveralWords(String term, String name, String matches) {
        RelaxedQuery query = FrenchPlaces.query(term);
        query.addJoinedTerm(0);
        PlaceWords place = FrenchPlaces.placeWords(query, name, "", "");
        List<TermMatch> found = new ArrayList<>();
        RULE.addMatches(query, place, found);

        assertThat(String.join("/", found.stream().map(match -> describe(query, match)).toList()))
                .isEqualTo(matches);
        assertThat(found).allMatch(match -> match.improvement() == RULE);
    }

    private static String describe(RelaxedQuery query, TermMatch match) {
        return "%s=0b%s %s"
                .formatted(
                        FrenchPlaces.texts(query, match.terms()),
                        Long.toBinaryString(match.words()),
                        match.cost());
    }

    @Test
    void matchesEachJoinedTerm() {
        RelaxedQuery query = FrenchPlaces.query("delacommune rue grandlavoir");
        RULE.apply(query);
        PlaceWords place = FrenchPlaces.placeWords(query, "grand lavoir de la commune", "", "");
        List<TermMatch> found = new ArrayList<>();
        RULE.addMatches(query, place, found);

        assertThat(found)
                .extracting(match -> describe(query, match))
                .containsExactly("delacommune=0b11100 0.5", "grandlavoir=0b11 0.5");
    }

    @ParameterizedTest
    @CsvSource({
        "8 rue demarignan paris, marignan 8 [joined_words] exact",
        "rue delacommune aubervilliers, commune [joined_words]",
    })
    void findsPlacesByJoinedWords(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
