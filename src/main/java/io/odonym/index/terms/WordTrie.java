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
 * Every word of the index's names and cities as people write it, folded, before synonyms and
 * sounds, with how many places have it: what misspelt, joined and cut words are compared with. The
 * {@link TermDictionary} cannot serve, since two errors in a word may make five in its sound.
 *
 * <p>A trie in preorder: a node's first child follows it, and each node knows where its subtree
 * ends, so that a search walks forward through three arrays and jumps over what cannot match. 11
 * bytes a node; 2 MB for france-real.
 *
 * <p>Immutable.
 */
public final class WordTrie {

    /** Given where there is no such word. */
    public static final int ABSENT = -1;

    /** Longer words are cut; patterns are bits of a long. */
    private static final int LONGEST = 40;

    private final byte[] letters;
    private final byte[] depths;
    private final int[] ends;
    private final int[] counts;

    private WordTrie(byte[] letters, byte[] depths, int[] ends, int[] counts) {
        this.letters = letters;
        this.depths = depths;
        this.ends = ends;
        this.counts = counts;
    }

    /** Is told of words that are near another. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * A word that is near enough.
         *
         * @param word begins with the {@link FoldedAlphabet} of the word; changes after the call
         * @param length how many letters the word has
         * @param documents how many places have it
         * @param edits how many letters are put in, left out, replaced or swapped
         */
        void visit(byte[] word, int length, int documents, int edits);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static WordTrie read(DataInput in) throws IOException {
        int size = in.readInt();
        byte[] letters = new byte[size];
        byte[] depths = new byte[size];
        int[] ends = new int[size];
        int[] counts = new int[size];
        in.readBytes(letters, 0, size);
        in.readBytes(depths, 0, size);
        in.readInts(ends, 0, size);
        in.readInts(counts, 0, size);
        return new WordTrie(letters, depths, ends, counts);
    }

    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(letters.length);
        out.writeBytes(letters, letters.length);
        out.writeBytes(depths, depths.length);
        for (int end : ends) {
            writeLittleEndian(out, end);
        }
        for (int count : counts) {
            writeLittleEndian(out, count);
        }
    }

    /** As {@link DataInput#readInts} reads them. */
    private static void writeLittleEndian(DataOutput out, int value) throws IOException {
        out.writeByte((byte) value);
        out.writeByte((byte) (value >>> 8));
        out.writeByte((byte) (value >>> 16));
        out.writeByte((byte) (value >>> 24));
    }

    /** Of the words in the records of a segment. */
    public static WordTrie build(LeafReader segment, byte[][][] cityLists) throws IOException {
        Map<String, int[]> counts = new HashMap<>();
        PlaceDocValues records = PlaceDocValues.of(segment);
        RankingRecord record = new RankingRecord(cityLists);
        for (int doc = records.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = records.nextDoc()) {
            record.read(records.rank(doc));
            for (int name = 0; name < record.names(); name++) {
                count(record.bytes(), record.nameStart(name), record.nameLength(name), counts);
            }
            for (int city = 0; city < record.cities(); city++) {
                byte[] text = record.city(city);
                count(text, 0, text.length, counts);
            }
        }
        return build(counts);
    }

    private static void count(byte[] codes, int start, int length, Map<String, int[]> counts) {
        int from = start;
        for (int at = start; at <= start + length; at++) {
            if (at == start + length || codes[at] == FoldedAlphabet.SPACE) {
                if (at > from) {
                    String word = FoldedAlphabet.text(codes, from, Math.min(at - from, LONGEST));
                    counts.computeIfAbsent(word, _ -> new int[1])[0]++;
                }
                from = at + 1;
            }
        }
    }

    /** Of words with their counts. */
    public static WordTrie build(Map<String, int[]> counts) {
        byte[][] words =
                counts.keySet().stream()
                        .map(FoldedAlphabet::codes)
                        .sorted(Arrays::compare)
                        .toArray(byte[][]::new);
        byte[] letters = new byte[1024];
        byte[] depths = new byte[1024];
        int[] ends = new int[1024];
        int[] found = new int[1024];
        int[] path = new int[LONGEST + 1];
        int size = 0;
        byte[] before = {};
        for (byte[] word : words) {
            int shared = Arrays.mismatch(before, word);
            for (int depth = shared; depth < before.length; depth++) {
                ends[path[depth]] = size;
            }
            for (int depth = shared; depth < word.length; depth++) {
                if (size == letters.length) {
                    letters = ArrayUtil.grow(letters, size + 1);
                    depths = ArrayUtil.growExact(depths, letters.length);
                    ends = ArrayUtil.growExact(ends, letters.length);
                    found = ArrayUtil.growExact(found, letters.length);
                }
                letters[size] = word[depth];
                depths[size] = (byte) depth;
                path[depth] = size++;
            }
            found[path[word.length - 1]] = counts.get(FoldedAlphabet.text(word, 0, word.length))[0];
            before = word;
        }
        for (int depth = 0; depth < before.length; depth++) {
            ends[path[depth]] = size;
        }
        return new WordTrie(
                Arrays.copyOf(letters, size),
                Arrays.copyOf(depths, size),
                Arrays.copyOf(ends, size),
                Arrays.copyOf(found, size));
    }

    /** Bytes on the heap. */
    public long ramBytesUsed() {
        return letters.length * 10L;
    }

    /** How many places have a word; 0 where none has. */
    public int documentCount(String word) {
        int node = node(FoldedAlphabet.codes(word));
        return node == ABSENT ? 0 : counts[node];
    }

    private int node(byte[] word) {
        int node = ABSENT;
        int at = 0;
        int end = letters.length;
        for (byte letter : word) {
            while (at < end && letters[at] != letter) {
                at = ends[at];
            }
            if (at >= end) {
                return ABSENT;
            }
            node = at;
            end = ends[at];
            at++;
        }
        return node;
    }

    /**
     * The words that begin with another, but are longer.
     *
     * @param beginning at least one letter
     */
    public void findExtensions(String beginning, Visitor visitor) {
        byte[] path = Arrays.copyOf(FoldedAlphabet.codes(beginning), LONGEST + 1);
        int node = node(FoldedAlphabet.codes(beginning));
        if (node == ABSENT) {
            return;
        }
        for (int at = node + 1; at < ends[node]; at++) {
            path[depths[at]] = letters[at];
            if (counts[at] > 0) {
                visitor.visit(path, depths[at] + 1, counts[at], 0);
            }
        }
    }

    /**
     * The words within so many edits of another, itself included.
     *
     * <p>Wu and Manber's automaton (1992) with swapped neighbours counted as one edit: a bit for
     * each beginning of the word that the path so far matches, once for each number of edits.
     *
     * @param edits 0 to 2
     */
    public void findWithinEdits(String wanted, int edits, Visitor visitor) {
        byte[] word = FoldedAlphabet.codes(wanted);
        if (word.length == 0 || word.length > LONGEST) {
            return;
        }
        long[] masks = new long[FoldedAlphabet.COUNT];
        for (int i = 0; i < word.length; i++) {
            masks[word[i]] |= 1L << i;
        }
        byte[] path = new byte[LONGEST + 1];
        // States by depth; the first two are those before the first letter.
        long[] zero = new long[LONGEST + 3];
        long[] one = new long[LONGEST + 3];
        long[] two = new long[LONGEST + 3];
        zero[1] = 1;
        one[1] = edits > 0 ? 0b11 : 0;
        two[1] = edits > 1 ? 0b111 : 0;
        long whole = 1L << word.length;
        int at = 0;
        while (at < letters.length) {
            int depth = depths[at];
            int now = depth + 2;
            byte letter = letters[at];
            path[depth] = letter;
            long mask = masks[letter];
            // Swapped: the letter stands before the one that came last.
            long swap = depth > 0 ? mask & (masks[path[depth - 1]] >>> 1) : 0;
            long n0 = (zero[now - 1] & mask) << 1;
            long n1 = 0;
            long n2 = 0;
            if (edits > 0) {
                n1 =
                        ((one[now - 1] & mask) << 1)
                                | zero[now - 1]
                                | (zero[now - 1] << 1)
                                | (n0 << 1)
                                | ((zero[now - 2] & swap) << 2);
            }
            if (edits > 1) {
                n2 =
                        ((two[now - 1] & mask) << 1)
                                | one[now - 1]
                                | (one[now - 1] << 1)
                                | (n1 << 1)
                                | ((one[now - 2] & swap) << 2);
            }
            zero[now] = n0;
            one[now] = n1;
            two[now] = n2;
            long alive = (n0 | n1 | n2) & (whole | (whole - 1));
            if (alive == 0) {
                at = ends[at];
                continue;
            }
            if (counts[at] > 0 && (alive & whole) != 0) {
                int far = (n0 & whole) != 0 ? 0 : (n1 & whole) != 0 ? 1 : 2;
                visitor.visit(path, depth + 1, counts[at], far);
            }
            at++;
        }
    }
}
