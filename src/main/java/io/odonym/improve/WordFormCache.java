package io.odonym.improve;

import io.odonym.rank.RequestedHouseNumber;
import io.odonym.text.FoldedAlphabet;
import io.odonym.text.TextAnalysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** The words met so far, each once. One thread at a time. */
final class WordFormCache {

    /** About what a word takes: itself, its texts, its costs, its places in both tables. */
    private static final int BYTES_OF_A_WORD = 320;

    /** The words of all threads take no more than this part of the heap. */
    private static final int PART_OF_THE_HEAP = 8;

    /**
     * Beyond so many words everything is forgotten. With 78,000 improved searches of france-real
     * had 1.22 times the throughput that they had with 20,000 (paired, 2026-11-28).
     */
    private static final int MOST =
            (int)
                    Math.clamp(
                            Runtime.getRuntime().maxMemory()
                                    / PART_OF_THE_HEAP
                                    / Runtime.getRuntime().availableProcessors()
                                    / BYTES_OF_A_WORD,
                            5_000,
                            80_000);

    /** Four times as many places as words at least; one query's may go beyond the bound. */
    private static final int HASH_SHIFT = Integer.numberOfLeadingZeros(4 * MOST);

    /** Words between the others, which say nothing of themselves. */
    private static final Set<String> SMALL =
            Set.of(
                    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les",
                    "lez", "sous", "sur", "un", "une", "dit");

    private final TextAnalysis text;
    private final Map<String, WordForm> byWord = new HashMap<>();
    private final Map<byte[], WordForm[]> cities = new IdentityHashMap<>();

    /** The same forms by the letters of their words: open addressing, half empty at least. */
    private final WordForm[] byLetters = new WordForm[1 << (Integer.SIZE - HASH_SHIFT)];

    WordFormCache(TextAnalysis text) {
        this.text = text;
    }

    /** Makes room before a query. */
    void startQuery() {
        if (byWord.size() > MOST) {
            byWord.clear();
            cities.clear();
            Arrays.fill(byLetters, null);
        }
    }

    /** A word's form. */
    WordForm of(String word) {
        WordForm known = byWord.get(word);
        if (known == null) {
            String meaning = String.join("", text.meaning(word));
            String[] tokens = text.tokens(word).toArray(String[]::new);
            known =
                    new WordForm(
                            word,
                            meaning,
                            tokens,
                            SMALL.contains(word),
                            TextAnalysis.isStreetType(meaning));
            byWord.put(word, known);
        }
        return known;
    }

    /** What a house number is looked up by. */
    RequestedHouseNumber number(String written) {
        int digits = HouseNumberPositionRule.digits(written);
        String word = text.houseNumberWord(written);
        char letter = word.length() > digits ? word.charAt(digits) : 0;
        return new RequestedHouseNumber(
                Integer.parseInt(written.substring(0, digits)),
                letter,
                text.houseNumberKey(written));
    }

    /** The words of a city, whose letters are always the same array. */
    WordForm[] ofCity(byte[] letters) {
        return cities.computeIfAbsent(letters, codes -> of(codes, 0, codes.length));
    }

    /** The words of a name. */
    WordForm[] of(byte[] letters, int start, int length) {
        int end = start + length;
        int count = 1;
        for (int at = start; at < end; at++) {
            count += letters[at] == FoldedAlphabet.SPACE ? 1 : 0;
        }
        WordForm[] forms = new WordForm[count];
        int n = 0;
        int from = start;
        for (int at = start; at <= end; at++) {
            if (at == end || letters[at] == FoldedAlphabet.SPACE) {
                if (at > from) {
                    forms[n++] = word(letters, from, at);
                }
                from = at + 1;
            }
        }
        return n == count ? forms : Arrays.copyOf(forms, n);
    }

    /** The form of a word by its letters, without a text where it has been met. */
    WordForm word(byte[] letters, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + letters[i];
        }
        int slot = hash * 0x9E3779B9 >>> HASH_SHIFT;
        while (byLetters[slot] != null) {
            if (byLetters[slot].is(letters, start, end)) {
                return byLetters[slot];
            }
            slot = (slot + 1) & (byLetters.length - 1);
        }
        WordForm form = of(FoldedAlphabet.text(letters, start, end - start));
        byLetters[slot] = form;
        return form;
    }
}
