package io.odonym.improve;

import io.odonym.index.terms.WordTrie;

/**
 * Words that were run together: "laCommune" for "la Commune", where the index has both parts and
 * not the whole.
 */
final class JoinedWordRule implements Improvement {

    static final double COST = 0.5;

    private static final int SHORTEST = 4;
    private static final int SHORTEST_PART = 3;

    @Override
    public String name() {
        return "joined_words";
    }

    @Override
    public void read(RelaxedQuery attempt) {
        WordTrie trie = attempt.trie();
        for (int i = 0; i < attempt.size(); i++) {
            String raw = attempt.word(i).raw;
            if (attempt.isPlainWord(i) && raw.length() >= SHORTEST) {
                cut(attempt, trie, i, raw, COST);
            }
        }
    }

    private static void cut(RelaxedQuery attempt, WordTrie trie, int i, String raw, double cost) {
        for (int at = 1; at < raw.length(); at++) {
            String head = raw.substring(0, at);
            String tail = raw.substring(at);
            boolean small = attempt.forms().of(head).small;
            if (small && tail.length() >= 2 || at >= SHORTEST_PART && tail.length() >= 2) {
                int documents = trie.documentCount(head);
                if (documents > 0 && trie.documentCount(tail) > 0) {
                    if (!small) {
                        attempt.add(1L << i, head, cost, documents);
                    }
                    attempt.add(1L << i, tail, cost);
                    attempt.join(i);
                } else if (small && cost == COST) {
                    // "dela" is two small words, and another follows.
                    cut(attempt, trie, i, tail, cost + 0.1);
                }
            }
        }
    }
}
