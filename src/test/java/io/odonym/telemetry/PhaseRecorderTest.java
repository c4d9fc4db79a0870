package io.odonym.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PhaseRecorderTest {

    private final PhaseRecorder phases = new PhaseRecorder();

    @Test
    void recordsNesting() {
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.PARSE)) {
            assertThat(phases.size()).isEqualTo(1);
        }
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.COLLECT)) {
            long now = System.nanoTime();
            phases.add("meaningful", now, now + 1500, 12);
        }
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.RANK)) {
            assertThat(phases.size()).isEqualTo(4);
        }

        assertThat(phases.title(0)).isEqualTo("geocode.parse");
        assertThat(phases.parent(0)).isEqualTo(PhaseRecorder.NO_PARENT);
        assertThat(phases.title(2)).isEqualTo("meaningful");
        assertThat(phases.parent(2)).isEqualTo(1);
        assertThat(phases.nanoseconds(2)).isEqualTo(1500);
        assertThat(phases.candidates(2)).isEqualTo(12);
        assertThat(phases.parent(3)).isEqualTo(PhaseRecorder.NO_PARENT);
        assertThat(phases.candidates(3)).isEqualTo(PhaseRecorder.NOT_COUNTED);
        assertThat(phases.start(3)).isGreaterThanOrEqualTo(phases.start(0));
    }

    @Test
    void endsAPhaseThatFails() {
        assertThatThrownBy(
                        () -> {
                            try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.COLLECT)) {
                                throw new IllegalStateException("broken");
                            }
                        })
                .hasMessage("broken");
        try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.FORMAT)) {
            assertThat(phases.parent(1)).isEqualTo(PhaseRecorder.NO_PARENT);
        }
    }

    @Test
    void ignoresPhasesBeyondItsCapacity() {
        for (int i = 0; i < 100; i++) {
            try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.PARSE)) {
                phases.add("collector", 0, 1, 0);
            }
        }
        assertThat(phases.size()).isEqualTo(40);
        assertThat(phases.parent(38)).isEqualTo(PhaseRecorder.NO_PARENT);

        phases.clear();
        assertThat(phases.size()).isZero();
    }
}
