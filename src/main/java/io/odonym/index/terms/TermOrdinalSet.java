package io.odonym.index.terms;

import org.apache.lucene.util.FixedBitSet;

import java.util.Arrays;

/**
 * A set of tokens by their numbers, emptied in the time that it took to fill. One thread at a time.
 */
public final class TermOrdinalSet {

    private final FixedBitSet bits;
    private int[] numbers = new int[1024];
    private int size;

    /** An empty set of tokens of a dictionary of that size. */
    public TermOrdinalSet(int tokens) {
        bits = new FixedBitSet(Math.max(1, tokens));
    }

    /** Takes everything out. */
    public void clear() {
        for (int i = 0; i < size; i++) {
            bits.clear(numbers[i]);
        }
        size = 0;
    }

    /** Adds a token, unless it is there. */
    public void add(int number) {
        if (!bits.getAndSet(number)) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }
    }

    /** Whether a token is in the set. */
    public boolean contains(int number) {
        return bits.get(number);
    }

    /** All of them, ascending. */
    public int[] toSortedArray() {
        int[] sorted = Arrays.copyOf(numbers, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
