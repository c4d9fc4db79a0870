package io.odonym.index.topk;

import io.odonym.index.postings.PostingsIteratorFactory;
import io.odonym.index.store.LargePageOutput;
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
 * The heaviest documents of the dense tokens and of each two of them, on the heap: for all of
 * France some eighty tokens, and 1.7 MB.
 *
 * <p>Where even the rarest word of a query is in more than a hundred thousand documents, addok
 * looks at its 501 heaviest only; and who types an address has typed two such words first ("rue de"
 * and no more). To find the best takes a walk over very many ("loire" is in each address of a
 * department, and in few names), so that is done once, when the index is built.
 */
public final class ChampionLists {

    /**
     * How many are kept of a token: as many as addok looks at (lua/manual_scan.lua, 0 to 500
     * inclusive).
     */
    public static final int KEPT = 501;

    /** How many are kept of two tokens: as many as a search ranks (addok's BUCKET_MAX). */
    static final int KEPT_OF_TWO = 100;

    /** By the numbers of two tokens, the lower one in front; of a token alone, twice its own. */
    private final Map<Long, int[]> byTokens;

    private ChampionLists(Map<Long, int[]> byTokens) {
        this.byTokens = byTokens;
    }

    /**
     * The heaviest documents that hold two tokens, or one given twice, heaviest first; nothing
     * where they are not kept, or not so many.
     */
    public Optional<int[]> of(IndexedTerm one, IndexedTerm other, int limit) {
        if (limit > (one.equals(other) ? KEPT : KEPT_OF_TWO)) {
            return Optional.empty();
        }
        return Optional.ofNullable(byTokens.get(key(one.ordinal(), other.ordinal())))
                .map(documents -> Arrays.copyOf(documents, Math.min(limit, documents.length)));
    }

    private static long key(int one, int other) {
        return (long) Math.min(one, other) << Integer.SIZE | Math.max(one, other);
    }

    /**
     * Looks them all up and writes them.
     *
     * @param terms the dense tokens, the rarest first
     */
    public static void write(
            List<IndexedTerm> terms,
            PostingsIteratorFactory cursors,
            TopKConjunction intersection,
            Path path)
            throws IOException {
        try (DataOutputStream out = new DataOutputStream(new LargePageOutput(path))) {
            for (int i = 0; i < terms.size(); i++) {
                IndexedTerm one = terms.get(i);
                write(
                        key(one.ordinal(), one.ordinal()),
                        intersection.heaviest(cursors.start(List.of(one)), 1, KEPT),
                        out);
                for (IndexedTerm other : terms.subList(i + 1, terms.size())) {
                    write(
                            key(one.ordinal(), other.ordinal()),
                            intersection.heaviest(
                                    cursors.start(List.of(one, other)), 2, KEPT_OF_TWO),
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

    /** Size on the heap. */
    public long bytes() {
        return RamUsageEstimator.sizeOfMap(byTokens);
    }

    public static ChampionLists open(Path path) throws IOException {
        Map<Long, int[]> byTokens = new HashMap<>();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            for (long key = in.readLong(); key != TermDictionary.ABSENT; key = in.readLong()) {
                int[] documents = new int[in.readInt()];
                for (int i = 0; i < documents.length; i++) {
                    documents[i] = in.readInt();
                }
                byTokens.put(key, documents);
            }
        }
        return new ChampionLists(byTokens);
    }
}
