package io.odonym.improve;

import io.odonym.index.IndexLookup;
import io.odonym.index.terms.DocumentSet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A hash table that sums the weights of documents. Only the highest weight of each query term is
 * added to the sum of a document. The weights of one term must be added consecutively. The table
 * uses open addressing, and its arrays are reused from query to query. Not thread-safe.
 */
final class CandidateTable {

    private static final int EMPTY = -1;
    private static final int INITIAL_SLOTS = 1 << 14;
    private static final int INITIAL_ENTRIES = 1 << 12;

    /** The number of fields per entry: document, term, weight of the term, sum of weights. */
    private static final int FIELDS = 4;

    private static final int TERM = 1;
    private static final int TERM_WEIGHT = 2;
    private static final int SUM = 3;

    /**
     * The number of low bits that are removed from a sum to compute its histogram bucket. The sums
     * within a bucket differ by up to 6 %.
     */
    private static final int BUCKET_SHIFT = 19;

    private int[] slots = new int[INITIAL_SLOTS];

    /** The slot of each entry. */
    private int[] slotOfEntry = new int[INITIAL_ENTRIES];

    /** The fields of all entries, interleaved so that an entry occupies a single cache line. */
    private int[] entries = new int[FIELDS * INITIAL_ENTRIES];

    private final int[] histogram = new int[1 << (Integer.SIZE - 1 - BUCKET_SHIFT)];
    private int size;

    CandidateTable() {
        Arrays.fill(slots, EMPTY);
    }

    /** Removes all documents. */
    void clear() {
        for (int i = 0; i < size; i++) {
            slots[slotOfEntry[i]] = EMPTY;
        }
        size = 0;
    }

    /**
     * Returns the first slot to try for a document. Postings are in ascending order, so that the
     * slots of a posting list are in ascending order too and the processor can prefetch them.
     */
    private int slot(int document) {
        return document & (slots.length - 1);
    }

    private int document(int entry) {
        return entries[entry * FIELDS];
    }

    private float sum(int entry) {
        return Float.intBitsToFloat(entries[entry * FIELDS + SUM]);
    }

    /**
     * Adds the weight of a term to a document, or replaces a lower weight of the same term.
     *
     * @param term the index of the query term
     */
    void add(int document, float weight, int term) {
        int slot = slot(document);
        while (slots[slot] != EMPTY) {
            if (document(slots[slot]) == document) {
                raise(slots[slot] * FIELDS, weight, term);
                return;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        if ((size + 1) * FIELDS > entries.length) {
            grow();
            add(document, weight, term);
            return;
        }
        slots[slot] = size;
        slotOfEntry[size] = slot;
        int at = size++ * FIELDS;
        entries[at] = document;
        entries[at + TERM] = term;
        entries[at + TERM_WEIGHT] = Float.floatToRawIntBits(weight);
        entries[at + SUM] = Float.floatToRawIntBits(weight);
    }

    private void raise(int at, float weight, int term) {
        float previous =
                entries[at + TERM] == term ? Float.intBitsToFloat(entries[at + TERM_WEIGHT]) : 0;
        if (weight > previous) {
            entries[at + TERM] = term;
            entries[at + TERM_WEIGHT] = Float.floatToRawIntBits(weight);
            float sum = Float.intBitsToFloat(entries[at + SUM]) + (weight - previous);
            entries[at + SUM] = Float.floatToRawIntBits(sum);
        }
    }

    private void grow() {
        entries = Arrays.copyOf(entries, entries.length * 2);
        slotOfEntry = new int[slotOfEntry.length * 2];
        slots = new int[slots.length * 2];
        Arrays.fill(slots, EMPTY);
        for (int i = 0; i < size; i++) {
            int slot = slot(document(i));
            while (slots[slot] != EMPTY) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = i;
            slotOfEntry[i] = slot;
        }
    }

    /** Sets the sum of all documents outside a set to 0, so that {@link #best} excludes them. */
    void retain(DocumentSet permitted, IndexLookup lookup) {
        boolean[] retained = new boolean[size];
        Map<Integer, Integer> entryByDocument = new HashMap<>();
        int[] documents = new int[size];
        for (int i = 0; i < size; i++) {
            documents[i] = document(i);
            entryByDocument.put(document(i), i);
        }
        Arrays.sort(documents);
        lookup.forEachDocument(
                permitted,
                documents,
                size,
                document -> retained[entryByDocument.get(document)] = true);
        for (int i = 0; i < size; i++) {
            if (!retained[i]) {
                entries[i * FIELDS + SUM] = 0;
            }
        }
    }

    /**
     * Returns the documents with the highest sums above 0. If not all documents with equal sums
     * fit, those that were added last are returned.
     *
     * @param max the maximum number of documents
     * @return the documents, in ascending order
     */
    int[] best(int max) {
        Arrays.fill(histogram, 0);
        for (int i = 0; i < size; i++) {
            histogram[bucket(i)]++;
        }
        int bound = histogram.length - 1;
        int above = 0;
        while (bound > 0 && above + histogram[bound] < max) {
            above += histogram[bound--];
        }
        // The lowest bucket of the result may contain thousands of documents with nearly equal
        // sums. Only the best of them fit.
        int remaining = max - above;
        long[] atBound = new long[histogram[bound]];
        int countAtBound = 0;
        int[] best = new int[max];
        int n = 0;
        for (int i = size - 1; i >= 0; i--) {
            if (sum(i) > 0) {
                int bucket = bucket(i);
                if (bucket > bound) {
                    best[n++] = document(i);
                } else if (bucket == bound) {
                    atBound[countAtBound++] = (long) entries[i * FIELDS + SUM] << Integer.SIZE | i;
                }
            }
        }
        int selected = Math.min(remaining, countAtBound);
        moveLargestFirst(atBound, countAtBound, selected);
        for (int i = 0; i < selected; i++) {
            best[n++] = document((int) atBound[i]);
        }
        int[] documents = Arrays.copyOf(best, n);
        Arrays.sort(documents);
        return documents;
    }

    /**
     * Moves the largest values of an array to its beginning, in no particular order (quickselect).
     *
     * @param size the number of values, which are distinct
     * @param count the number of largest values
     */
    private static void moveLargestFirst(long[] values, int size, int count) {
        int from = 0;
        int to = size - 1;
        while (from < to) {
            long pivot = values[(from + to) >>> 1];
            int left = from;
            int right = to;
            while (left <= right) {
                while (values[left] > pivot) {
                    left++;
                }
                while (values[right] < pivot) {
                    right--;
                }
                if (left <= right) {
                    long swapped = values[left];
                    values[left++] = values[right];
                    values[right--] = swapped;
                }
            }
            if (count <= right) {
                to = right;
            } else if (count >= left) {
                from = left;
            } else {
                return;
            }
        }
    }

    /**
     * Returns the histogram bucket of an entry: the upper bits of its sum. The order of the buckets
     * is the order of the sums, because a sum is never negative.
     */
    private int bucket(int entry) {
        return entries[entry * FIELDS + SUM] >>> BUCKET_SHIFT;
    }
}
