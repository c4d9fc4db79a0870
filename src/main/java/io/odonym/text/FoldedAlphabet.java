package io.odonym.text;

/**
 * Encodes each character of folded text as a code from 0 to 63. A bigram is thus a number below
 * 4,096.
 *
 * <p>Folded text consists of 64 different characters: the space, the letters a to z and A to Z, the
 * digits and the underscore. Capital letters occur because a few symbols are folded to them.
 */
public final class FoldedAlphabet {

    /** The number of codes. */
    public static final int COUNT = 64;

    /** The code of the space character. */
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

    /** Converts folded text to codes. */
    public static byte[] codes(String folded) {
        byte[] codes = new byte[folded.length()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = CODES[folded.charAt(i) & 127];
        }
        return codes;
    }

    /** Converts codes to folded text. */
    public static String text(byte[] codes, int start, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = ALPHABET.charAt(codes[start + i]);
        }
        return new String(text);
    }
}
