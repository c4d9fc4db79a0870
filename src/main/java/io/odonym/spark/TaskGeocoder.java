package io.odonym.spark;

import io.odonym.csv.RowStatus;
import io.odonym.csv.TableGeocoder;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.telemetry.Telemetry;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Geocodes the rows of tasks. It travels as what is to be done; in a task it takes the opened index
 * of its executor.
 */
final class TaskGeocoder implements Serializable {

    private static final long serialVersionUID = 1;

    private final IndexLocation location;
    private final GeocodeSettings settings;
    private final List<String> names;

    /** None or one. */
    private final List<JobCounters> counters;

    private final String trace;

    /** Spark makes a new object of this for every task. */
    private transient volatile Work work;

    private record Work(TableGeocoder table, TaskMetrics tally, Telemetry telemetry) {}

    /**
     * For a table.
     *
     * @param names its columns
     * @param counters of the job, where it is one
     * @param trace the trace that tasks belong to, as the header traceparent has it; may be empty
     */
    TaskGeocoder(
            IndexLocation location,
            GeocodeSettings settings,
            List<String> names,
            Optional<JobCounters> counters,
            String trace) {
        this.location = Objects.requireNonNull(location);
        this.settings = Objects.requireNonNull(settings);
        this.names = List.copyOf(names);
        this.counters = counters.map(List::of).orElse(List.of());
        this.trace = trace;
    }

    GeocodeSettings settings() {
        return settings;
    }

    /** The row with its results. */
    String[] geocode(List<String> cells) {
        Work task = work();
        String[] row = task.table().row(cells);
        PhaseRecorder phases = new PhaseRecorder();
        RowStatus status = task.table().geocode(row, phases);
        if (task.telemetry().isTraced()) {
            task.telemetry().recordPhases(phases);
        }
        task.tally().count(status, task.table().score(row));
        return row;
    }

    /** The row as often as it has results, the best first. */
    List<String[]> all(List<String> cells, int limit) {
        Work task = work();
        List<String[]> found =
                task.table().all(task.table().row(cells), limit, new PhaseRecorder());
        if (found.isEmpty()) {
            task.tally().count(RowStatus.NOT_FOUND, java.util.OptionalDouble.empty());
        } else {
            task.tally().count(RowStatus.FOUND, task.table().score(found.getFirst()));
        }
        return found;
    }

    /** Where a result stands in a row. */
    int position(String result) {
        return work().table().position(result);
    }

    private Work work() {
        Work begun = work;
        if (begun == null) {
            try {
                begun =
                        new Work(
                                new TableGeocoder(
                                        GeocoderRegistry.open(location).geocoder(),
                                        names,
                                        settings.request(),
                                        GeocodeSettings.filterSeparator()),
                                TaskMetrics.begin(counters.stream().findFirst(), trace),
                                GeocoderRegistry.telemetryOfThisProcess());
            } catch (IOException unreadable) {
                throw new java.io.UncheckedIOException(
                        "the index " + location.index() + " cannot be read", unreadable);
            }
            work = begun;
        }
        return begun;
    }
}
