package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreetTypeRuleTest {

    @Test
    void hasAPublicName() {
        assertThat(new StreetTypeRule().name()).isEqualTo("street_type");
    }

    @ParameterizedTest
    @CsvSource({
        "chemin des vergers aubervilliers, vergers [street_type]",
        "vergers aubervilliers, vergers [street_type]",
        "impasse des vergers aubervilliers, vergers []",
    })
    void findsPlacesOfAnotherType(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
