package io.odonym.index.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.store.GrowableByteOutput;
import io.odonym.testing.RandomTrials;
import io.odonym.testing.RandomValues;
import io.odonym.text.FoldedAlphabet;

import org.apache.lucene.store.ByteArrayDataInput;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

class WordTrieTest {

    private static Set<String> words(RandomValues random) {
        return random.set(1, 60, () -> word(random));
    }

    private static String word(RandomValues random) {
        return random.text("abcd1", 1, 8);
    }

    private static WordTrie trie(Set<String> words) {
        return WordTrie.build(
                words.stream()
                        .collect(
                                Collectors.toMap(word -> word, word -> new int[] {word.length()})));
    }

    @Test
    void findsWordsWithinTheMaximumNumberOfEdits() {
        RandomTrials.check(random -> checkWithinEdits(words(random), word(random)));
    }

    private static void checkWithinEdits(Set<String> words, String searched) {
        WordTrie trie = trie(words);
        for (int edits = 0; edits <= 2; edits++) {
            Map<String, Integer> near = new TreeMap<>();
            trie.findWithinEdits(
                    searched,
                    edits,
                    (word, length, _, far) -> near.put(FoldedAlphabet.text(word, 0, length), far));
            Map<String, Integer> expected = new TreeMap<>();
            for (String word : words) {
                int far = edits(searched, word);
                if (far <= edits) {
                    expected.put(word, far);
                }
            }
            assertThat(near).isEqualTo(expected);
        }
    }

    @Test
    void findsWordsAndExtensions() {
        RandomTrials.check(random -> checkExtensions(words(random), word(random)));
    }

    private static void checkExtensions(Set<String> words, String searched) {
        WordTrie trie = trie(words);
        assertThat(trie.documentCount(searched))
                .isEqualTo(words.contains(searched) ? searched.length() : 0);
        Set<String> longer = new TreeSet<>();
        trie.findExtensions(
                searched, (word, length, _, _) -> longer.add(FoldedAlphabet.text(word, 0, length)));
        assertThat(longer)
                .isEqualTo(
                        words.stream()
                                .filter(word -> word.startsWith(searched) && !word.equals(searched))
                                .collect(Collectors.toSet()));
    }

    @Test
    void isReadAsItWasWritten() {
        RandomTrials.check(random -> checkRoundTrip(words(random)));
    }

    private static void checkRoundTrip(Set<String> words) throws IOException {
        GrowableByteOutput out = new GrowableByteOutput();
        trie(words).writeTo(out);
        var bytes = out.toBytes();
        WordTrie read =
                WordTrie.read(new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length));
        for (String word : words) {
            assertThat(read.documentCount(word)).isEqualTo(word.length());
        }
    }

    /** Computes the optimal string alignment distance by its definition. */
    private static int edits(String one, String other) {
        int[][] table = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int least =
                        Math.min(
                                Math.min(table[i - 1][j], table[i][j - 1]) + 1,
                                table[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    least = Math.min(least, table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        return table[one.length()][other.length()];
    }
}
