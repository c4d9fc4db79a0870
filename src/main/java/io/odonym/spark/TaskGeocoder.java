package io.odonym.spark;

import io.odonym.csv.RowByRowGeocoder;
import io.odonym.csv.RowStatus;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.telemetry.Telemetry;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Geocodes the rows of a task. The serialized form contains only settings. On an executor, the
 * geocoder uses the open index from {@link GeocoderRegistry}. Spark deserializes a new instance for
 * each task.
 */
final class TaskGeocoder implements Serializable {

    private static final long serialVersionUID = 1;

    private final IndexLocation location;
    private final SerializableCsvRequest settings;
    private final List<String> names;

    /**
     * The counters of the job: a list that is empty or has one element. A list is used because
     * {@link Optional} is not serializable.
     */
    private final List<JobCounters> counters;

    private final String traceparent;

    /** The open index and the metrics of this task. Null until the first row is geocoded. */
    private transient volatile State state;

    private record State(RowByRowGeocoder table, TaskMetrics metrics, Telemetry telemetry) {}

    /**
     * Creates a geocoder for the rows of a table.
     *
     * @param names the names of the columns of the table
     * @param counters the accumulators of the job; empty for SQL functions
     * @param traceparent the parent span of the task spans, in the format of the W3C header
     *     traceparent; may be empty
     */
    TaskGeocoder(
            IndexLocation location,
            SerializableCsvRequest settings,
            List<String> names,
            Optional<JobCounters> counters,
            String traceparent) {
        this.location = Objects.requireNonNull(location);
        this.settings = Objects.requireNonNull(settings);
        this.names = List.copyOf(names);
        this.counters = counters.map(List::of).orElse(List.of());
        this.traceparent = traceparent;
    }

    /** Returns the settings. */
    SerializableCsvRequest settings() {
        return settings;
    }

    /** Geocodes a row, and returns the row with its result columns. */
    String[] geocode(List<String> cells) {
        State current = state();
        String[] row = current.table().newOutputRow(cells);
        PhaseRecorder phases = new PhaseRecorder();
        RowStatus status = current.table().geocode(row, phases);
        if (current.telemetry().isTraced()) {
            current.telemetry().recordPhases(phases);
        }
        current.metrics().count(status, current.table().score(row));
        return row;
    }

    /**
     * Geocodes a row, and returns one copy of the row per result, best result first.
     *
     * @param limit the maximum number of results
     */
    List<String[]> geocodeAll(List<String> cells, int limit) {
        State current = state();
        List<String[]> found =
                current.table()
                        .geocodeAll(
                                current.table().newOutputRow(cells), limit, new PhaseRecorder());
        if (found.isEmpty()) {
            current.metrics().count(RowStatus.NOT_FOUND, OptionalDouble.empty());
        } else {
            current.metrics().count(RowStatus.FOUND, current.table().score(found.getFirst()));
        }
        return found;
    }

    /** Returns the position of a result column in a row. */
    int position(String result) {
        return state().table().columnIndex(result);
    }

    private State state() {
        State initialized = state;
        if (initialized == null) {
            try {
                initialized =
                        new State(
                                new RowByRowGeocoder(
                                        GeocoderRegistry.open(location).geocoder(),
                                        names,
                                        settings.request(),
                                        SerializableCsvRequest.filterSeparator()),
                                TaskMetrics.start(counters.stream().findFirst(), traceparent),
                                GeocoderRegistry.telemetry());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(
                        "the index " + location.index() + " cannot be read", unreadable);
            }
            state = initialized;
        }
        return initialized;
    }
}
