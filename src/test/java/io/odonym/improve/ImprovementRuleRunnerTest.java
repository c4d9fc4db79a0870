package io.odonym.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.rules.MisspeltWordRule;
import io.odonym.improve.rules.SpaceInWordRule;
import io.odonym.telemetry.PhaseRecorder;

import org.junit.jupiter.api.Test;

import java.util.List;

class ImprovementRuleRunnerTest {

    private static final List<ImprovementRule> RULES =
            List.of(new SpaceInWordRule(), new MisspeltWordRule());

    private final PhaseRecorder phases = new PhaseRecorder();

    @Test
    void recordsEachImprovementAsAPhase() {
        RelaxedQuery query = FrenchPlaces.query("rue des tann eurs lion");
        new ImprovementRuleRunner(phases, false).apply(RULES, query);

        assertThat(phases.size()).isEqualTo(2);
        assertThat(phases.title(0)).isEqualTo("split_words");
        assertThat(phases.candidates(0)).isEqualTo(1);
        assertThat(phases.title(1)).isEqualTo("misspelt_words");
        assertThat(phases.candidates(1)).isEqualTo(1);
    }

    @Test
    void describesAlternativesForAnExplanation() {
        RelaxedQuery query = FrenchPlaces.query("rue des tann eurs lion");
        ImprovementRuleRunner runner = new ImprovementRuleRunner(phases, true);
        runner.apply(RULES, query);
        runner.record("align", 1000, 251_000, 7);

        assertThat(runner.attempts())
                .extracting(RelaxedResults.Attempt::name)
                .containsExactly("split_words", "misspelt_words", "align");
        assertThat(runner.attempts())
                .extracting(RelaxedResults.Attempt::alternatives)
                .containsExactly(
                        List.of("tann eurs: tanneurs"), List.of("lion: lyon"), List.of("7 places"));
        assertThat(runner.attempts().getLast().microseconds()).isEqualTo(250);
        assertThat(runner.attempts().getFirst().microseconds()).isBetween(0.001, 1e7);
        assertThat(phases.title(2)).isEqualTo("align");
        assertThat(phases.candidates(2)).isEqualTo(7);
        assertThat(phases.nanoseconds(2)).isEqualTo(250_000);
    }

    @Test
    void describesNothingWithoutAnExplanation() {
        ImprovementRuleRunner runner = new ImprovementRuleRunner(phases, false);
        runner.apply(RULES, FrenchPlaces.query("tann eurs"));
        runner.record("align", 1, 2, 0);

        assertThat(runner.attempts()).isEmpty();
        assertThat(phases.size()).isEqualTo(3);
    }
}
