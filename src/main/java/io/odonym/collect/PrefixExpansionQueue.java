package io.odonym.collect;

import io.odonym.index.CooccurringTerms;
import io.odonym.index.terms.TermDictionary;

import java.util.Arrays;

/**
 * A priority queue of the terms that start with a prefix.
 *
 * <p>For a query of a single word, terms are ordered by descending maximum weight, so that the most
 * important place comes first (addok's order_by_max_score). For a longer query, they are ordered by
 * descending document count (addok's order_by_frequency). Ties are broken by spelling.
 *
 * <p>Implemented as a binary heap of term ordinals, because a prefix of three letters may have
 * thousands of completions but the first few usually fill the bucket. Not thread-safe.
 */
final class PrefixExpansionQueue {

    private static final int INITIAL_CAPACITY = 16;

    private final TermDictionary dictionary;
    private final boolean byWeight;
    private int[] ordinals = new int[INITIAL_CAPACITY];
    private int size;

    private PrefixExpansionQueue(TermDictionary dictionary, boolean byWeight) {
        this.dictionary = dictionary;
        this.byWeight = byWeight;
    }

    /**
     * Returns a queue of all completions of a prefix: the terms that are longer than the prefix and
     * not numeric.
     *
     * @param range the ordinals of the terms that start with the prefix
     * @param byWeight whether to order by maximum weight instead of document count
     */
    static PrefixExpansionQueue ofAll(
            TermDictionary dictionary,
            String prefix,
            TermDictionary.OrdinalRange range,
            boolean byWeight) {
        PrefixExpansionQueue queue = new PrefixExpansionQueue(dictionary, byWeight);
        for (int ordinal = range.from(); ordinal < range.to(); ordinal++) {
            queue.append(ordinal, prefix);
        }
        return queue.heapify();
    }

    /**
     * Returns a queue of the completions of a prefix that are among the given cooccurring terms.
     *
     * @param range the ordinals of the terms that start with the prefix
     * @param byWeight whether to order by maximum weight instead of document count
     */
    static PrefixExpansionQueue ofCooccurring(
            CooccurringTerms cooccurring,
            TermDictionary dictionary,
            String prefix,
            TermDictionary.OrdinalRange range,
            boolean byWeight) {
        PrefixExpansionQueue queue = new PrefixExpansionQueue(dictionary, byWeight);
        for (int ordinal : cooccurring.ordinalsBetween(range.from(), range.to())) {
            queue.append(ordinal, prefix);
        }
        return queue.heapify();
    }

    private void append(int ordinal, String prefix) {
        if (dictionary.termLength(ordinal) > prefix.length() && !dictionary.isNumeric(ordinal)) {
            if (size == ordinals.length) {
                ordinals = Arrays.copyOf(ordinals, size * 2);
            }
            ordinals[size++] = ordinal;
        }
    }

    private PrefixExpansionQueue heapify() {
        for (int i = size / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
        return this;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Removes the first term and returns its ordinal. The queue must not be empty. */
    int poll() {
        int first = ordinals[0];
        ordinals[0] = ordinals[--size];
        siftDown(0);
        return first;
    }

    private void siftDown(int from) {
        int parent = from;
        while (true) {
            int child = 2 * parent + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && isBefore(ordinals[child + 1], ordinals[child])) {
                child++;
            }
            if (!isBefore(ordinals[child], ordinals[parent])) {
                return;
            }
            int swapped = ordinals[parent];
            ordinals[parent] = ordinals[child];
            ordinals[child] = swapped;
            parent = child;
        }
    }

    private boolean isBefore(int first, int second) {
        int order =
                byWeight
                        ? Double.compare(dictionary.maxWeight(first), dictionary.maxWeight(second))
                        : Integer.compare(
                                dictionary.documentCount(first), dictionary.documentCount(second));
        return order != 0 ? order > 0 : first < second;
    }
}
