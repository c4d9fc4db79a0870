package io.odonym.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.query.AddressConflict;
import io.odonym.improve.query.PlaceWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terms and words in brackets are matched; all others are unmatched. */
class MismatchCostTest {

    private static String withoutBrackets(String text) {
        return text.replace("[", "").replace("]", "");
    }

    private static long matched(String text) {
        long bits = 0;
        String[] words = text.strip().split(" ");
        for (int i = 0; i < words.length; i++) {
            bits |= words[i].startsWith("[") ? TermMask.of(i) : 0;
        }
        return bits;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [rue] [rivoli] [paris]           | [rue] [rivoli]           | [paris]   | 75004 | 0    | []
                    [rue] [rivoli] [paris]           | [rue] de [rivoli]        | [paris]   | 75004 | 0.1  | []
                    [rue] [hugo] [lyon]              | [rue] victor [hugo]      | [lyon]    | 69002 | 0.95 | [missing_words]
                    [rivoli] [paris]                 | rue de [rivoli]          | [paris]   | 75004 | 0.4  | [street_type]
                    chemin [rivoli] [paris]          | rue de [rivoli]          | [paris]   | 75004 | 1.1  | [street_type]
                    [rue] [paris]                    | [rue] rue                | [paris]   | 75004 | 0.95 | [missing_words]
                    [paris]                          | rue                      | [paris]   | 75004 | 0.95 | [missing_words]
                    rue [rivoli] [paris]             | [rivoli]                 | [paris]   | 75004 | 0.4  | [extra_words]
                    [rue] avenue [rivoli] [paris]    | [rue] [rivoli]           | [paris]   | 75004 | 2.4  | [extra_words]
                    residence [rivoli] [paris]       | [rivoli]                 | [paris]   | 75004 | 0.25 | [extra_words]
                    [rue] [rivoli]                   | [rue] [rivoli]           | paris     | 75004 | 0.3  | []
                    [rue] [rivoli]                   | [rue] [rivoli]           | le mans   | 72000 | 0.3  | []
                    [rue] [rivoli] [mans]            | [rue] [rivoli]           | le [mans] | 72000 | 0.05 | []
                    [rue] [rivoli] [pont]            | [rue] [rivoli]           | [pont] audemer | 27500 | 0.4 | []
                    [rue] [rivoli]                   | [rue] [rivoli]           | ''        | 75004 | 0    | []
                    [rue] [rivoli]                   | [rue] [rivoli]           | le        | 75004 | 0.05 | []
                    [rue] [rivoli] lyon              | [rue] [rivoli]           | paris     | 75004 | 3.4  | [extra_words]
                    [rue] [rivoli] de                | [rue] [rivoli]           | paris     | 75004 | 0.4  | []
                    [rue] [rivoli] x                 | [rue] [rivoli]           | paris     | 75004 | 1.1  | [extra_words]
                    [rue] [rivoli] 75004             | [rue] [rivoli]           | paris     | 75004 | 0.35 | []
                    [rue] [rivoli] [paris] 75004     | [rue] [rivoli]           | [paris]   | 75004 | 0    | []
                    [rue] [rivoli] [paris] 75016     | [rue] [rivoli]           | [paris]   | 75004 | 0.75 | [postcode_and_city]
                    [rue] [rivoli] 75016             | [rue] [rivoli]           | paris     | 75004 | 1.75 | [postcode_and_city]
                    [rue] [rivoli] [paris] 69004     | [rue] [rivoli]           | [paris]   | 75004 | 2    | [postcode_and_city]
                    [rue] [rivoli] [paris] 85004     | [rue] [rivoli]           | [paris]   | 75004 | 0.6  | [postcode_and_city]
                    [rue] [chateau] glisy            | [rue] [chateau]          | boves     | 80440 | 0.8  | [postcode_and_city]
                    [rue] [chateau] [glisy]          | [rue] [chateau]          | boves     | 80440 | 0.3  | []
                    [rue] [chateau] glisy            | [rue] [chateau]          | boves     | 80441 | 3.4  | [extra_words]
                    [rue] [chateau] glisy            | [rue] [chateau]          | [boves]   | 80440 | 2.4  | [extra_words]
                    """)
    void chargesForWhatIsLeft(
            String text,
            String name,
            String city,
            String postcode,
            double cost,
            String improvements) {
        RelaxedQuery query = FrenchPlaces.improvedQuery(withoutBrackets(text));
        PlaceWords place =
                FrenchPlaces.placeWords(
                        query, withoutBrackets(name), withoutBrackets(city), postcode);
        MismatchCost unmatched =
                new MismatchCost(
                        query,
                        place,
                        matched(text),
                        matched(name + " " + city),
                        AppliedImprovements.EMPTY);

        assertThat(unmatched.compute()).isEqualTo(cost, Offset.offset(1e-9));
        assertThat(unmatched.improvements().names()).hasToString(improvements);
    }

    @ParameterizedTest
    @CsvSource({
        "sarl 12 rue de rivoli, 0.15",
        "sarl dupont 12 rue de rivoli, 0.3",
        "sarl dupont fils et petit fils 12 rue de rivoli, 0.5",
    })
    void limitsTheCostOfTermsBeforeTheAddress(String text, double cost) {
        RelaxedQuery query = FrenchPlaces.improvedQuery(text);
        PlaceWords place = FrenchPlaces.placeWords(query, "rue de rivoli", "", "75004");
        long address = TermMask.range(query.addressStart(), query.termCount());

        assertThat(
                        new MismatchCost(query, place, address, 0b111, AppliedImprovements.EMPTY)
                                .compute())
                .isEqualTo(cost, Offset.offset(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "chemin rivoli 75016, rue de rivoli, paris, 75004, chemin 75016",
        "rue chateau glisy, rue chateau, boves, 80440, rue glisy",
        "rivoli, rue de rivoli, paris, 75004, ''",
    })
    void returnsTheTermsThatExplainWords(
            String text, String name, String city, String postcode, String explained) {
        RelaxedQuery query = FrenchPlaces.improvedQuery(text);
        PlaceWords place = FrenchPlaces.placeWords(query, name, city, postcode);
        MismatchCost unmatched = new MismatchCost(query, place, 0, 0, AppliedImprovements.EMPTY);
        unmatched.compute();

        assertThat(FrenchPlaces.texts(query, unmatched.matchedTerms())).isEqualTo(explained);
    }

    @ParameterizedTest
    @CsvSource({"rue de rivoli 12", "rue de rivoli n 12"})
    void ignoresHouseNumbers(String text) {
        RelaxedQuery query = FrenchPlaces.improvedQuery(text);
        PlaceWords place = FrenchPlaces.placeWords(query, "rue de rivoli", "", "75004");

        assertThat(
                        new MismatchCost(query, place, 0b111, 0b111, AppliedImprovements.EMPTY)
                                .compute())
                .isZero();
    }

    /** Glisy and Boves share the postcode 80440. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [rue] [rivoli] [paris]           | [rue] [rivoli]       | [paris]  | 75004 | ''
                    [rue] [rivoli] [paris] 69002     | [rue] [rivoli]       | [paris]  | 75004 | ''
                    [rue] [rivoli] lyon              | [rue] [rivoli]       | paris    | 75004 | city
                    [rue] [rivoli] 69002 lyon        | [rue] [rivoli]       | paris    | 75004 | postcode city
                    [rue] [rivoli] 80440 [boves]     | [rue] [rivoli]       | [bovet]  | 75004 | postcode city
                    [rue] [rivoli] 80440 [boves]     | [rue] [rivoli]       | [boves]  | 75004 | ''
                    [rue] moliere 80440 [glisy]      | [rue] de [glisy]     | boves    | 80440 | city
                    [rue] 80440 [glisy]              | [rue] de [glisy]     | boves    | 80440 | ''
                    [rue] [chateau] 80440 glisy      | [rue] [chateau]      | boves    | 80440 | city
                    [rue] [rivoli] [paris] (80)      | [rue] [rivoli]       | [paris]  | 75004 | department
                    nancy                            | [rue] de [nancy]     | paris    | 75004 | city
                    rue de [nancy]                   | [rue] de [nancy]     | paris    | 75004 | ''
                    [rue] rivoli [nancy]             | [rue] de [nancy]     | paris    | 75004 | city
                    """)
    void findsContradictions(
            String query, String name, String city, String postcode, String conflicts) {
        RelaxedQuery relaxed = FrenchPlaces.improvedQuery(withoutBrackets(query));
        PlaceWords place =
                FrenchPlaces.placeWords(
                        relaxed, withoutBrackets(name), withoutBrackets(city), postcode);
        long words = matched(name) | matched(city) << place.nameLength();
        MismatchCost unmatched =
                new MismatchCost(relaxed, place, matched(query), words, AppliedImprovements.EMPTY);
        unmatched.compute();

        assertThat(unmatched.conflicts().stream().sorted().map(AddressConflict::word))
                .containsExactly(conflicts.isEmpty() ? new String[0] : conflicts.split(" "));
    }

    /** The word "boves" of the query is the city, and not a word of the name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [rue] moliere 80440 [boves]      | [rue] de [boves]     | boves    | 80440 | 3.8
                    [rue] 80440 [boves]              | [rue] de [boves]     | boves    | 80440 | 0.45
                    """)
    void chargesANameThatMatchesTheCityOfTheQuery(
            String query, String name, String city, String postcode, double cost) {
        RelaxedQuery relaxed = FrenchPlaces.improvedQuery(withoutBrackets(query));
        PlaceWords place = FrenchPlaces.placeWords(relaxed, withoutBrackets(name), city, postcode);

        assertThat(
                        new MismatchCost(
                                        relaxed,
                                        place,
                                        matched(query),
                                        matched(name),
                                        AppliedImprovements.EMPTY)
                                .compute())
                .isEqualTo(cost, Offset.offset(1e-6));
    }
}
