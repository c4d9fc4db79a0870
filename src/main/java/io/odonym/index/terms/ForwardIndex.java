package io.odonym.index.terms;

import io.odonym.index.places.JsonValueCodec;
import io.odonym.index.store.LittleEndian;
import io.odonym.index.store.MappedFile;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/**
 * What is asked of many documents by their numbers, mapped into memory: their importances, their
 * tokens, and how long their names are.
 *
 * <p>Postings tell the documents of a token. The other way round, from a document to its tokens,
 * answers at once what else stands beside some words: three typed letters may begin thousands of
 * tokens, of which the few documents of the other words hold a handful. Lucene's doc values would
 * give both, but want ascending access and cost ten times as much at random.
 *
 * <pre>
 *   header       magic, number of documents, decimals of the importances    3 × 4 bytes
 *   importances  documents × 4 bytes: whole numbers of so many decimals; or 8 bytes, as they are
 *   starts       (documents + 1) × 4 bytes: where the document's tokens start
 *   names        documents × 1 byte: how many letters the shortest name has, 255 for more; 0 where that is not known
 *   tokens       the numbers of the tokens that are not dense, ascending, each less the one before; 1 to 5 bytes
 * </pre>
 *
 * <p>About 23 bytes a document. Immutable, for any number of threads.
 */
public final class ForwardIndex {

    public static final int MAGIC = 0x4F444F33;
    static final int HEADER_BYTES = 12;

    /** Instead of a count of decimals: the importances are written as they are. */
    public static final int NOT_DECIMAL = -1;

    /** The importances of the BAN have five decimals. */
    public static final int DECIMALS = 5;

    private final MemorySegment file;
    private final boolean decimal;
    private final long starts;
    private final long names;
    private final long tokens;

    private ForwardIndex(MemorySegment file) {
        this.file = file;
        int documents = file.get(LittleEndian.INT, 4);
        this.decimal = file.get(LittleEndian.INT, 8) != NOT_DECIMAL;
        this.starts = HEADER_BYTES + (decimal ? 4L : 8L) * documents;
        this.names = starts + 4L * (documents + 1);
        this.tokens = names + documents;
    }

    /** Maps a table for as long as the arena lives. */
    public static ForwardIndex open(Path path, Arena arena) throws IOException {
        return new ForwardIndex(
                MappedFile.open(path, arena, MAGIC, HEADER_BYTES, "a forward index"));
    }

    /** A document's importance. */
    public double importance(int document) {
        return decimal
                ? JsonValueCodec.unscaled(
                        file.get(LittleEndian.INT, HEADER_BYTES + 4L * document), DECIMALS)
                : file.get(TermDictionary.DOUBLE, HEADER_BYTES + 8L * document);
    }

    /**
     * How many letters every name has that a document may be ranked by, at least; see {@link
     * RankRecord#shortestName}.
     */
    public int shortestNameLength(int document) {
        return file.get(ValueLayout.JAVA_BYTE, names + document) & 0xFF;
    }

    /** How many bytes the tokens of a document take. */
    int tokenBytes(int document) {
        return start(document + 1) - start(document);
    }

    /**
     * Copies the tokens of a document, as they are written: the numbers of those that are not
     * dense, ascending, each less the one before. Decoding them from the heap costs a third of
     * doing it in the mapped file, where each byte is checked to be still mapped.
     *
     * @param into has room for {@link #tokenBytes}
     */
    void copyTokens(int document, byte[] into) {
        int start = start(document);
        MemorySegment.copy(
                file,
                ValueLayout.JAVA_BYTE,
                tokens + (start & 0xFFFFFFFFL),
                into,
                0,
                start(document + 1) - start);
    }

    /**
     * Brings the tokens of some documents near the processor, all at once; see {@link
     * Records#touch}.
     *
     * @return nothing of meaning; who keeps it keeps the reading from being left out
     */
    int prefetch(int[] documents, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            if (tokenBytes(documents[i]) > 0) {
                long start = start(documents[i]) & 0xFFFFFFFFL;
                sum += file.get(ValueLayout.JAVA_BYTE, tokens + start);
            }
        }
        return sum;
    }

    private int start(int document) {
        return file.get(LittleEndian.INT, starts + 4L * document);
    }
}
