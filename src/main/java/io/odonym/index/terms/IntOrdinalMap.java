package io.odonym.index.terms;

/**
 * Maps each integer of a list to its position in the list. Immutable and thread-safe.
 *
 * <p>The map is a hash table with open addressing and linear probing. At most a quarter of its
 * slots are occupied, because most lookups are for absent keys: every term of every query is looked
 * up, but few terms are in the list.
 */
public final class IntOrdinalMap {

    /** The result of {@link #get} for an absent key. */
    public static final int NOT_FOUND = -1;

    /** The number of slots per key. The key count is first rounded down to a power of two. */
    private static final int SLOTS_PER_KEY = 8;

    /**
     * The multiplier for Fibonacci hashing: 2^32 divided by the golden ratio (Knuth, volume 3,
     * section 6.4).
     */
    private static final int FIBONACCI_MULTIPLIER = 0x9E3779B9;

    private final int[] keys;

    /** The hash table: one plus the position of a key, or 0 if the slot is empty. */
    private final int[] slots;

    /**
     * Creates a map from the elements of a list to their positions in the list.
     *
     * @param keys the list, without duplicates; the array is not copied
     */
    public IntOrdinalMap(int[] keys) {
        this.keys = keys;
        this.slots = new int[Integer.highestOneBit(keys.length + 1) * SLOTS_PER_KEY];
        for (int i = 0; i < keys.length; i++) {
            int slot = slot(keys[i]);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i + 1;
        }
    }

    private int slot(int key) {
        return key * FIBONACCI_MULTIPLIER >>> Integer.numberOfLeadingZeros(slots.length - 1);
    }

    /** Returns the position of a key in the list, or {@link #NOT_FOUND}. */
    public int get(int key) {
        int slot = slot(key);
        while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
            slot = slot + 1 & slots.length - 1;
        }
        return slots[slot] - 1;
    }
}
