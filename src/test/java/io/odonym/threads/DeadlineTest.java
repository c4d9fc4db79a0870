package io.odonym.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** When a search is aborted. */
class DeadlineTest {

    @Test
    void abortsAfterTheTimeout() {
        Deadline passed = Deadline.after(Duration.ofMillis(-20));
        assertThatExceptionOfType(SearchTimeoutException.class)
                .isThrownBy(passed::check)
                .withMessage("The search took longer than -20 ms.");
    }

    @Test
    void abortsIfTheThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(Deadline.after(Duration.ofMinutes(1))::check);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void continuesBeforeTheTimeout() {
        assertThatCode(Deadline.after(Duration.ofMinutes(1))::check).doesNotThrowAnyException();
        assertThatCode(Deadline.NONE::check).doesNotThrowAnyException();
    }
}
