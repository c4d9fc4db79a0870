package io.odonym.index.terms;

/**
 * Where the numbers of some tokens stand in a list: a hash table with open addressing, a quarter
 * full at most, since every word of a query asks, and most are not there. Immutable, for any number
 * of threads.
 */
public final class IntOrdinalMap {

    /** Given for a number that is not in the list. */
    public static final int NOT_FOUND = -1;

    /** A power of two. */
    private static final int SLOTS_A_NUMBER = 8;

    /** The golden ratio's fraction of 2^32, which spreads neighbours (Knuth, volume 3, 6.4). */
    private static final int SPREAD = 0x9E3779B9;

    private final int[] numbers;

    /** One more than a place, by the number's hash or behind it; 0 where there is none. */
    private final int[] slots;

    /**
     * Of a list.
     *
     * @param numbers without repetition; not copied
     */
    public IntOrdinalMap(int[] numbers) {
        this.numbers = numbers;
        this.slots = new int[Integer.highestOneBit(numbers.length + 1) * SLOTS_A_NUMBER];
        for (int i = 0; i < numbers.length; i++) {
            int slot = slot(numbers[i]);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i + 1;
        }
    }

    private int slot(int number) {
        return number * SPREAD >>> Integer.numberOfLeadingZeros(slots.length - 1);
    }

    /** The place of a number, from 0, or {@link #NOT_FOUND}. */
    public int get(int number) {
        int slot = slot(number);
        while (slots[slot] != 0 && numbers[slots[slot] - 1] != number) {
            slot = slot + 1 & slots.length - 1;
        }
        return slots[slot] - 1;
    }
}
