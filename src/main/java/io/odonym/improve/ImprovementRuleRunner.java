package io.odonym.improve;

import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermAlternative;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.roles.Gazetteer;
import io.odonym.improve.roles.QueryReading;
import io.odonym.improve.roles.QueryReadings;
import io.odonym.improve.tokens.RoleToken;
import io.odonym.telemetry.PhaseRecorder;

import java.util.ArrayList;
import java.util.List;

/**
 * Applies improvements to a query and records each as a phase. For an explanation, the runner also
 * describes the alternatives that each improvement adds. Not thread-safe.
 */
final class ImprovementRuleRunner {

    private static final double NANOSECONDS_PER_MICROSECOND = 1000.0;

    private final PhaseRecorder phases;
    private final boolean explain;
    private final List<RelaxedResults.Attempt> attempts = new ArrayList<>();

    ImprovementRuleRunner(PhaseRecorder phases, boolean explain) {
        this.phases = phases;
        this.explain = explain;
    }

    /** Returns the phases recorded so far; empty unless an explanation was requested. */
    List<RelaxedResults.Attempt> attempts() {
        return attempts;
    }

    /** Reads a query and records the roles of its tokens. */
    QueryReadings read(String query, Gazetteer names) {
        long start = System.nanoTime();
        QueryReadings readings = QueryReading.readAll(query, names);
        long end = System.nanoTime();
        phases.add(ImprovementRules.ROLES_PHASE, start, end, readings.addresses().size());
        if (explain) {
            List<String> roles = new ArrayList<>();
            for (QueryReading reading : readings.addresses()) {
                for (RoleToken token : reading.tokens()) {
                    String text = token.asked().isEmpty() ? token.text() : token.asked();
                    roles.add(text + ": " + token.role().word());
                }
            }
            addAttempt(ImprovementRules.ROLES_PHASE, roles, end - start);
        }
        return readings;
    }

    /** Applies improvements in the order of the list. */
    void apply(List<ImprovementRule> improvements, RelaxedQuery query) {
        List<TermAlternative> alternatives = query.alternatives();
        for (ImprovementRule improvement : improvements) {
            query.deadline().check();
            int before = alternatives.size();
            long start = System.nanoTime();
            improvement.apply(query);
            long end = System.nanoTime();
            phases.add(improvement.name(), start, end, alternatives.size() - before);
            if (explain) {
                List<String> added =
                        alternatives.subList(before, alternatives.size()).stream()
                                .map(alternative -> describe(alternative, query))
                                .toList();
                addAttempt(improvement.name(), added, end - start);
            }
        }
    }

    /**
     * Records a finished phase that is not an improvement.
     *
     * @param start the start of the phase, from {@link System#nanoTime}
     * @param end the end of the phase, from {@link System#nanoTime}
     * @param placeCount the number of places that the phase returned
     */
    void record(String name, long start, long end, int placeCount) {
        phases.add(name, start, end, placeCount);
        if (explain) {
            addAttempt(name, List.of(placeCount + " places"), end - start);
        }
    }

    private void addAttempt(String name, List<String> alternatives, long nanoseconds) {
        attempts.add(
                new RelaxedResults.Attempt(
                        name, alternatives, nanoseconds / NANOSECONDS_PER_MICROSECOND));
    }

    private static String describe(TermAlternative alternative, RelaxedQuery query) {
        StringBuilder terms = new StringBuilder();
        for (int i = 0; i < query.termCount(); i++) {
            if (TermMask.contains(alternative.terms(), i)) {
                terms.append(terms.isEmpty() ? "" : " ").append(query.term(i).text());
            }
        }
        return terms + ": " + alternative.word();
    }
}
