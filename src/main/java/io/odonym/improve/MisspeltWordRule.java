package io.odonym.improve;

import io.odonym.text.FoldedAlphabet;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Words of the index within two edits: one for three and four letters, two from five on. Of many,
 * the nearest and then the most frequent.
 */
final class MisspeltWordRule implements Improvement {

    private static final int SHORTEST = 3;
    private static final int SHORTEST_FOR_TWO = 5;
    private static final int MOST = 12;

    /** A word that so many places have is seldom another with two errors. */
    private static final int FREQUENT = 3;

    private static final double ONE = 1.0;
    private static final double TWO = 2.1;

    /** In a short word an edit changes more of it. */
    private static final double SHORT_WORD = 0.4;

    private static final int SHORT = 4;

    private record Near(String word, int documents, int edits, int order) {}

    private static final Comparator<Near> NEAREST_THEN_FREQUENT =
            Comparator.comparingInt(Near::edits)
                    .thenComparing(Comparator.comparingInt(Near::documents).reversed())
                    .thenComparingInt(Near::order);

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
    public void read(RelaxedQuery attempt) {
        for (int i = 0; i < attempt.size(); i++) {
            WordForm word = attempt.word(i);
            if (!attempt.isPlainWord(i) || word.small || word.type || i < attempt.before()) {
                continue;
            }
            Best near = new Best();
            attempt.trie()
                    .findWithinEdits(
                            word.raw,
                            attempt.documents(i) > FREQUENT
                                    ? Math.min(1, edits(word.raw.length()))
                                    : edits(word.raw.length()),
                            (found, length, documents, edits) -> {
                                if (edits > 0) {
                                    near.offer(found, length, documents, edits);
                                }
                            });
            for (Near each : near.sorted()) {
                attempt.add(
                        1L << i,
                        each.word(),
                        cost(each.edits(), word.raw.length()),
                        each.documents());
            }
        }
    }

    /** The best so far: most of the hundreds of words within two edits never become a text. */
    private static final class Best {

        private final PriorityQueue<Near> worstFirst =
                new PriorityQueue<>(NEAREST_THEN_FREQUENT.reversed());
        private int offered;

        void offer(byte[] letters, int length, int documents, int edits) {
            offered++;
            if (worstFirst.size() == MOST) {
                Near worst = worstFirst.peek();
                if (worst.edits() < edits
                        || worst.edits() == edits && worst.documents() >= documents) {
                    return;
                }
                worstFirst.poll();
            }
            worstFirst.add(
                    new Near(FoldedAlphabet.text(letters, 0, length), documents, edits, offered));
        }

        List<Near> sorted() {
            return worstFirst.stream().sorted(NEAREST_THEN_FREQUENT).toList();
        }
    }
}
