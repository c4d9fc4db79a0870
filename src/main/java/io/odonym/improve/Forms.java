package io.odonym.improve;

import io.odonym.text.TextAnalysis;

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
            String sound = String.join("", text.tokens(word));
            known =
                    new Form(
                            word,
                            meaning,
                            sound,
                            Homophones.ear(sound),
                            SMALL.contains(word),
                            TextAnalysis.isStreetType(meaning));
            byWord.put(word, known);
        }
        return known;
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
            if (at == end || letters[at] == io.odonym.index.Letters.SPACE) {
                if (at > from) {
                    if (n == forms.length) {
                        forms = java.util.Arrays.copyOf(forms, n * 2);
                    }
                    forms[n++] = of(io.odonym.index.Letters.text(letters, from, at - from));
                }
                from = at + 1;
            }
        }
        return java.util.Arrays.copyOf(forms, n);
    }
}
