package io.odonym.rank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreFormulaTest {

    /** The scores that addok computes for Amiens, without a centre and with a centre in Amiens. */
    @Test
    void equalsAddoksScores() {
        assertThat(ScoreFormula.score(0.53626, 1)).isEqualTo((0.53626 * 0.1 + 1) / 1.1);
        assertThat(ScoreFormula.score(0.53626, 1, 1))
                .isEqualTo((0.53626 * 0.1 + 1 + 0.1) / (0.1 + 1 + 0.1));
    }

    @Test
    void reverseScoreIsTheProximity() {
        assertThat(ScoreFormula.reverseScore(0.5)).isEqualTo(0.5);
    }
}
