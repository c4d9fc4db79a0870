package io.odonym.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

class RejectionPacerTest {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(1);

    private static RejectionPacer pacer(long now) {
        return new RejectionPacer(TimeUnit.SECONDS.toMillis(1), now);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 5, Long.MIN_VALUE, -1})
    void delaysWhatExceedsTheRateAndTheBurst(long now) {
        RejectionPacer pacer = pacer(now);
        for (int i = 1; i <= 10; i++) {
            assertThat(pacer.delay(now)).isLessThanOrEqualTo(0);
        }
        for (int i = 1; i <= 20; i++) {
            assertThat(pacer.delay(now)).isEqualTo(i * INTERVAL);
        }
    }

    @Test
    void limitsTheRateOfRejectionsThatFollowEachOther() {
        RejectionPacer pacer = pacer(0);
        long immediate =
                LongStream.range(0, 100)
                        .map(i -> pacer.delay(i * INTERVAL / 10))
                        .filter(delay -> delay <= 0)
                        .count();
        assertThat(immediate).isEqualTo(11);
    }

    @Test
    void neverDelaysWhatStaysBelowTheRate() {
        RejectionPacer pacer = pacer(0);
        for (long now = 0; now < 100 * INTERVAL; now += INTERVAL) {
            assertThat(pacer.delay(now)).isLessThanOrEqualTo(0);
        }
    }

    @Test
    void limitsTheDelay() {
        RejectionPacer pacer = pacer(0);
        long delay = 0;
        for (int i = 0; i < 5_000; i++) {
            delay = pacer.delay(0);
        }
        assertThat(delay).isEqualTo(RejectionPacer.MAX_DELAY_NANOS);
        assertThat(pacer.delay(2 * RejectionPacer.MAX_DELAY_NANOS))
                .as("after the rejections have been sent")
                .isLessThanOrEqualTo(0);
    }
}
