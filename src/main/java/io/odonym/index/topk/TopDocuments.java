package io.odonym.index.topk;

import java.util.Arrays;

/**
 * The best documents of a lookup: the largest sums of weights, ties by importance, then by document
 * number.
 *
 * <p>addok cuts a lookup after so many documents by the sum of weights and leaves ties to Redis,
 * which orders them by internal names; here the more important of two equals stays. A binary heap
 * with the worst on top, made once there are as many documents as wanted: most lookups find fewer,
 * and the first ones come best first, so that each would move all others up. One thread at a time.
 */
public final class TopDocuments {

    private int limit;
    private int size;
    private double[] sums = new double[128];
    private double[] importances = new double[128];
    private int[] documents = new int[128];

    /** Starts anew. */
    public void reset(int newLimit) {
        limit = newLimit;
        size = 0;
        if (sums.length < newLimit) {
            sums = new double[newLimit];
            importances = new double[newLimit];
            documents = new int[newLimit];
        }
    }

    public boolean isFull() {
        return size == limit;
    }

    /** The smallest sum that stays, once full. */
    public double worstSum() {
        return sums[0];
    }

    /** The documents in ascending order. */
    public int[] ascending() {
        int[] sorted = Arrays.copyOf(documents, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The documents, best first; they are no longer held afterwards. */
    public int[] heaviestFirst() {
        if (!isFull()) {
            makeHeap();
        }
        int[] sorted = new int[size];
        while (size > 0) {
            sorted[size - 1] = documents[0];
            int last = --size;
            sink(documents[last], sums[last], importances[last]);
        }
        return sorted;
    }

    /**
     * Takes a document if it is among the best so far.
     *
     * @return whether it is
     */
    public boolean offer(int document, double sum, double importance) {
        if (size < limit) {
            put(size++, document, sum, importance);
            if (isFull()) {
                makeHeap();
            }
            return true;
        }
        if (isWorse(sum, importance, document, 0)) {
            return false;
        }
        sink(document, sum, importance);
        return true;
    }

    private void makeHeap() {
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i, documents[i], sums[i], importances[i]);
        }
    }

    /** Puts a document where the worst was. */
    private void sink(int document, double sum, double importance) {
        sink(0, document, sum, importance);
    }

    private void sink(int from, int document, double sum, double importance) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size
                    && isWorse(
                            sums[child + 1], importances[child + 1], documents[child + 1], child)) {
                child++;
            }
            if (isWorse(sum, importance, document, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, document, sum, importance);
    }

    private boolean isWorse(double sum, double importance, int document, int than) {
        if (sum != sums[than]) {
            return sum < sums[than];
        }
        if (importance != importances[than]) {
            return importance < importances[than];
        }
        return document > documents[than];
    }

    private void move(int from, int to) {
        put(to, documents[from], sums[from], importances[from]);
    }

    private void put(int at, int document, double sum, double importance) {
        documents[at] = document;
        sums[at] = sum;
        importances[at] = importance;
    }
}
