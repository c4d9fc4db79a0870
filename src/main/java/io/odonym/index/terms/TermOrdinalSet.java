package io.odonym.index.terms;

import org.apache.lucene.util.FixedBitSet;

import java.util.Arrays;

/**
 * A reusable set of term ordinals. Clearing the set takes time proportional to the number of its
 * elements, not to the size of the dictionary. Not thread-safe.
 */
public final class TermOrdinalSet {

    private final FixedBitSet bits;
    private int[] ordinals = new int[1024];
    private int size;

    /**
     * Creates an empty set.
     *
     * @param termCount the number of terms in the dictionary
     */
    public TermOrdinalSet(int termCount) {
        bits = new FixedBitSet(Math.max(1, termCount));
    }

    /** Removes all ordinals. */
    public void clear() {
        for (int i = 0; i < size; i++) {
            bits.clear(ordinals[i]);
        }
        size = 0;
    }

    /** Adds an ordinal if it is absent. */
    public void add(int ordinal) {
        if (!bits.getAndSet(ordinal)) {
            if (size == ordinals.length) {
                ordinals = Arrays.copyOf(ordinals, size * 2);
            }
            ordinals[size++] = ordinal;
        }
    }

    /** Returns whether this set contains an ordinal. */
    public boolean contains(int ordinal) {
        return bits.get(ordinal);
    }

    /** Returns a new array of all ordinals of this set, in ascending order. */
    public int[] toSortedArray() {
        int[] sorted = Arrays.copyOf(ordinals, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
