package io.odonym.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class RandomTrialsTest {

    private static final Pattern SEED = Pattern.compile("-Dodonym\\.seed=(-?\\d+)");

    @Test
    void namesTheSeedOfTheFailingCase() {
        assertThatThrownBy(
                        () ->
                                RandomTrials.check(
                                        random ->
                                                assertThat(random.between(0, 1000))
                                                        .isLessThan(500)))
                .isInstanceOf(AssertionError.class)
                .satisfies(
                        failure -> {
                            Matcher seed = SEED.matcher(failure.getMessage());
                            assertThat(seed.find()).isTrue();
                            long number = Long.parseLong(seed.group(1));
                            assertThat(new RandomValues(number).between(0, 1000))
                                    .isGreaterThanOrEqualTo(500);
                        });
    }

    @Test
    void checksAsManyCasesAsWanted() {
        AtomicInteger cases = new AtomicInteger();
        RandomTrials.check(17, _ -> cases.incrementAndGet());
        assertThat(cases).hasValue(17);
    }
}
