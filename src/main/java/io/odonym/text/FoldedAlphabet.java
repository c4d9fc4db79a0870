package io.odonym.text;

/**
 * Encodes the characters of folded text as codes from 0 to 63, so that a bigram is a number below
 * 4,096.
 *
 * <p>Folded text has exactly 64 different characters: the space, a to z, A to Z (a few symbols fold
 * to capitals), the digits and the underscore.
 */
public final class FoldedAlphabet {

    /** Number of codes. */
    public static final int COUNT = 64;

    /** Code of the space. */
    public static final byte SPACE = 0;

    private static final String ALPHABET =
            " abcdefghijklmnopqrstuvwxyz0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final byte[] CODES = new byte[128];

    static {
        for (int i = 0; i < ALPHABET.length(); i++) {
            CODES[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private FoldedAlphabet() {}

    /** Encodes a folded text. */
    public static byte[] codes(String folded) {
        byte[] codes = new byte[folded.length()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = CODES[folded.charAt(i) & 127];
        }
        return codes;
    }

    /** Decodes codes. */
    public static String text(byte[] codes, int start, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = ALPHABET.charAt(codes[start + i]);
        }
        return new String(text);
    }
}
