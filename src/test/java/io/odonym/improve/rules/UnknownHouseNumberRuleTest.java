package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.query.HouseNumberMatchType;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownHouseNumberRuleTest {

    @Test
    void hasAPublicName() {
        assertThat(new UnknownHouseNumberRule().name()).isEqualTo("unknown_number");
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true, 0.5",
        "false, true, true, 0.7",
        "false, true, false, 0.7",
        "false, false, true, 0.6",
        "false, false, false, 1.4",
    })
    void chargesMoreForPlacesWithoutNumbers(
            boolean withoutSuffix, boolean hasNumbers, boolean street, double cost) {
        assertThat(UnknownHouseNumberRule.cost(withoutSuffix, hasNumbers, street)).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({
        "rivoli, 12bis, SUFFIX, 12, 12, 0",
        "rivoli, 42, SUFFIX, 42 bis, 42 bis, 0",
        "rivoli, 41, NONE, '', '', 0",
        "rivoli, 15, NEAREST, 13, 13, 0",
        "rivoli, 20, INTERPOLATED, 14, 40, 0.230769",
        "rivoli, 8, INTERPOLATED, 2, 10, 0.75",
        "rivoli, 46, NEAREST, 44, 44, 0",
        "rivoli, 64, NEAREST, 44, 44, 0",
        "rivoli, 66, NONE, '', '', 0",
        "oliviers, 1, NEAREST, 3, 3, 0",
        "oliviers, 4, NONE, '', '', 0",
        "oliviers, 5, INTERPOLATED, 3, 17, 0.142857",
        "jaures-l, 102, INTERPOLATED, 100, 104, 0.5",
        "peri, 30, INTERPOLATED, 20, 80, 0.166667",
        "peri, 101, NEAREST, 81, 81, 0",
        "peri, 123, NEAREST, 143, 143, 0",
        "charpentiers, 2quater, SUFFIX, 2, 2, 0",
        "sablons, 9, NEAREST, 7, 7, 0",
        "sablons, 60, NEAREST, 80, 80, 0",
        "sablons, 58, NONE, '', '', 0",
        "montee, 20, NEAREST, 10, 10, 0",
        "montee, 22, NEAREST, 30, 30, 0",
        "bis, 3, NONE, '', '', 0",
    })
    void substitutesUnknownNumbers(
            String id,
            String requested,
            HouseNumberMatchType match,
            String lower,
            String upper,
            double fraction) {
        HouseNumbers numbers = FrenchPlaces.houseNumbers(id);

        UnknownHouseNumberRule.Substitute found = UnknownHouseNumberRule.find(numbers, requested);

        assertThat(found.match()).isEqualTo(match);
        assertThat(number(numbers, found.lower())).isEqualTo(lower);
        assertThat(number(numbers, found.upper())).isEqualTo(upper);
        assertThat(found.fraction()).isEqualTo(fraction, within(1e-6));
    }

    private static String number(HouseNumbers numbers, int ordinal) {
        return ordinal == StoredPlaceReader.NO_NUMBER ? "" : numbers.text(ordinal);
    }

    @ParameterizedTest
    @CsvSource({
        "20 rue de rivoli paris, rivoli 14 [unknown_number] interpolated",
        "12 bis rue de rivoli paris, rivoli 12 [unknown_number] suffix",
        "1 chemin des oliviers seyssins, oliviers 3 [unknown_number] nearest",
        "4 chemin des oliviers seyssins, oliviers [] none",
    })
    void findsTheStreetOfAnUnknownNumber(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
