package io.odonym.telemetry;

/**
 * Records the start time, the end time and the nesting of the phases of one request. Recording only
 * reads the clock and does not allocate objects. Spans, histogram values and explanations are
 * created from the recorded phases afterwards.
 *
 * <p>Not thread-safe. Records at most 40 phases and ignores further ones.
 */
public final class PhaseRecorder {

    /**
     * The maximum number of recorded phases: twice the number of phases and collectors that exist.
     */
    private static final int CAPACITY = 40;

    /** The parent index of a top-level phase. */
    public static final int NO_PARENT = -1;

    /** The value that represents the number of candidates of a phase that does not count them. */
    public static final int NOT_COUNTED = -1;

    /** A handle that ends the innermost open phase when it is closed. */
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

    /**
     * Starts a phase within the innermost open phase, for example {@code try (var _ =
     * phases.enter(PARSE))}.
     */
    public OpenPhase enter(RequestPhase phase) {
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
     * Adds a completed phase within the innermost open phase.
     *
     * @param start the start time, a value of {@link System#nanoTime}
     * @param end the end time, a value of {@link System#nanoTime}
     * @param count the number of candidates at the end of the phase
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

    /** Returns the number of recorded phases. */
    public int size() {
        return size;
    }

    /** Returns the title of a phase. Phases are numbered from 0 in the order of recording. */
    public String title(int index) {
        return titles[index];
    }

    /** Returns the start time of a phase, a value of {@link System#nanoTime}. */
    public long start(int index) {
        return starts[index];
    }

    /** Returns the duration of a phase in nanoseconds. */
    public long nanoseconds(int index) {
        return ends[index] - starts[index];
    }

    /** Returns the index of the enclosing phase, or {@link #NO_PARENT}. */
    public int parent(int index) {
        return parents[index];
    }

    /** Returns the number of candidates at the end of a phase, or {@link #NOT_COUNTED}. */
    public int candidates(int index) {
        return candidates[index];
    }

    /** Removes all phases, so that the next request can be recorded. */
    public void clear() {
        size = 0;
        current = NO_PARENT;
    }
}
