package io.odonym.telemetry;

/**
 * The notes of one request: which phases it went through, when each began and ended, and what lay
 * within what. Noting allocates nothing; spans, histogram and explanation are made of the notes
 * afterwards, so that a request nobody traces pays for the clock alone.
 *
 * <p>One thread at a time. A request of more phases than there is room for loses the last of them.
 */
public final class PhaseRecorder {

    /** Six phases, thirteen collectors, and as many again for those to come. */
    private static final int MOST = 40;

    /** The parent of what lies directly within the request. */
    public static final int NO_PARENT = -1;

    /** Marks that nothing was counted. */
    public static final int NOT_COUNTED = -1;

    /** Ends the phase that was entered last. */
    public interface Open extends AutoCloseable {
        @Override
        void close();
    }

    private final String[] titles = new String[MOST];
    private final long[] starts = new long[MOST];
    private final long[] ends = new long[MOST];
    private final int[] parents = new int[MOST];
    private final int[] candidates = new int[MOST];
    private final Open open = this::leave;
    private final Open lost = () -> {};
    private int size;
    private int current = NO_PARENT;

    /** Begins a phase, within the one that is open: {@code try (var _ = phases.enter(PARSE))}. */
    public Open enter(Phase phase) {
        if (size == MOST) {
            return lost;
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
     * Notes a phase that is over, within the one that is open.
     *
     * @param title its name
     * @param start when it began, by {@link System#nanoTime}
     * @param end when it ended
     * @param found how many candidates there were at its end
     */
    public void add(String title, long start, long end, int found) {
        if (size < MOST) {
            titles[size] = title;
            starts[size] = start;
            ends[size] = end;
            parents[size] = current;
            candidates[size] = found;
            size++;
        }
    }

    /** How many phases were noted. */
    public int size() {
        return size;
    }

    /** The name of a phase, in the order in which they began. */
    public String title(int at) {
        return titles[at];
    }

    /** When a phase began, by {@link System#nanoTime}. */
    public long start(int at) {
        return starts[at];
    }

    /** How long a phase took, in nanoseconds. */
    public long nanoseconds(int at) {
        return ends[at] - starts[at];
    }

    /** The phase that a phase lies within, or {@link #NO_PARENT}. */
    public int parent(int at) {
        return parents[at];
    }

    /** How many candidates there were at the end of a collector, or {@link #NOT_COUNTED}. */
    public int candidates(int at) {
        return candidates[at];
    }

    /** Forgets everything, for the next request. */
    public void clear() {
        size = 0;
        current = NO_PARENT;
    }
}
