package io.odonym.improve;

import io.odonym.telemetry.PhaseRecorder;

import java.util.ArrayList;
import java.util.List;

/** Runs improvements, and notes them as phases and, where that is asked for, in words. */
final class RuleRunner {

    private final PhaseRecorder phases;
    private final boolean explain;
    private final List<ImprovedResults.Step> told = new ArrayList<>();

    RuleRunner(PhaseRecorder phases, boolean explain) {
        this.phases = phases;
        this.explain = explain;
    }

    /** What is told; nothing unless that is asked for. */
    List<ImprovedResults.Step> told() {
        return told;
    }

    /** Runs those of the list from one number to another. */
    void run(int from, int to, RelaxedQuery attempt) {
        for (int i = from; i < to; i++) {
            Improvement improvement = Improvements.ALL.get(i);
            int before = attempt.readings().size();
            long start = System.nanoTime();
            attempt.begin(i);
            improvement.read(attempt);
            long end = System.nanoTime();
            int added = attempt.readings().size() - before;
            phases.add(improvement.name(), start, end, added);
            if (explain) {
                List<String> readings =
                        attempt.readings().subList(before, before + added).stream()
                                .map(reading -> tell(reading, attempt))
                                .toList();
                told.add(
                        new ImprovedResults.Step(
                                improvement.name(), readings, (end - start) / 1000.0));
            }
        }
    }

    /** Notes a look-up or an alignment that is over. */
    void add(String name, long start, long end, int found) {
        phases.add(name, start, end, found);
        if (explain) {
            told.add(
                    new ImprovedResults.Step(
                            name, List.of(found + " places"), (end - start) / 1000.0));
        }
    }

    private static String tell(TermAlternative reading, RelaxedQuery attempt) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < attempt.size(); i++) {
            if ((reading.words() >>> i & 1) != 0) {
                words.append(words.isEmpty() ? "" : " ").append(attempt.word(i).raw);
            }
        }
        return words + ": " + reading.word();
    }
}
