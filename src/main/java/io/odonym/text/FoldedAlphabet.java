package io.odonym.text;

/**
 * Folded text as numbers from 0 to 63, so that two letters make a number below 4,096.
 *
 * <p>Folded text has exactly 64 letters: the space, a to z, A to Z (a few symbols fold to
 * capitals), the digits and the underscore.
 */
public final class FoldedAlphabet {

    /** How many letters there are. */
    public static final int COUNT = 64;

    /** The code of the space between words. */
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

    /** The codes of a folded text. */
    public static byte[] codes(String folded) {
        byte[] codes = new byte[folded.length()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = CODES[folded.charAt(i) & 127];
        }
        return codes;
    }

    /** The text behind codes. */
    public static String text(byte[] codes, int start, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = ALPHABET.charAt(codes[start + i]);
        }
        return new String(text);
    }
}
