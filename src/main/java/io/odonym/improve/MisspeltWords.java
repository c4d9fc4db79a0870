package io.odonym.improve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Words of the index within two edits: one for three and four letters, two from five on. Of many,
 * the nearest and then the most frequent.
 */
final class MisspeltWords implements Improvement {

    private static final int SHORTEST = 3;
    private static final int SHORTEST_FOR_TWO = 5;
    private static final int MOST = 40;

    /** A word that so many places have is seldom another with two errors. */
    private static final int FREQUENT = 3;

    private static final double ONE = 1.0;
    private static final double TWO = 2.1;

    /** In a short word an edit changes more of it. */
    private static final double SHORT_WORD = 0.4;

    private static final int SHORT = 4;

    private record Near(String word, int documents, int edits) {}

    private static final Comparator<Near> NEAREST_THEN_FREQUENT =
            Comparator.comparingInt(Near::edits)
                    .thenComparing(Comparator.comparingInt(Near::documents).reversed());

    @Override
    public String name() {
        return "misspelt_words";
    }

    /** What so many edits in a word cost. */
    static double cost(int edits, int length) {
        return (edits == 1 ? ONE : TWO) + (length <= SHORT ? SHORT_WORD : 0);
    }

    /** How many edits a word may have. */
    static int edits(int length) {
        return length < SHORTEST ? 0 : length < SHORTEST_FOR_TWO ? 1 : 2;
    }

    @Override
    public void read(Attempt attempt) {
        List<Near> near = new ArrayList<>();
        for (int i = 0; i < attempt.size(); i++) {
            Form word = attempt.word(i);
            if (!attempt.isPlainWord(i) || word.small || word.type || i < attempt.before()) {
                continue;
            }
            near.clear();
            attempt.trie()
                    .near(
                            word.raw,
                            attempt.documents(i) > FREQUENT
                                    ? Math.min(1, edits(word.raw.length()))
                                    : edits(word.raw.length()),
                            (found, documents, edits) -> {
                                if (edits > 0) {
                                    near.add(new Near(found, documents, edits));
                                }
                            });
            near.sort(NEAREST_THEN_FREQUENT);
            for (Near each : near.subList(0, Math.min(MOST, near.size()))) {
                attempt.add(
                        1L << i,
                        each.word(),
                        cost(each.edits(), word.raw.length()),
                        each.documents());
            }
        }
    }
}
