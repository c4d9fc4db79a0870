package io.odonym.index.topk;

import io.odonym.index.postings.PostingsIteratorFactory;
import io.odonym.index.store.AlignedBlockOutputStream;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.TermDictionary;

import org.apache.lucene.util.RamUsageEstimator;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores champion lists: for each dense term and each pair of dense terms, the documents with the
 * largest weights. The lists are computed at import time and held on the heap.
 *
 * <p>Without these lists, a query of two frequent terms would have to visit a large number of
 * documents. For example, "loire" occurs in every address of a department but in few names. Queries
 * of frequent terms are common, because users who type an address often start with words such as
 * "rue de".
 *
 * <pre>
 *   for each list, big-endian:
 *     key        8 bytes: the smaller ordinal × 2^32 + the larger ordinal; a single term is paired with itself
 *     length     4 bytes: the number of documents
 *     documents  length × 4 bytes: the heaviest document first
 *   end          8 bytes: {@link TermDictionary#ABSENT}
 * </pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class ChampionLists {

    /**
     * The maximum number of documents in the list of one term. It equals the number of documents
     * that addok reads from a Redis sorted set (lua/manual_scan.lua, ranks 0 to 500 inclusive).
     */
    public static final int MAX_PER_TERM = 501;

    /**
     * The maximum number of documents in the list of two terms. It equals the number of candidates
     * that addok ranks (BUCKET_MAX).
     */
    static final int MAX_PER_PAIR = 100;

    private final Map<Long, int[]> lists;

    private ChampionLists(Map<Long, int[]> lists) {
        this.lists = lists;
    }

    /**
     * Returns the documents with the largest weights among those that contain one or two given
     * terms, in descending order of weight.
     *
     * @param one a term
     * @param other another term, or the same term
     * @param limit the maximum number of documents to return
     * @return the documents; empty if the terms have no list, or if the limit exceeds the maximum
     *     length of a list
     */
    public Optional<int[]> find(IndexedTerm one, IndexedTerm other, int limit) {
        if (limit > (one.equals(other) ? MAX_PER_TERM : MAX_PER_PAIR)) {
            return Optional.empty();
        }
        return Optional.ofNullable(lists.get(key(one.ordinal(), other.ordinal())))
                .map(documents -> Arrays.copyOf(documents, Math.min(limit, documents.length)));
    }

    private static long key(int one, int other) {
        return (long) Math.min(one, other) << Integer.SIZE | Math.max(one, other);
    }

    /**
     * Computes all champion lists and writes them to a new file.
     *
     * @param terms the dense terms in ascending order of their document counts
     */
    public static void write(
            List<IndexedTerm> terms,
            PostingsIteratorFactory iterators,
            TopKConjunction conjunction,
            Path path)
            throws IOException {
        try (DataOutputStream out = new DataOutputStream(new AlignedBlockOutputStream(path))) {
            for (int i = 0; i < terms.size(); i++) {
                IndexedTerm one = terms.get(i);
                write(
                        key(one.ordinal(), one.ordinal()),
                        conjunction.topKByWeight(
                                iterators.iterators(List.of(one)), 1, MAX_PER_TERM),
                        out);
                for (IndexedTerm other : terms.subList(i + 1, terms.size())) {
                    write(
                            key(one.ordinal(), other.ordinal()),
                            conjunction.topKByWeight(
                                    iterators.iterators(List.of(one, other)), 2, MAX_PER_PAIR),
                            out);
                }
            }
            out.writeLong(TermDictionary.ABSENT);
        }
    }

    private static void write(long key, int[] documents, DataOutputStream out) throws IOException {
        out.writeLong(key);
        out.writeInt(documents.length);
        for (int document : documents) {
            out.writeInt(document);
        }
    }

    /** Returns the heap size of the lists in bytes. */
    public long sizeInBytes() {
        return RamUsageEstimator.sizeOfMap(lists);
    }

    /** Reads all champion lists from a file. */
    public static ChampionLists read(Path path) throws IOException {
        Map<Long, int[]> lists = new HashMap<>();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            for (long key = in.readLong(); key != TermDictionary.ABSENT; key = in.readLong()) {
                int[] documents = new int[in.readInt()];
                for (int i = 0; i < documents.length; i++) {
                    documents[i] = in.readInt();
                }
                lists.put(key, documents);
            }
        }
        return new ChampionLists(lists);
    }
}
