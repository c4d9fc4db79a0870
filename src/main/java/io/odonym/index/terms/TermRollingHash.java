package io.odonym.index.terms;

/**
 * A polynomial hash of terms. The hash of a term that is one edit away from a given word can be
 * computed from the hashes of the prefixes and suffixes of the word.
 *
 * <p>The hash of a term is the polynomial of its bytes in an odd base, modulo 2^64, so that {@code
 * hash(a + b) = hash(a) × base^length(b) + hash(b)}. Inserting, deleting or replacing a letter, or
 * swapping two letters, therefore takes a few multiplications (the rolling hash of Karp and Rabin,
 * 1987).
 */
public final class TermRollingHash {

    /**
     * The base of the polynomial: 2^64 divided by the golden ratio (Knuth, volume 3, section 6.4).
     * The base is odd and therefore invertible modulo 2^64.
     */
    private static final long BASE = 0x9E3779B97F4A7C15L;

    private static final long[] POWERS = new long[64];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * BASE;
        }
    }

    private TermRollingHash() {}

    /**
     * Returns the hash of a prefix extended by one letter.
     *
     * @param prefixHash the hash of the prefix; 0 for the empty prefix
     * @param letter the letter that follows the prefix
     */
    public static long append(long prefixHash, int letter) {
        return prefixHash * BASE + letter + 1;
    }

    /**
     * Mixes a hash so that every bit of the result depends on every bit of the hash. Hash tables
     * and filters use the mixed hash (variant 13 of Stafford's mixers).
     */
    public static long spread(long hash) {
        long mixed = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /**
     * Returns the factor that a prefix hash is multiplied by when a suffix of the given length is
     * appended: a power of the base.
     */
    static long power(int suffixLength) {
        long power = POWERS[Math.min(suffixLength, POWERS.length - 1)];
        for (int i = POWERS.length; i <= suffixLength; i++) {
            power *= BASE;
        }
        return power;
    }
}
