package io.odonym.index.terms;

/**
 * A hash of words that can be had for a word one edit away without reading the word again.
 *
 * <p>The hash of a word is the polynomial of its bytes in an odd base, modulo 2^64, so that {@code
 * hash(a + b) = hash(a) × base^length(b) + hash(b)}: with the hashes of all beginnings of a word,
 * the hash of the word with a letter inserted, dropped, replaced or two swapped takes a handful of
 * multiplications (Karp and Rabin's rolling hash, 1987).
 */
public final class TermHash {

    /**
     * Odd, hence invertible modulo 2^64; its bits are those of the golden ratio (Knuth, volume 3,
     * 6.4).
     */
    private static final long BASE = 0x9E3779B97F4A7C15L;

    private static final long[] POWERS = new long[64];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * BASE;
        }
    }

    private TermHash() {}

    /** The hash of a word's beginning followed by one more byte. */
    public static long append(long beginning, int letter) {
        return beginning * BASE + letter + 1;
    }

    /** Spreads a hash over all bits: the high half of a table needs them (Stafford's mixer 13). */
    public static long spread(long hash) {
        long mixed = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** What the hash of a beginning is multiplied by where so many letters follow. */
    static long power(int exponent) {
        long power = POWERS[Math.min(exponent, POWERS.length - 1)];
        for (int i = POWERS.length; i <= exponent; i++) {
            power *= BASE;
        }
        return power;
    }
}
