package io.odonym.improve;

import io.odonym.text.FoldedAlphabet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Beginnings of words of the index, "rep" for "republique" and "j" for "jean", beyond the synonyms.
 */
final class AbbreviationRule implements Improvement {

    private static final int SHORTEST_LOOKED_UP = 3;
    private static final int MOST = 12;
    private static final double LONG = 0.7;
    private static final double TWO_LETTERS = 0.65;
    private static final double WORD = 1.4;
    private static final double INITIAL = 0.6;

    private record Longer(String word, int documents) {}

    @Override
    public String name() {
        return "abbreviations";
    }

    /**
     * What it costs to take so many letters for the beginning of a word.
     *
     * @param word whether they are a word of the index themselves
     */
    static double cost(int letters, boolean word) {
        return letters == 1
                ? INITIAL
                : letters == 2 ? TWO_LETTERS : word && letters > SHORTEST_LOOKED_UP ? WORD : LONG;
    }

    @Override
    public void read(RelaxedQuery attempt) {
        for (int i = 0; i < attempt.size(); i++) {
            String raw = attempt.word(i).raw;
            if (!attempt.isPlainWord(i)
                    || raw.length() < SHORTEST_LOOKED_UP
                    || attempt.word(i).small
                    || attempt.word(i).type
                    || i < attempt.before()) {
                continue;
            }
            List<Longer> longer = new ArrayList<>();
            attempt.trie()
                    .findExtensions(
                            raw,
                            (word, length, documents, _) ->
                                    longer.add(
                                            new Longer(
                                                    FoldedAlphabet.text(word, 0, length),
                                                    documents)));
            longer.sort(Comparator.comparingInt(Longer::documents).reversed());
            for (Longer each : longer.subList(0, Math.min(MOST, longer.size()))) {
                attempt.add(
                        1L << i,
                        each.word(),
                        cost(raw.length(), attempt.isKnown(i)),
                        each.documents());
            }
        }
    }
}
