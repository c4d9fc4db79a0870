package io.odonym.text;

import net.gcardone.junidecode.Junidecode;

import java.util.Arrays;
import java.util.Locale;

/**
 * Folds text to ASCII with the tables of Unidecode 1.4, the Python library that addok uses.
 *
 * <p>The table for the basic multilingual plane comes from junidecode, a Java port of Unidecode.
 * {@code folding.txt} lists the characters that Unidecode 1.4 folds differently. Supplementary
 * characters are dropped unless they are in this file.
 */
public final class AsciiFolding {

    private static final String DIFFERENCES = "folding.txt";

    /**
     * The replacement that junidecode uses for unknown characters. Unidecode drops these
     * characters.
     */
    private static final String UNKNOWN = "[?]";

    private static final int BASIC_PLANE = 0x10000;
    private static final int ASCII = 0x80;
    private static final Table TABLE = Table.read();

    private AsciiFolding() {}

    /** Transliterates a text to ASCII. Characters without a transliteration are dropped. */
    public static String unidecode(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) < ASCII) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder folded = new StringBuilder(text.length() + 8).append(text, 0, at);
        while (at < text.length()) {
            int character = text.codePointAt(at);
            TABLE.append(character, folded);
            at += Character.charCount(character);
        }
        return folded.toString();
    }

    /** Converts a text to lower case without locale-specific rules, as in Python. */
    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * Folds a text for comparisons. The result consists of lower-case ASCII words of letters,
     * digits and underscores, separated by single spaces (addok 1.3.2, helpers/text.ascii and
     * alphanumerize).
     */
    public static String fold(String text) {
        if (isFolded(text)) {
            return text;
        }
        String ascii = unidecode(lower(text));
        StringBuilder folded = new StringBuilder(ascii.length());
        boolean gap = false;
        for (int i = 0; i < ascii.length(); i++) {
            char letter = ascii.charAt(i);
            if (!isWord(letter)) {
                gap = true;
            } else {
                if (gap && !folded.isEmpty()) {
                    folded.append(' ');
                }
                gap = false;
                folded.append(letter);
            }
        }
        return folded.toString();
    }

    private static boolean isFolded(String text) {
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean lower =
                    letter >= 'a' && letter <= 'z'
                            || letter >= '0' && letter <= '9'
                            || letter == '_';
            if (!lower && (letter != ' ' || space)) {
                return false;
            }
            space = letter == ' ';
        }
        return !space;
    }

    /** Returns whether an ASCII character is a letter, a digit or an underscore. */
    static boolean isWord(char letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9'
                || letter == '_';
    }

    /**
     * The transliterations: an array for the basic multilingual plane, and sorted arrays for
     * supplementary characters.
     */
    private record Table(String[] basic, int[] supplementary, String[] supplementaryFolded) {

        void append(int character, StringBuilder out) {
            if (character < ASCII) {
                out.append((char) character);
            } else if (character < BASIC_PLANE) {
                out.append(basic[character]);
            } else {
                int at = Arrays.binarySearch(supplementary, character);
                if (at >= 0) {
                    out.append(supplementaryFolded[at]);
                }
            }
        }

        static Table read() {
            String[] basic = new String[BASIC_PLANE];
            for (int character = 0; character < BASIC_PLANE; character++) {
                boolean isSurrogate =
                        character >= Character.MIN_SURROGATE
                                && character <= Character.MAX_SURROGATE;
                String folded =
                        isSurrogate ? "" : Junidecode.unidecode(String.valueOf((char) character));
                basic[character] = folded.equals(UNKNOWN) ? "" : folded;
            }
            int[] supplementary = new int[0x2000];
            String[] supplementaryFolded = new String[supplementary.length];
            int n = 0;
            for (String line : TextResources.lines(DIFFERENCES)) {
                String[] cells = line.split("\t", -1);
                String[] range = cells[0].split("-");
                int from = Integer.parseInt(range[0], 16);
                int to = range.length > 1 ? Integer.parseInt(range[1], 16) : from;
                // "each" maps each character of the range to one letter of the replacement.
                boolean each = cells.length > 2 && cells[2].equals("each");
                for (int character = from; character <= to; character++) {
                    String folded =
                            each
                                    ? cells[1].substring(character - from, character - from + 1)
                                    : cells[1];
                    if (character < BASIC_PLANE) {
                        basic[character] = folded;
                    } else {
                        supplementary[n] = character;
                        supplementaryFolded[n++] = folded;
                    }
                }
            }
            return new Table(
                    basic, Arrays.copyOf(supplementary, n), Arrays.copyOf(supplementaryFolded, n));
        }
    }
}
