package io.odonym.rank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopScoresTest {

    private final TopScores scores = new TopScores();

    @BeforeEach
    void keepThree() {
        scores.start(3);
    }

    @Test
    void excludesNothingUntilTheLimitIsReached() {
        scores.add(0.9);
        scores.add(0.8);

        assertThat(scores.excludes(0)).isFalse();
    }

    @Test
    void excludesWhatIsBelowTheLastOfTheBest() {
        for (double score : new double[] {0.5, 0.9, 0.1, 0.7, 0.3}) {
            scores.add(score);
        }

        assertThat(scores.excludes(0.49)).isTrue();
        assertThat(scores.excludes(0.5)).isFalse();
        assertThat(scores.excludes(0.6)).isFalse();
    }

    @Test
    void startsAnewWithAnotherLimit() {
        for (int i = 0; i < 3; i++) {
            scores.add(1);
        }

        scores.start(20);

        for (int i = 0; i < 20; i++) {
            assertThat(scores.excludes(0)).isFalse();
            scores.add(i);
        }
        assertThat(scores.excludes(0)).isFalse();
        scores.add(20);
        assertThat(scores.excludes(0)).isTrue();
    }
}
