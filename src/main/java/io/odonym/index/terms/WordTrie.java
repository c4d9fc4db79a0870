package io.odonym.index.terms;

import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.places.RankingRecord;
import io.odonym.text.FoldedAlphabet;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.ArrayUtil;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A trie of all words in the place and city names of the index, with the number of places that
 * contain each word. The words are folded to ASCII but not replaced with synonyms or phonetic keys.
 *
 * <p>The relaxed search compares misspelled, joined and split words with these words. The {@link
 * TermDictionary} is not suitable for this purpose, because it contains phonetic keys: two edits of
 * a word may cause five edits of its phonetic key.
 *
 * <p>The nodes are stored in preorder: the first child of a node directly follows the node, and
 * each node stores the end of its subtree. A search reads the node arrays from start to end and
 * skips the subtrees that cannot match. A node takes 10 bytes.
 *
 * <p>Immutable and thread-safe.
 */
public final class WordTrie {

    private static final int ABSENT = -1;

    /**
     * The maximum word length. Longer words are truncated, because a search stores one bit per
     * letter in a long.
     */
    private static final int MAX_WORD_LENGTH = 40;

    private final byte[] letters;
    private final byte[] depths;
    private final int[] subtreeEnds;
    private final int[] counts;

    private WordTrie(byte[] letters, byte[] depths, int[] subtreeEnds, int[] counts) {
        this.letters = letters;
        this.depths = depths;
        this.subtreeEnds = subtreeEnds;
        this.counts = counts;
    }

    /** Receives the words found by a search of the trie. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Receives a word.
         *
         * @param word an array that starts with the {@link FoldedAlphabet} codes of the word; the
         *     array is valid only during the call
         * @param length the number of letters of the word
         * @param documents the number of places that contain the word
         * @param edits the number of insertions, deletions, replacements and swaps that turn the
         *     search word into this word
         */
        void visit(byte[] word, int length, int documents, int edits);
    }

    /** Reads a trie written by {@link #writeTo}. */
    public static WordTrie read(DataInput in) throws IOException {
        int size = in.readInt();
        byte[] letters = new byte[size];
        byte[] depths = new byte[size];
        int[] subtreeEnds = new int[size];
        int[] counts = new int[size];
        in.readBytes(letters, 0, size);
        in.readBytes(depths, 0, size);
        in.readInts(subtreeEnds, 0, size);
        in.readInts(counts, 0, size);
        return new WordTrie(letters, depths, subtreeEnds, counts);
    }

    /** Writes the number of nodes, followed by one array per node attribute. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(letters.length);
        out.writeBytes(letters, letters.length);
        out.writeBytes(depths, depths.length);
        for (int end : subtreeEnds) {
            writeLittleEndian(out, end);
        }
        for (int count : counts) {
            writeLittleEndian(out, count);
        }
    }

    /** Writes an integer in the byte order that {@link DataInput#readInts} expects. */
    private static void writeLittleEndian(DataOutput out, int value) throws IOException {
        out.writeByte((byte) value);
        out.writeByte((byte) (value >>> 8));
        out.writeByte((byte) (value >>> 16));
        out.writeByte((byte) (value >>> 24));
    }

    /**
     * Builds a trie of the words in all place and city names of a segment.
     *
     * @param cityLists the lists of city names; a ranking record refers to a list by its index
     */
    public static WordTrie build(LeafReader segment, byte[][][] cityLists) throws IOException {
        Map<String, int[]> counts = new HashMap<>();
        PlaceDocValues places = PlaceDocValues.of(segment);
        RankingRecord place = new RankingRecord(cityLists);
        for (int document = places.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = places.nextDoc()) {
            place.read(places, document);
            for (int name = 0; name < place.nameCount(); name++) {
                countWords(place.bytes(), place.nameStart(name), place.nameLength(name), counts);
            }
            for (int city = 0; city < place.cityCount(); city++) {
                byte[] text = place.city(city);
                countWords(text, 0, text.length, counts);
            }
        }
        return build(counts);
    }

    private static void countWords(byte[] codes, int start, int length, Map<String, int[]> counts) {
        int wordStart = start;
        for (int i = start; i <= start + length; i++) {
            if (i == start + length || codes[i] == FoldedAlphabet.SPACE) {
                if (i > wordStart) {
                    int wordLength = Math.min(i - wordStart, MAX_WORD_LENGTH);
                    String word = FoldedAlphabet.text(codes, wordStart, wordLength);
                    counts.computeIfAbsent(word, _ -> new int[1])[0]++;
                }
                wordStart = i + 1;
            }
        }
    }

    /**
     * Builds a trie.
     *
     * @param counts maps each word to a one-element array with the number of places that contain it
     */
    public static WordTrie build(Map<String, int[]> counts) {
        byte[][] words =
                counts.keySet().stream()
                        .map(FoldedAlphabet::codes)
                        .sorted(Arrays::compare)
                        .toArray(byte[][]::new);
        byte[] letters = new byte[1024];
        byte[] depths = new byte[1024];
        int[] subtreeEnds = new int[1024];
        int[] nodeCounts = new int[1024];
        int[] path = new int[MAX_WORD_LENGTH + 1];
        int size = 0;
        byte[] previous = {};
        for (byte[] word : words) {
            int shared = Arrays.mismatch(previous, word);
            for (int depth = shared; depth < previous.length; depth++) {
                subtreeEnds[path[depth]] = size;
            }
            for (int depth = shared; depth < word.length; depth++) {
                if (size == letters.length) {
                    letters = ArrayUtil.grow(letters, size + 1);
                    depths = ArrayUtil.growExact(depths, letters.length);
                    subtreeEnds = ArrayUtil.growExact(subtreeEnds, letters.length);
                    nodeCounts = ArrayUtil.growExact(nodeCounts, letters.length);
                }
                letters[size] = word[depth];
                depths[size] = (byte) depth;
                path[depth] = size++;
            }
            nodeCounts[path[word.length - 1]] =
                    counts.get(FoldedAlphabet.text(word, 0, word.length))[0];
            previous = word;
        }
        for (int depth = 0; depth < previous.length; depth++) {
            subtreeEnds[path[depth]] = size;
        }
        return new WordTrie(
                Arrays.copyOf(letters, size),
                Arrays.copyOf(depths, size),
                Arrays.copyOf(subtreeEnds, size),
                Arrays.copyOf(nodeCounts, size));
    }

    /** Returns the heap size of this trie, in bytes. */
    public long ramBytesUsed() {
        return letters.length * 10L;
    }

    /**
     * Returns the number of places that contain a word, or 0 if the trie does not contain the word.
     */
    public int documentCount(String word) {
        int node = node(FoldedAlphabet.codes(word));
        return node == ABSENT ? 0 : counts[node];
    }

    private int node(byte[] word) {
        int node = ABSENT;
        int next = 0;
        int end = letters.length;
        for (byte letter : word) {
            while (next < end && letters[next] != letter) {
                next = subtreeEnds[next];
            }
            if (next >= end) {
                return ABSENT;
            }
            node = next;
            end = subtreeEnds[next];
            next++;
        }
        return node;
    }

    /**
     * Visits all words that start with a prefix and are longer than the prefix.
     *
     * @param prefix the prefix, at least one letter
     */
    public void findExtensions(String prefix, Visitor visitor) {
        byte[] path = Arrays.copyOf(FoldedAlphabet.codes(prefix), MAX_WORD_LENGTH + 1);
        int prefixNode = node(FoldedAlphabet.codes(prefix));
        if (prefixNode == ABSENT) {
            return;
        }
        for (int node = prefixNode + 1; node < subtreeEnds[prefixNode]; node++) {
            path[depths[node]] = letters[node];
            if (counts[node] > 0) {
                visitor.visit(path, depths[node] + 1, counts[node], 0);
            }
        }
    }

    /**
     * Visits all words within a maximum number of edits to a word, including the word itself. An
     * edit is an insertion, a deletion, a replacement or a swap of two adjacent letters.
     *
     * <p>The search simulates the automaton of Wu and Manber (1992), extended with swaps. For each
     * number of edits, the state contains one bit for each prefix of the word. The bit is set if
     * the path to the current node matches the prefix with at most this number of edits.
     *
     * @param word a word of at most 40 letters; longer words match nothing
     * @param maxEdits the maximum number of edits, from 0 to 2
     */
    public void findWithinEdits(String word, int maxEdits, Visitor visitor) {
        byte[] codes = FoldedAlphabet.codes(word);
        if (codes.length == 0 || codes.length > MAX_WORD_LENGTH) {
            return;
        }
        long[] masks = new long[FoldedAlphabet.COUNT];
        for (int i = 0; i < codes.length; i++) {
            masks[codes[i]] |= 1L << i;
        }
        byte[] path = new byte[MAX_WORD_LENGTH + 1];
        // The states are indexed by depth plus 2. The first two elements are the states before
        // the first letter.
        long[] zeroEdits = new long[MAX_WORD_LENGTH + 3];
        long[] oneEdit = new long[MAX_WORD_LENGTH + 3];
        long[] twoEdits = new long[MAX_WORD_LENGTH + 3];
        zeroEdits[1] = 1;
        oneEdit[1] = maxEdits > 0 ? 0b11 : 0;
        twoEdits[1] = maxEdits > 1 ? 0b111 : 0;
        long accepting = 1L << codes.length;
        int node = 0;
        while (node < letters.length) {
            int depth = depths[node];
            int state = depth + 2;
            byte letter = letters[node];
            path[depth] = letter;
            long mask = masks[letter];
            // For swaps: the positions at which the word contains the current letter followed by
            // the previous letter of the path.
            long swap = depth > 0 ? mask & (masks[path[depth - 1]] >>> 1) : 0;
            long n0 = (zeroEdits[state - 1] & mask) << 1;
            long n1 = 0;
            long n2 = 0;
            if (maxEdits > 0) {
                n1 =
                        ((oneEdit[state - 1] & mask) << 1)
                                | zeroEdits[state - 1]
                                | (zeroEdits[state - 1] << 1)
                                | (n0 << 1)
                                | ((zeroEdits[state - 2] & swap) << 2);
            }
            if (maxEdits > 1) {
                n2 =
                        ((twoEdits[state - 1] & mask) << 1)
                                | oneEdit[state - 1]
                                | (oneEdit[state - 1] << 1)
                                | (n1 << 1)
                                | ((oneEdit[state - 2] & swap) << 2);
            }
            zeroEdits[state] = n0;
            oneEdit[state] = n1;
            twoEdits[state] = n2;
            long alive = (n0 | n1 | n2) & (accepting | (accepting - 1));
            if (alive == 0) {
                node = subtreeEnds[node];
                continue;
            }
            if (counts[node] > 0 && (alive & accepting) != 0) {
                int edits = (n0 & accepting) != 0 ? 0 : (n1 & accepting) != 0 ? 1 : 2;
                visitor.visit(path, depth + 1, counts[node], edits);
            }
            node++;
        }
    }
}
