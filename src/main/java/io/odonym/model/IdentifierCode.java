package io.odonym.model;

import java.util.Locale;

/**
 * Short codes of identifiers, which take less space in the index than the identifiers. Different
 * identifiers may have the same code.
 */
public final class IdentifierCode {

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final int CODE_BITS = 40;

    private IdentifierCode() {}

    /**
     * Returns the code of an identifier, regardless of case: the high 40 bits of the 64-bit FNV-1a
     * hash of its UTF-16 code units, in digits and lower-case letters.
     */
    public static String of(String identifier) {
        String folded = identifier.toLowerCase(Locale.ROOT);
        long hash = FNV_OFFSET;
        for (int i = 0; i < folded.length(); i++) {
            hash = (hash ^ folded.charAt(i)) * FNV_PRIME;
        }
        return Long.toString(hash >>> Long.SIZE - CODE_BITS, Character.MAX_RADIX);
    }
}
