package io.odonym.improve.query;

import io.odonym.text.NumberWords;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive words that represent a number.
 *
 * @param first the index of the first word
 * @param wordCount the number of words
 * @param value the number, as defined by {@link NumberWords#value}
 */
public record NumberPhrase(int first, int wordCount, int value) {

    /** Returns the positions of the words as a {@link TermMask}. */
    public long mask() {
        return TermMask.range(first, first + wordCount);
    }

    /**
     * Returns whether the number can be written with a different number of words: it has several
     * words here, or its French spelling has several words.
     */
    public boolean isCompound() {
        return wordCount > 1 || NumberWords.words(value % NumberWords.ORDINAL_OFFSET).size() > 1;
    }

    /** Finds the numbers in a list of words, from left to right and without overlaps. */
    public static List<NumberPhrase> find(List<WordForm> words) {
        List<NumberPhrase> phrases = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            int value = words.get(at).numberValue();
            if (value == NumberWords.NOT_A_NUMBER) {
                at++;
                continue;
            }
            NumberPhrase phrase = parse(words, at, value);
            phrases.add(phrase);
            at += phrase.wordCount();
        }
        return phrases;
    }

    private static NumberPhrase parse(List<WordForm> words, int at, int value) {
        if (!words.get(at).startsWithDigit()) {
            NumberWords.Compound compound =
                    NumberWords.parseCompound(
                            words.subList(at, words.size()).stream().map(WordForm::text).toList());
            if (compound.wordCount() > 1) {
                return new NumberPhrase(at, compound.wordCount(), compound.value());
            }
        }
        return new NumberPhrase(at, 1, value);
    }
}
