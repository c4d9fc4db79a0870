package io.odonym.index.terms;

import java.util.Arrays;

/**
 * Finds the terms of the index that are one typing error away from a given word, in the order in
 * which addok tries them.
 *
 * <p>addok 1.3.2 (fuzzy.py, make_fuzzy) generates about three hundred candidates per word and looks
 * up each of them: two adjacent letters swapped; a letter replaced by an adjacent key of a French
 * keyboard; a letter from a to z inserted at any position; a letter deleted, if the word has more
 * than three letters. Odonym instead computes the hash of each candidate from the hashes of the
 * prefixes and suffixes of the word (see {@link TermRollingHash}) and builds the text of a
 * candidate only if the dictionary contains its hash. The first pass tests all hashes against the
 * filter of the dictionary without branches, so that no branch is mispredicted and the memory reads
 * overlap. One candidate in ten passes the filter.
 *
 * <p>Not thread-safe.
 */
public final class FuzzyTerms {

    /**
     * addok's FUZZY_KEY_MAP: for each letter from a to z, the keys that a user may press by mistake
     * instead.
     */
    private static final String[] ADJACENT_KEYS = {
        "ezqop", "vghn", "xdfvio", "serfcx", "azsdryu", "drtgvc", "ftyhbv", "gyujnb", "ujko",
                "huikn", "jil", "kom", "lpu",
        "bhj", "iaklp", "oalm", "azsw", "edft", "qzedxw", "rfgy", "yehji", "cfgb", "qsx", "wsdc",
                "teghu", "aqse"
    };

    /**
     * The minimum length of a word for which candidates with a deleted letter are generated, as in
     * addok.
     */
    private static final int MIN_LENGTH_TO_DELETE = 4;

    /**
     * The maximum number of edits at one position of a word: an insertion of each letter, a
     * replacement by each adjacent key, a swap and a deletion.
     */
    private static final int MAX_EDITS_PER_POSITION =
            'z'
                    - 'a'
                    + 1
                    + Arrays.stream(ADJACENT_KEYS).mapToInt(String::length).max().orElseThrow()
                    + 2;

    private final TermDictionary dictionary;
    private final StringBuilder candidate = new StringBuilder();

    /** The hashes of the prefixes of the word, indexed by prefix length. */
    private long[] prefixHashes = {};

    /** The hashes of the suffixes of the word, indexed by start position. */
    private long[] suffixHashes = {};

    /**
     * The factors that prefix hashes are multiplied by before a suffix is appended, indexed by the
     * start position of the suffix.
     */
    private long[] suffixPowers = {};

    /** The hashes of the candidates that passed the filter. */
    private long[] hashes = {};

    /** The encoded edits of the candidates that passed the filter; see {@link EditType#encode}. */
    private int[] edits = {};

    /** The number of candidates that passed the filter. */
    private int candidateCount;

    private int[] found = new int[16];
    private int foundCount;

    /** The type of an edit. An edit consists of a type, a position in the word and a letter. */
    private enum EditType {
        SWAP,
        REPLACE,
        INSERT,
        DELETE;

        private static final EditType[] TYPES = values();
        private static final int BITS = 2;

        /** Packs an edit of this type into an integer. */
        int encode(int position, char letter) {
            return (position << Byte.SIZE | letter) << BITS | ordinal();
        }

        static EditType type(int edit) {
            return TYPES[edit & (1 << BITS) - 1];
        }

        static int position(int edit) {
            return edit >>> BITS + Byte.SIZE;
        }

        static char letter(int edit) {
            return (char) (edit >>> BITS & 0xFF);
        }
    }

    /** Creates an instance that looks up terms in the given dictionary. */
    public FuzzyTerms(TermDictionary dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * Returns the ordinals of the terms that are one typing error away from a word, without
     * duplicates, in the order in which addok tries them.
     *
     * @param word the word, in ASCII
     */
    public int[] find(String word) {
        int length = word.length();
        computeHashes(word);
        candidateCount = 0;
        for (int i = 0; i + 1 < length; i++) {
            long prefix = TermRollingHash.append(prefixHashes[i], word.charAt(i + 1));
            addIfPassing(
                    TermRollingHash.append(prefix, word.charAt(i)),
                    i + 2,
                    EditType.SWAP.encode(i, ' '));
        }
        for (int i = 0; i < length; i++) {
            int letter = word.charAt(i) - 'a';
            if (letter >= 0 && letter < ADJACENT_KEYS.length) {
                String keys = ADJACENT_KEYS[letter];
                for (int k = 0; k < keys.length(); k++) {
                    char key = keys.charAt(k);
                    addIfPassing(
                            TermRollingHash.append(prefixHashes[i], key),
                            i + 1,
                            EditType.REPLACE.encode(i, key));
                }
            }
        }
        for (char letter = 'a'; letter <= 'z'; letter++) {
            for (int i = 0; i <= length; i++) {
                addIfPassing(
                        TermRollingHash.append(prefixHashes[i], letter),
                        i,
                        EditType.INSERT.encode(i, letter));
            }
        }
        for (int i = 0; length >= MIN_LENGTH_TO_DELETE && i < length; i++) {
            addIfPassing(prefixHashes[i], i + 1, EditType.DELETE.encode(i, ' '));
        }
        foundCount = 0;
        for (int i = 0; i < candidateCount; i++) {
            if (dictionary.mightContain(hashes[i])) {
                buildCandidate(word, edits[i]);
                addFound(dictionary.findOrdinal(hashes[i], candidate));
            }
        }
        return Arrays.copyOf(found, foundCount);
    }

    private void computeHashes(String word) {
        int length = word.length();
        if (prefixHashes.length <= length) {
            int capacity = length + 1;
            prefixHashes = new long[capacity];
            suffixHashes = new long[capacity];
            suffixPowers = new long[capacity];
            hashes = new long[capacity * MAX_EDITS_PER_POSITION];
            edits = new int[capacity * MAX_EDITS_PER_POSITION];
        }
        prefixHashes[0] = 0;
        for (int i = 0; i < length; i++) {
            prefixHashes[i + 1] = TermRollingHash.append(prefixHashes[i], word.charAt(i));
        }
        for (int i = 0; i <= length; i++) {
            suffixPowers[i] = TermRollingHash.power(length - i);
            suffixHashes[i] = prefixHashes[length] - prefixHashes[i] * suffixPowers[i];
        }
    }

    /**
     * Adds a candidate if its hash passes the filter. The candidate consists of an edited prefix
     * and an unchanged suffix of the word.
     *
     * @param prefixHash the hash of the edited prefix
     * @param suffixStart the position in the word at which the suffix starts
     * @param edit the encoded edit
     */
    private void addIfPassing(long prefixHash, int suffixStart, int edit) {
        long hash = prefixHash * suffixPowers[suffixStart] + suffixHashes[suffixStart];
        hashes[candidateCount] = hash;
        edits[candidateCount] = edit;
        candidateCount += dictionary.filterBit(hash);
    }

    private void buildCandidate(String word, int edit) {
        int position = EditType.position(edit);
        candidate.setLength(0);
        candidate.append(word, 0, position);
        int suffixStart =
                switch (EditType.type(edit)) {
                    case SWAP -> {
                        candidate.append(word.charAt(position + 1)).append(word.charAt(position));
                        yield position + 2;
                    }
                    case REPLACE -> {
                        candidate.append(EditType.letter(edit));
                        yield position + 1;
                    }
                    case INSERT -> {
                        candidate.append(EditType.letter(edit));
                        yield position;
                    }
                    case DELETE -> position + 1;
                };
        candidate.append(word, suffixStart, word.length());
    }

    private void addFound(int ordinal) {
        if (ordinal == TermDictionary.ABSENT) {
            return;
        }
        for (int i = 0; i < foundCount; i++) {
            if (found[i] == ordinal) {
                return;
            }
        }
        if (foundCount == found.length) {
            found = Arrays.copyOf(found, foundCount * 2);
        }
        found[foundCount++] = ordinal;
    }
}
