package io.odonym.collect;

import java.util.Arrays;

/**
 * The candidates so far, in the order in which they came, each once.
 *
 * <p>A hash table of document numbers beside the list; reused from search to search by one thread
 * at a time.
 */
public final class Bucket {

    private static final int EMPTY = -1;

    private int[] documents = new int[256];
    private int[] table = new int[1024];
    private int size;

    /** An empty bucket. */
    public Bucket() {
        Arrays.fill(table, EMPTY);
    }

    /** How many candidates there are. */
    public int size() {
        return size;
    }

    /** The i-th candidate. */
    public int document(int i) {
        return documents[i];
    }

    /** Whether a candidate is there. */
    public boolean contains(int document) {
        int slot = slot(document);
        while (table[slot] != EMPTY) {
            if (table[slot] == document) {
                return true;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return false;
    }

    /** Takes everything out. */
    public void clear() {
        for (int i = 0; i < size; i++) {
            int slot = slot(documents[i]);
            while (table[slot] != EMPTY) {
                table[slot] = EMPTY;
                slot = (slot + 1) & (table.length - 1);
            }
        }
        size = 0;
    }

    /** Adds what is not yet there. */
    void addAll(int[] more) {
        for (int document : more) {
            add(document);
        }
    }

    /**
     * Adds a candidate, unless it is there.
     *
     * @return whether it was not
     */
    public boolean add(int document) {
        int slot = slot(document);
        while (table[slot] != EMPTY) {
            if (table[slot] == document) {
                return false;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = document;
        if (size == documents.length) {
            documents = Arrays.copyOf(documents, size * 2);
        }
        documents[size++] = document;
        if (size * 2 > table.length) {
            table = new int[table.length * 2];
            Arrays.fill(table, EMPTY);
            for (int i = 0; i < size; i++) {
                int at = slot(documents[i]);
                while (table[at] != EMPTY) {
                    at = (at + 1) & (table.length - 1);
                }
                table[at] = documents[i];
            }
        }
        return true;
    }

    private int slot(int document) {
        return (document * 0x9E3779B9 >>> 8) & (table.length - 1);
    }
}
