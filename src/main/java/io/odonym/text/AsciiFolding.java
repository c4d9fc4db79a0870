package io.odonym.text;

import net.gcardone.junidecode.Junidecode;

import java.util.Arrays;
import java.util.Locale;

/**
 * Any text in ASCII, as Unidecode 1.4 (Python) writes it, which is what addok folds with.
 *
 * <p>The table of the basic plane is read once out of junidecode, a port of the same tables; where
 * Unidecode 1.4 differs, {@code folding.txt} says so. Characters beyond the basic plane are dropped
 * but for the few of that file.
 */
public final class AsciiFolding {

    private static final String DIFFERENCES = "folding.txt";

    /** What junidecode writes for a character that it does not know; Unidecode writes nothing. */
    private static final String UNKNOWN = "[?]";

    private static final int BASIC_PLANE = 0x10000;
    private static final int ASCII = 0x80;
    private static final Table TABLE = Table.read();

    private AsciiFolding() {}

    /** The characters of a text in ASCII; those without a counterpart are dropped. */
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

    /** Lower case as Python has it, which knows no exceptions by language. */
    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * A text as labels are compared: lower case, ASCII, letters, digits and underscores with single
     * spaces between (addok 1.3.2, helpers/text.ascii and alphanumerize).
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

    /** Whether an ASCII character belongs to a word. */
    static boolean isWord(char letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9'
                || letter == '_';
    }

    /** What becomes of each character: of the basic plane by index, of the others by search. */
    private record Table(String[] basic, int[] beyond, String[] beyondFolded) {

        void append(int character, StringBuilder out) {
            if (character < ASCII) {
                out.append((char) character);
            } else if (character < BASIC_PLANE) {
                out.append(basic[character]);
            } else {
                int at = Arrays.binarySearch(beyond, character);
                if (at >= 0) {
                    out.append(beyondFolded[at]);
                }
            }
        }

        static Table read() {
            String[] basic = new String[BASIC_PLANE];
            for (int character = 0; character < BASIC_PLANE; character++) {
                boolean half =
                        character >= Character.MIN_SURROGATE
                                && character <= Character.MAX_SURROGATE;
                String folded = half ? "" : Junidecode.unidecode(String.valueOf((char) character));
                basic[character] = folded.equals(UNKNOWN) ? "" : folded;
            }
            int[] beyond = new int[0x2000];
            String[] beyondFolded = new String[beyond.length];
            int n = 0;
            for (String line : TextResources.lines(DIFFERENCES)) {
                String[] cells = line.split("\t", -1);
                String[] range = cells[0].split("-");
                int from = Integer.parseInt(range[0], 16);
                int to = range.length > 1 ? Integer.parseInt(range[1], 16) : from;
                // "abc…" with a range means one letter after another.
                boolean each = cells.length > 2 && cells[2].equals("each");
                for (int character = from; character <= to; character++) {
                    String folded =
                            each
                                    ? cells[1].substring(character - from, character - from + 1)
                                    : cells[1];
                    if (character < BASIC_PLANE) {
                        basic[character] = folded;
                    } else {
                        beyond[n] = character;
                        beyondFolded[n++] = folded;
                    }
                }
            }
            return new Table(basic, Arrays.copyOf(beyond, n), Arrays.copyOf(beyondFolded, n));
        }
    }
}
