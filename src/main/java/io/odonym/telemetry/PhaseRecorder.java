package io.odonym.telemetry;

/**
 * Records the phases of one request: their start and end times and their nesting. Recording does
 * not allocate. Spans, histogram values and the explanation are created from the record afterwards,
 * so that a request that is not traced only pays for reading the clock.
 *
 * <p>Not thread-safe. Phases beyond the capacity of 40 are not recorded.
 */
public final class PhaseRecorder {

    /** Twice the number of phases and collectors. */
    private static final int CAPACITY = 40;

    /** The parent of a top-level phase. */
    public static final int NO_PARENT = -1;

    /** The number of candidates of a phase that does not count any. */
    public static final int NOT_COUNTED = -1;

    /** Ends the innermost open phase when closed. */
    public interface OpenPhase extends AutoCloseable {
        @Override
        void close();
    }

    private final String[] titles = new String[CAPACITY];
    private final long[] starts = new long[CAPACITY];
    private final long[] ends = new long[CAPACITY];
    private final int[] parents = new int[CAPACITY];
    private final int[] candidates = new int[CAPACITY];
    private final OpenPhase open = this::leave;
    private final OpenPhase ignored = () -> {};
    private int size;
    private int current = NO_PARENT;

    /** Starts a phase within the innermost open one: {@code try (var _ = phases.enter(PARSE))}. */
    public OpenPhase enter(Phase phase) {
        if (size == CAPACITY) {
            return ignored;
        }
        titles[size] = phase.title();
        parents[size] = current;
        candidates[size] = NOT_COUNTED;
        current = size++;
        starts[current] = System.nanoTime();
        ends[current] = starts[current];
        return open;
    }

    private void leave() {
        ends[current] = System.nanoTime();
        current = parents[current];
    }

    /**
     * Adds a completed phase within the innermost open one.
     *
     * @param start start time, as {@link System#nanoTime}
     * @param end end time, as {@link System#nanoTime}
     * @param count number of candidates at its end
     */
    public void add(String title, long start, long end, int count) {
        if (size < CAPACITY) {
            titles[size] = title;
            starts[size] = start;
            ends[size] = end;
            parents[size] = current;
            candidates[size] = count;
            size++;
        }
    }

    /** The number of recorded phases. */
    public int size() {
        return size;
    }

    /** The title of a phase; phases are numbered by their start. */
    public String title(int index) {
        return titles[index];
    }

    /** The start of a phase, as {@link System#nanoTime}. */
    public long start(int index) {
        return starts[index];
    }

    /** The duration of a phase in nanoseconds. */
    public long nanoseconds(int index) {
        return ends[index] - starts[index];
    }

    /** The enclosing phase, or {@link #NO_PARENT}. */
    public int parent(int index) {
        return parents[index];
    }

    /** The number of candidates at the end of a collector, or {@link #NOT_COUNTED}. */
    public int candidates(int index) {
        return candidates[index];
    }

    /** Clears the record for the next request. */
    public void clear() {
        size = 0;
        current = NO_PARENT;
    }
}
