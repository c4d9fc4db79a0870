package io.odonym.improve;

import io.odonym.index.Letters;
import io.odonym.rank.HouseNumberWanted;
import io.odonym.text.TextAnalysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** The words met so far, each once. One thread at a time. */
final class Forms {

    /** Beyond so many words everything is forgotten: a word takes some 300 bytes. */
    private static final int MOST = 20_000;

    /** Words between the others, which say nothing of themselves. */
    private static final Set<String> SMALL =
            Set.of(
                    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les",
                    "lez", "sous", "sur", "un", "une", "dit");

    private final TextAnalysis text;
    private final Map<String, Form> byWord = new HashMap<>();
    private final Map<byte[], Form[]> cities = new IdentityHashMap<>();

    Forms(TextAnalysis text) {
        this.text = text;
    }

    /** Makes room before a query. */
    void startQuery() {
        if (byWord.size() > MOST) {
            byWord.clear();
            cities.clear();
        }
    }

    /** A word's form. */
    Form of(String word) {
        Form known = byWord.get(word);
        if (known == null) {
            String meaning = String.join("", text.meaning(word));
            String[] tokens = text.tokens(word).toArray(String[]::new);
            known =
                    new Form(
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
    HouseNumberWanted number(String written) {
        int digits = NumberPosition.digits(written);
        String word = text.houseNumberWord(written);
        char letter = word.length() > digits ? word.charAt(digits) : 0;
        return new HouseNumberWanted(
                Integer.parseInt(written.substring(0, digits)),
                letter,
                text.houseNumberKey(written));
    }

    /** The words of a city, whose letters are always the same array. */
    Form[] ofCity(byte[] letters) {
        return cities.computeIfAbsent(letters, codes -> of(codes, 0, codes.length));
    }

    /** The words of a name. */
    Form[] of(byte[] letters, int start, int length) {
        Form[] forms = new Form[8];
        int n = 0;
        int from = start;
        int end = start + length;
        for (int at = start; at <= end; at++) {
            if (at == end || letters[at] == Letters.SPACE) {
                if (at > from) {
                    if (n == forms.length) {
                        forms = Arrays.copyOf(forms, n * 2);
                    }
                    forms[n++] = of(Letters.text(letters, from, at - from));
                }
                from = at + 1;
            }
        }
        return Arrays.copyOf(forms, n);
    }
}
