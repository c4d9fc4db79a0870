package io.odonym.improve.query;

import io.odonym.rank.RequestedHouseNumber;
import io.odonym.text.FoldedAlphabet;
import io.odonym.text.TextAnalysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Interns the {@link WordForm}s of queries and places. The cache is cleared when it exceeds its
 * maximum size. Not thread-safe.
 */
public final class WordFormCache {

    /** The approximate heap size of a cached word, in bytes, with its entries in both tables. */
    private static final int BYTES_PER_WORD = 320;

    /** The fraction of the heap that the caches of all threads may use: one eighth. */
    private static final int HEAP_DIVISOR = 8;

    private static final int MIN_CAPACITY = 5_000;
    private static final int MAX_CAPACITY = 80_000;

    /** The number of cached words above which the cache is cleared before the next query. */
    private static final int CAPACITY =
            (int)
                    Math.clamp(
                            Runtime.getRuntime().maxMemory()
                                    / HEAP_DIVISOR
                                    / Runtime.getRuntime().availableProcessors()
                                    / BYTES_PER_WORD,
                            MIN_CAPACITY,
                            MAX_CAPACITY);

    /**
     * The number of bits by which a hash is shifted right to obtain a slot number. The table has at
     * least four slots for each of the {@link #CAPACITY} words, because a single query may add
     * further words to a cache that is nearly full.
     */
    private static final int HASH_SHIFT = Integer.numberOfLeadingZeros(4 * CAPACITY);

    /** The golden ratio as a 32-bit fraction, for multiplicative hashing. */
    private static final int HASH_MULTIPLIER = 0x9E3779B9;

    private static final Set<String> STOP_WORDS =
            Set.of(
                    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les",
                    "lez", "sous", "sur", "un", "une", "dit");

    private final TextAnalysis text;
    private final Map<String, WordForm> byText = new HashMap<>();
    private final Map<byte[], WordForm[]> cities = new IdentityHashMap<>();

    /**
     * A hash table of the words, keyed by their letter codes. The table uses open addressing and is
     * at most half full.
     */
    private final WordForm[] byCodes = new WordForm[1 << (Integer.SIZE - HASH_SHIFT)];

    /** Creates an empty cache that derives the forms of words with the given text analysis. */
    public WordFormCache(TextAnalysis text) {
        this.text = text;
    }

    /** Clears the cache if it exceeds its capacity. Must be called before each query. */
    public void startQuery() {
        if (byText.size() > CAPACITY) {
            byText.clear();
            cities.clear();
            Arrays.fill(byCodes, null);
        }
    }

    /** Returns the form of a folded word. */
    public WordForm get(String word) {
        WordForm cached = byText.get(word);
        if (cached == null) {
            String meaning = String.join("", text.expand(word));
            String[] tokens = text.tokens(word).toArray(String[]::new);
            cached =
                    new WordForm(
                            word,
                            meaning,
                            tokens,
                            STOP_WORDS.contains(word),
                            TextAnalysis.isStreetType(meaning));
            byText.put(word, cached);
        }
        return cached;
    }

    /**
     * Returns the lookup key of a house number.
     *
     * @param number the folded number with its suffix, for example "12bis"; starts with a digit
     */
    public RequestedHouseNumber houseNumber(String number) {
        int digits = HouseNumberText.countLeadingDigits(number);
        String word = text.houseNumberWord(number);
        char letter = word.length() > digits ? word.charAt(digits) : 0;
        return new RequestedHouseNumber(
                Integer.parseInt(number.substring(0, digits)), letter, text.houseNumberKey(number));
    }

    /**
     * Returns the words of a city.
     *
     * @param codes the letter codes of the city; compared by identity, because the index always
     *     returns the same array for a city
     */
    public WordForm[] getCity(byte[] codes) {
        return cities.computeIfAbsent(codes, key -> get(key, 0, key.length));
    }

    /**
     * Returns the words of a name.
     *
     * @param codes an array that contains the letter codes of the name
     * @param start the offset of the name
     * @param length the length of the name
     */
    public WordForm[] get(byte[] codes, int start, int length) {
        int end = start + length;
        int count = 1;
        for (int i = start; i < end; i++) {
            count += codes[i] == FoldedAlphabet.SPACE ? 1 : 0;
        }
        WordForm[] words = new WordForm[count];
        int n = 0;
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || codes[i] == FoldedAlphabet.SPACE) {
                if (i > from) {
                    words[n++] = getWord(codes, from, i);
                }
                from = i + 1;
            }
        }
        return n == count ? words : Arrays.copyOf(words, n);
    }

    /**
     * Returns the form of a word, given its letter codes. A cached word is found without decoding
     * the letters to a string.
     *
     * @param codes an array that contains the letter codes of the word
     * @param start the offset of the word
     * @param end the offset after its last letter
     */
    public WordForm getWord(byte[] codes, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + codes[i];
        }
        int slot = hash * HASH_MULTIPLIER >>> HASH_SHIFT;
        while (byCodes[slot] != null) {
            if (byCodes[slot].hasCodes(codes, start, end)) {
                return byCodes[slot];
            }
            slot = (slot + 1) & (byCodes.length - 1);
        }
        WordForm word = get(FoldedAlphabet.text(codes, start, end - start));
        byCodes[slot] = word;
        return word;
    }
}
