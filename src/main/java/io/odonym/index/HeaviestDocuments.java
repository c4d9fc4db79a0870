package io.odonym.index;

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
final class HeaviestDocuments {

    /**
     * How many are kept of a token: as many as addok looks at (lua/manual_scan.lua, 0 to 500
     * inclusive).
     */
    static final int KEPT = 501;

    /** How many are kept of two tokens: as many as a search ranks (addok's BUCKET_MAX). */
    static final int KEPT_OF_TWO = 100;

    /** By the numbers of two tokens, the lower one in front; of a token alone, twice its own. */
    private final Map<Long, int[]> byTokens;

    private HeaviestDocuments(Map<Long, int[]> byTokens) {
        this.byTokens = byTokens;
    }

    /**
     * The heaviest documents that hold two tokens, or one given twice, heaviest first; nothing
     * where they are not kept, or not so many.
     */
    Optional<int[]> of(Term one, Term other, int limit) {
        if (limit > (one.equals(other) ? KEPT : KEPT_OF_TWO)) {
            return Optional.empty();
        }
        return Optional.ofNullable(byTokens.get(key(one.number(), other.number())))
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
    static void write(List<Term> terms, KeyCursors cursors, Intersection intersection, Path path)
            throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BlockOutput(path))) {
            for (int i = 0; i < terms.size(); i++) {
                Term one = terms.get(i);
                write(
                        key(one.number(), one.number()),
                        intersection.heaviest(cursors.start(List.of(one)), 1, KEPT),
                        out);
                for (Term other : terms.subList(i + 1, terms.size())) {
                    write(
                            key(one.number(), other.number()),
                            intersection.heaviest(
                                    cursors.start(List.of(one, other)), 2, KEPT_OF_TWO),
                            out);
                }
            }
            out.writeLong(Dictionary.ABSENT);
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
    long bytes() {
        return RamUsageEstimator.sizeOfMap(byTokens);
    }

    static HeaviestDocuments open(Path path) throws IOException {
        Map<Long, int[]> byTokens = new HashMap<>();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            for (long key = in.readLong(); key != Dictionary.ABSENT; key = in.readLong()) {
                int[] documents = new int[in.readInt()];
                for (int i = 0; i < documents.length; i++) {
                    documents[i] = in.readInt();
                }
                byTokens.put(key, documents);
            }
        }
        return new HeaviestDocuments(byTokens);
    }
}
