package io.odonym.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.odonym.text.Token;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class ScoreFormulaTest {

    @Test
    void scoresAsAddok() {
        // Amiens, and Amiens seen from 49.9, 2.3: addok's answers.
        assertThat(ScoreFormula.score(0.53626, 1)).isEqualTo((0.53626 * 0.1 + 1) / 1.1);
        assertThat(ScoreFormula.score(0.53626, 1, 1))
                .isEqualTo((0.53626 * 0.1 + 1 + 0.1) / (0.1 + 1 + 0.1));
        assertThat(ScoreFormula.reverseScore(0.5)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "50, 0.36787944117144233",
        "100, 0.01831563888873418",
        "100.1, 0",
        "20000, 0"
    })
    void nearnessFallsToNothing(double kilometres, double nearness) {
        assertThat(GeoDistance.proximity(kilometres)).isEqualTo(nearness);
    }

    @Test
    void measuresDistances() {
        // addok: 1079 metres from Amiens' centre.
        assertThat(GeoDistance.kilometres(49.899, 2.285, 49.9, 2.3))
                .isEqualTo(1.0794, within(0.0005));
        assertThat(GeoDistance.kilometres(48, 2, 48, 2)).isZero();
        assertThat(GeoDistance.kilometres(0, 0, 0, 180)).isEqualTo(Math.PI * 6367, within(1e-6));
    }

    @Test
    void housenumbersAreLookedForByType() {
        assertThat(HouseNumberPolicy.of(Map.of())).isEqualTo(new HouseNumberPolicy(true, false));
        assertThat(HouseNumberPolicy.of(Map.of("type", List.of("street"))))
                .isEqualTo(new HouseNumberPolicy(false, false));
        assertThat(HouseNumberPolicy.of(Map.of("type", List.of("housenumber"))))
                .isEqualTo(new HouseNumberPolicy(true, true));
        assertThat(HouseNumberPolicy.of(Map.of("type", List.of("street", "housenumber"))))
                .isEqualTo(new HouseNumberPolicy(true, false));
        assertThat(HouseNumberPolicy.of(Map.of("type", List.of())))
                .isEqualTo(new HouseNumberPolicy(false, false));
    }

    @Test
    void aHouseNumberIsPutTogetherInOrder() {
        assertThat(
                        RequestedHouseNumber.of(
                                List.of(
                                        new Token("set", 0, 1, true, "17"),
                                        new Token("dix", 0, 0, true, "17"),
                                        new Token("ru", 1, 0, false, "rue"))))
                .contains(new RequestedHouseNumber(17, (char) 0, "dixset"));
        assertThat(RequestedHouseNumber.of(List.of(new Token("3b", 0, 0, true, "3b"))))
                .contains(new RequestedHouseNumber(3, 'b', "3b"));
        assertThat(RequestedHouseNumber.of(List.of(new Token("ru", 0, 0, false, "rue")))).isEmpty();
    }
}
