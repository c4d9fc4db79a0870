package io.odonym.index.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class HouseNumberIdentifiersTest {

    @ParameterizedTest
    @CsvSource({
        "8, _00008",
        "8 bis, _00008_bis",
        "8BIS, _00008_bis",
        "12345, _12345",
        "123456, _123456",
        "bis, _00000_bis",
    })
    void appendsThePaddedNumberAndTheSuffix(String houseNumber, String ending) {
        assertThat(HouseNumberIdentifiers.ending(houseNumber)).isEqualTo(ending);
    }

    @Test
    void findsThePrefixThatAllIdentifiersShare() {
        List<HouseNumber> numbers = List.of(number("8"), number("8 bis"));

        assertThat(commonPrefix(numbers, "75101_0773_00008", "75101_0773_00008_bis"))
                .isEqualTo("75101_0773");
        assertThat(commonPrefix(numbers, "75101_0773_00008", "75101_0773_00008_ter"))
                .isEqualTo("none");
        assertThat(commonPrefix(numbers, "75101_0773_00008", 8L)).isEqualTo("none");
    }

    private static String commonPrefix(List<HouseNumber> numbers, Object... identifiers) {
        return HouseNumberIdentifiers.commonPrefix(identifiers, numbers).orElse("none");
    }

    private static HouseNumber number(String number) {
        return new HouseNumber(number, JsonObject.EMPTY);
    }
}
