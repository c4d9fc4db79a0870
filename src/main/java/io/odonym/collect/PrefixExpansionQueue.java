package io.odonym.collect;

import io.odonym.index.CooccurringTerms;
import io.odonym.index.terms.TermDictionary;

import java.util.Arrays;

/**
 * The tokens that begin with what was typed, the most promising first: a heap, since three letters
 * may begin thousands of tokens and the first few usually fill the bucket.
 *
 * <p>Alone, a typed word wants the token with the heaviest document first, so that the most
 * important place comes; next to others, the token of the most documents (addok's
 * order_by_max_score and order_by_frequency). Ties by spelling.
 */
final class PrefixExpansionQueue {

    private final TermDictionary dictionary;
    private final boolean heaviest;
    private int[] numbers;
    private int size;

    private PrefixExpansionQueue(TermDictionary dictionary, boolean heaviest) {
        this.dictionary = dictionary;
        this.heaviest = heaviest;
        this.numbers = new int[16];
    }

    /** All tokens that begin so: those. */
    static PrefixExpansionQueue all(
            TermDictionary dictionary,
            String beginning,
            TermDictionary.OrdinalRange those,
            boolean heaviest) {
        PrefixExpansionQueue queue = new PrefixExpansionQueue(dictionary, heaviest);
        for (int number = those.from(); number < those.to(); number++) {
            queue.offer(number, beginning);
        }
        return queue.inOrder();
    }

    /** Those of the companions that begin so. */
    static PrefixExpansionQueue among(
            CooccurringTerms companions,
            TermDictionary dictionary,
            String beginning,
            TermDictionary.OrdinalRange those,
            boolean heaviest) {
        PrefixExpansionQueue queue = new PrefixExpansionQueue(dictionary, heaviest);
        for (int number : companions.ordinalsBetween(those.from(), those.to())) {
            queue.offer(number, beginning);
        }
        return queue.inOrder();
    }

    private void offer(int number, String beginning) {
        if (dictionary.termLength(number) > beginning.length() && !dictionary.isNumeric(number)) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }
    }

    private PrefixExpansionQueue inOrder() {
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
        return this;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Takes out the most promising token. */
    int next() {
        int next = numbers[0];
        numbers[0] = numbers[--size];
        sink(0);
        return next;
    }

    private void sink(int from) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && isBefore(numbers[child + 1], numbers[child])) {
                child++;
            }
            if (!isBefore(numbers[child], numbers[at])) {
                return;
            }
            int swapped = numbers[at];
            numbers[at] = numbers[child];
            numbers[child] = swapped;
            at = child;
        }
    }

    private boolean isBefore(int one, int other) {
        int order =
                heaviest
                        ? Double.compare(dictionary.maxWeight(one), dictionary.maxWeight(other))
                        : Integer.compare(
                                dictionary.documentCount(one), dictionary.documentCount(other));
        return order != 0 ? order > 0 : one < other;
    }
}
