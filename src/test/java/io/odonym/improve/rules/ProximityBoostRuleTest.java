package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.RelaxedResults;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class ProximityBoostRuleTest {

    @Test
    void hasAPublicName() {
        assertThat(new ProximityBoostRule().name()).isEqualTo("near_centre");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "5, 0.6790", "50, 0.1840", "200, 0"})
    void lowersTheCostOfNearPlaces(double kilometres, double bonus) {
        assertThat(ProximityBoostRule.bonus(kilometres)).isEqualTo(bonus, Offset.offset(1e-4));
    }

    @ParameterizedTest
    @CsvSource({
        "48.9, 2.38, moulin-a",
        "45.75, 4.82, moulin-l",
        "44.84, -0.58, moulin-b",
    })
    void prefersThePlaceNearestToTheCentre(double latitude, double longitude, String id) {
        List<RelaxedResults.Result> results =
                FrenchPlaces.search(
                                FrenchPlaces.request(
                                        "rue du moulin", new double[] {latitude, longitude}, false))
                        .results();

        assertThat(FrenchPlaces.describe(results.getFirst())).isEqualTo(id + " [near_centre]");
    }
}
