package io.odonym.index;

import java.util.Arrays;

/**
 * The indexed words that one typing error turns into a given word, in the order in which addok
 * tries them.
 *
 * <p>addok 1.3.2 (fuzzy.py, make_fuzzy) writes out some three hundred neighbours of a word and asks
 * for each: two letters swapped; a letter replaced by one beside it on a French keyboard; a letter
 * put in (a to z, at every place); a letter left out, in words of more than three. Here each
 * neighbour's hash comes from those of the word's beginnings ({@link TermHash}), and only a
 * neighbour whose hash the dictionary holds is written out.
 *
 * <p>One thread at a time.
 */
public final class Neighbours {

    /** addok's FUZZY_KEY_MAP: for a to z, the letters it is mistaken for. */
    private static final String[] KEYBOARD = {
        "ezqop", "vghn", "xdfvio", "serfcx", "azsdryu", "drtgvc", "ftyhbv", "gyujnb", "ujko",
                "huikn", "jil", "kom", "lpu",
        "bhj", "iaklp", "oalm", "azsw", "edft", "qzedxw", "rfgy", "yehji", "cfgb", "qsx", "wsdc",
                "teghu", "aqse"
    };

    /** Words from this length on may have a letter too many. */
    private static final int SHORTEST_WITH_EXTRA_LETTER = 4;

    private final Dictionary dictionary;
    private final StringBuilder neighbour = new StringBuilder();
    private long[] beginnings = new long[32];
    private int[] found = new int[16];
    private int size;

    /** Over a dictionary. */
    public Neighbours(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * The numbers of the indexed words that are one error away from a word, without repetition, in
     * addok's order of trial.
     *
     * @param word a token, in ASCII
     */
    public int[] of(String word) {
        size = 0;
        int length = word.length();
        if (beginnings.length <= length) {
            beginnings = new long[length * 2];
        }
        for (int i = 0; i < length; i++) {
            beginnings[i + 1] = TermHash.append(beginnings[i], word.charAt(i));
        }
        for (int i = 0; i + 1 < length; i++) {
            long start =
                    TermHash.append(
                            TermHash.append(beginnings[i], word.charAt(i + 1)), word.charAt(i));
            if (dictionary.mayHold(
                    TermHash.concatenate(start, end(i + 2, length), length - i - 2))) {
                edited(word, i, "" + word.charAt(i + 1) + word.charAt(i), i + 2);
            }
        }
        for (int i = 0; i < length; i++) {
            int letter = word.charAt(i) - 'a';
            if (letter >= 0 && letter < KEYBOARD.length) {
                String keys = KEYBOARD[letter];
                for (int k = 0; k < keys.length(); k++) {
                    tryLetter(word, i, keys.charAt(k), i + 1);
                }
            }
        }
        for (char letter = 'a'; letter <= 'z'; letter++) {
            for (int i = 0; i <= length; i++) {
                tryLetter(word, i, letter, i);
            }
        }
        for (int i = 0; length >= SHORTEST_WITH_EXTRA_LETTER && i < length; i++) {
            if (dictionary.mayHold(
                    TermHash.concatenate(beginnings[i], end(i + 1, length), length - i - 1))) {
                edited(word, i, "", i + 1);
            }
        }
        return Arrays.copyOf(found, size);
    }

    /** The word with one letter where those from {@code from} to {@code to} were. */
    private void tryLetter(String word, int from, char letter, int to) {
        long start = TermHash.append(beginnings[from], letter);
        int rest = word.length() - to;
        if (dictionary.mayHold(TermHash.concatenate(start, end(to, word.length()), rest))) {
            edited(word, from, String.valueOf(letter), to);
        }
    }

    private long end(int from, int length) {
        return TermHash.end(beginnings[length], beginnings[from], length - from);
    }

    private void edited(String word, int from, String middle, int to) {
        neighbour.setLength(0);
        neighbour.append(word, 0, from).append(middle).append(word, to, word.length());
        long hash = 0;
        for (int i = 0; i < neighbour.length(); i++) {
            hash = TermHash.append(hash, neighbour.charAt(i));
        }
        int number = dictionary.find(hash, neighbour);
        if (number == Dictionary.ABSENT) {
            return;
        }
        for (int i = 0; i < size; i++) {
            if (found[i] == number) {
                return;
            }
        }
        if (size == found.length) {
            found = Arrays.copyOf(found, size * 2);
        }
        found[size++] = number;
    }
}
