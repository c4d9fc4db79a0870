package io.odonym.index.terms;

import java.util.Arrays;

/**
 * The indexed words that one typing error turns into a given word, in the order in which addok
 * tries them.
 *
 * <p>addok 1.3.2 (fuzzy.py, make_fuzzy) writes out some three hundred neighbours of a word and asks
 * for each: two letters swapped; a letter replaced by one beside it on a French keyboard; a letter
 * put in (a to z, at every place); a letter left out, in words of more than three. Here each
 * neighbour's hash comes from those of the word's beginnings and ends ({@link TermHash}). First all
 * hashes go through the dictionary's filter without a branch, so that the processor need not guess
 * and reads of memory do not wait for one another; of the tenth that passes, those that the
 * dictionary holds are written out.
 *
 * <p>One thread at a time.
 */
public final class FuzzyTerms {

    /** addok's FUZZY_KEY_MAP: for a to z, the letters it is mistaken for. */
    private static final String[] KEYBOARD = {
        "ezqop", "vghn", "xdfvio", "serfcx", "azsdryu", "drtgvc", "ftyhbv", "gyujnb", "ujko",
                "huikn", "jil", "kom", "lpu",
        "bhj", "iaklp", "oalm", "azsw", "edft", "qzedxw", "rfgy", "yehji", "cfgb", "qsx", "wsdc",
                "teghu", "aqse"
    };

    /** Words from this length on may have a letter too many. */
    private static final int SHORTEST_WITH_EXTRA_LETTER = 4;

    /**
     * At most so many edits of a word begin at one of its letters or at its end: an insertion of
     * each letter, a replacement by each key beside it, a swap and a deletion.
     */
    private static final int EDITS_A_LETTER =
            'z'
                    - 'a'
                    + 1
                    + Arrays.stream(KEYBOARD).mapToInt(String::length).max().orElseThrow()
                    + 2;

    private final TermDictionary dictionary;
    private final StringBuilder neighbour = new StringBuilder();

    /** The hashes of the word's beginnings of so many letters, and of its ends from there on. */
    private long[] beginnings = {};

    private long[] ends = {};

    /** What the end from there on multiplies a beginning's hash by. */
    private long[] powers = {};

    /** The neighbours that passed the filter: their hashes, and what makes them of the word. */
    private long[] hashes = {};

    private int[] edits = {};
    private int passed;

    private int[] found = new int[16];
    private int size;

    /** What is done to a word at one of its letters. */
    private enum Kind {
        SWAP,
        REPLACE,
        INSERT,
        DELETE;

        private static final Kind[] ALL = values();
        private static final int BITS = 2;

        /** With the place and the letter, in one number. */
        int at(int place, char letter) {
            return (place << Byte.SIZE | letter) << BITS | ordinal();
        }

        static Kind of(int edit) {
            return ALL[edit & (1 << BITS) - 1];
        }

        static int place(int edit) {
            return edit >>> BITS + Byte.SIZE;
        }

        static char letter(int edit) {
            return (char) (edit >>> BITS & 0xFF);
        }
    }

    /** Over a dictionary. */
    public FuzzyTerms(TermDictionary dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * The numbers of the indexed words that are one error away from a word, without repetition, in
     * addok's order of trial.
     *
     * @param word a token, in ASCII
     */
    public int[] find(String word) {
        int length = word.length();
        hash(word);
        passed = 0;
        for (int i = 0; i + 1 < length; i++) {
            long start = TermHash.append(beginnings[i], word.charAt(i + 1));
            consider(TermHash.append(start, word.charAt(i)), i + 2, Kind.SWAP.at(i, ' '));
        }
        for (int i = 0; i < length; i++) {
            int letter = word.charAt(i) - 'a';
            if (letter >= 0 && letter < KEYBOARD.length) {
                String keys = KEYBOARD[letter];
                for (int k = 0; k < keys.length(); k++) {
                    char key = keys.charAt(k);
                    consider(TermHash.append(beginnings[i], key), i + 1, Kind.REPLACE.at(i, key));
                }
            }
        }
        for (char letter = 'a'; letter <= 'z'; letter++) {
            for (int i = 0; i <= length; i++) {
                consider(TermHash.append(beginnings[i], letter), i, Kind.INSERT.at(i, letter));
            }
        }
        for (int i = 0; length >= SHORTEST_WITH_EXTRA_LETTER && i < length; i++) {
            consider(beginnings[i], i + 1, Kind.DELETE.at(i, ' '));
        }
        size = 0;
        for (int i = 0; i < passed; i++) {
            if (dictionary.mightContain(hashes[i])) {
                write(word, edits[i]);
                add(dictionary.findOrdinal(hashes[i], neighbour));
            }
        }
        return Arrays.copyOf(found, size);
    }

    private void hash(String word) {
        int length = word.length();
        if (beginnings.length <= length) {
            int capacity = length + 1;
            beginnings = new long[capacity];
            ends = new long[capacity];
            powers = new long[capacity];
            hashes = new long[capacity * EDITS_A_LETTER];
            edits = new int[capacity * EDITS_A_LETTER];
        }
        beginnings[0] = 0;
        for (int i = 0; i < length; i++) {
            beginnings[i + 1] = TermHash.append(beginnings[i], word.charAt(i));
        }
        for (int i = 0; i <= length; i++) {
            powers[i] = TermHash.power(length - i);
            ends[i] = beginnings[length] - beginnings[i] * powers[i];
        }
    }

    /** Keeps an edit if a beginning with that hash and the word's end from a letter on pass. */
    private void consider(long start, int from, int edit) {
        long hash = start * powers[from] + ends[from];
        hashes[passed] = hash;
        edits[passed] = edit;
        passed += dictionary.filterBit(hash);
    }

    private void write(String word, int edit) {
        int place = Kind.place(edit);
        neighbour.setLength(0);
        neighbour.append(word, 0, place);
        int rest =
                switch (Kind.of(edit)) {
                    case SWAP -> {
                        neighbour.append(word.charAt(place + 1)).append(word.charAt(place));
                        yield place + 2;
                    }
                    case REPLACE -> {
                        neighbour.append(Kind.letter(edit));
                        yield place + 1;
                    }
                    case INSERT -> {
                        neighbour.append(Kind.letter(edit));
                        yield place;
                    }
                    case DELETE -> place + 1;
                };
        neighbour.append(word, rest, word.length());
    }

    private void add(int number) {
        if (number == TermDictionary.ABSENT) {
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
