package io.odonym.index.topk;

import java.util.Arrays;

/**
 * Collects the k documents of a lookup that have the largest sums of weights. Ties are broken by
 * larger importance, then by smaller document number.
 *
 * <p>addok also limits a lookup by the sum of weights. However, addok leaves ties to Redis, which
 * sorts documents with equal sums by their internal names.
 *
 * <p>The documents form a binary heap with the worst document at the root. The heap is built only
 * after k documents have been offered. Most lookups find fewer documents and do not need the heap.
 * Documents arrive roughly best first, which is the slowest order for inserting them into the heap
 * one by one.
 *
 * <p>An instance is reused across lookups. Not thread-safe.
 */
public final class TopDocuments {

    private int limit;
    private int size;
    private double[] sums = new double[128];
    private double[] importances = new double[128];
    private int[] documents = new int[128];

    /**
     * Removes all documents and sets a new limit.
     *
     * @param newLimit the number of documents to keep, at least 1
     */
    public void reset(int newLimit) {
        limit = newLimit;
        size = 0;
        if (sums.length < newLimit) {
            sums = new double[newLimit];
            importances = new double[newLimit];
            documents = new int[newLimit];
        }
    }

    /** Returns whether the number of documents has reached the limit. */
    public boolean isFull() {
        return size == limit;
    }

    /**
     * Returns the smallest sum of weights of a kept document. Valid only if {@link #isFull} returns
     * true.
     */
    public double minSum() {
        return sums[0];
    }

    /** Returns the kept documents in ascending order of document numbers. */
    public int[] inDocumentOrder() {
        int[] sorted = Arrays.copyOf(documents, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Removes the kept documents and returns them, best first. */
    public int[] drainBestFirst() {
        if (!isFull()) {
            buildHeap();
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
     * Adds a document if it is among the k best so far. If the heap is full, the document replaces
     * the worst one.
     *
     * @param sum the sum of the document's weights
     * @param importance the document's importance
     * @return whether the document was added
     */
    public boolean offer(int document, double sum, double importance) {
        if (size < limit) {
            put(size++, document, sum, importance);
            if (isFull()) {
                buildHeap();
            }
            return true;
        }
        if (isWorse(sum, importance, document, 0)) {
            return false;
        }
        sink(document, sum, importance);
        return true;
    }

    private void buildHeap() {
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i, documents[i], sums[i], importances[i]);
        }
    }

    /** Replaces the worst document, which is at the root of the heap. */
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

    private boolean isWorse(double sum, double importance, int document, int other) {
        if (sum != sums[other]) {
            return sum < sums[other];
        }
        if (importance != importances[other]) {
            return importance < importances[other];
        }
        return document > documents[other];
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
