package io.odonym.collect;

import java.util.Arrays;

/**
 * The set of candidate documents of a search, in insertion order (addok's "bucket").
 *
 * <p>Implemented as a list of document numbers and an open-addressing hash table. {@link #clear}
 * keeps the arrays, so that one thread can reuse a bucket for many searches. Not thread-safe.
 */
public final class Bucket {

    private static final int EMPTY = -1;
    private static final int INITIAL_CAPACITY = 256;
    private static final int INITIAL_TABLE_SIZE = 4 * INITIAL_CAPACITY;

    /** The multiplier for Fibonacci hashing: 2^32 divided by the golden ratio. */
    private static final int HASH_MULTIPLIER = 0x9E3779B9;

    private int[] documents = new int[INITIAL_CAPACITY];

    /** The hash table of document numbers. Its length is a power of two. */
    private int[] table = new int[INITIAL_TABLE_SIZE];

    private int size;

    /** Creates an empty bucket. */
    public Bucket() {
        Arrays.fill(table, EMPTY);
    }

    /** Returns the number of candidates. */
    public int size() {
        return size;
    }

    /**
     * Returns the document number of a candidate.
     *
     * @param i the candidate's position in insertion order, from 0
     */
    public int document(int i) {
        return documents[i];
    }

    /** Returns whether the bucket contains a document. */
    public boolean contains(int document) {
        return table[findSlot(document)] == document;
    }

    /** Removes all candidates. */
    public void clear() {
        for (int i = 0; i < size; i++) {
            int slot = hash(documents[i]);
            while (table[slot] != EMPTY) {
                table[slot] = EMPTY;
                slot = next(slot);
            }
        }
        size = 0;
    }

    /** Adds the documents that the bucket does not contain yet. */
    void addAll(int[] added) {
        for (int document : added) {
            add(document);
        }
    }

    /**
     * Adds a document unless the bucket contains it already.
     *
     * @return whether the document was added
     */
    public boolean add(int document) {
        int slot = findSlot(document);
        if (table[slot] == document) {
            return false;
        }
        table[slot] = document;
        if (size == documents.length) {
            documents = Arrays.copyOf(documents, size * 2);
        }
        documents[size++] = document;
        if (size * 2 > table.length) {
            rehash();
        }
        return true;
    }

    private void rehash() {
        table = new int[table.length * 2];
        Arrays.fill(table, EMPTY);
        for (int i = 0; i < size; i++) {
            table[findSlot(documents[i])] = documents[i];
        }
    }

    /**
     * Returns the slot of a document in the hash table, or the empty slot where it can be inserted.
     */
    private int findSlot(int document) {
        int slot = hash(document);
        while (table[slot] != EMPTY && table[slot] != document) {
            slot = next(slot);
        }
        return slot;
    }

    private int hash(int document) {
        return (document * HASH_MULTIPLIER >>> 8) & (table.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (table.length - 1);
    }
}
