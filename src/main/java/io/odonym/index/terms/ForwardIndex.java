package io.odonym.index.terms;

import io.odonym.index.places.FixedPoint;
import io.odonym.index.store.LittleEndian;
import io.odonym.index.store.MappedFiles;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/**
 * The forward index: a memory-mapped file that maps each document to its importance, to its terms
 * and to the length of its shortest name. The format is designed for random access to many
 * documents.
 *
 * <p>Postings map a term to its documents; the forward index maps a document to its terms. A search
 * uses it to find the terms that co-occur with the other terms of a query. For example, if the last
 * word of a query is a three-letter prefix, it may match thousands of terms, but the few documents
 * that match the other words contain only a handful of these terms.
 *
 * <pre>
 *   header       magic, number of documents, decimals of the importances    3 × 4 bytes
 *   importances  documents × 4 bytes: fixed-point numbers; or documents × 8 bytes: doubles
 *   starts       (documents + 1) × 4 bytes: offset of the terms of each document
 *   names        documents × 1 byte: letters of the shortest name, at most 255; 0 if the length is unknown
 *   terms        ordinals of the terms that are not dense, ascending, delta-encoded as varints of 1 to 5 bytes
 * </pre>
 *
 * <p>The file takes about 23 bytes per document. Immutable and thread-safe.
 */
public final class ForwardIndex {

    /** The magic number of the file. {@link CooccurrenceTable} files have the same magic number. */
    public static final int MAGIC = 0x4F444F33;

    static final int HEADER_BYTES = 12;

    /** The value of the header field "decimals" if the importances are stored as doubles. */
    public static final int NOT_DECIMAL = -1;

    /** The number of decimal places of the importances in the BAN's data. */
    public static final int DECIMALS = 5;

    private final MemorySegment file;
    private final boolean decimal;
    private final long startsOffset;
    private final long namesOffset;
    private final long termsOffset;

    private ForwardIndex(MemorySegment file) {
        this.file = file;
        int documents = file.get(LittleEndian.INT, 4);
        this.decimal = file.get(LittleEndian.INT, 8) != NOT_DECIMAL;
        this.startsOffset = HEADER_BYTES + (decimal ? 4L : 8L) * documents;
        this.namesOffset = startsOffset + 4L * (documents + 1);
        this.termsOffset = namesOffset + documents;
    }

    /**
     * Maps a forward index into memory. The mapping is valid until the arena is closed.
     *
     * @throws IOException if the file cannot be read or does not have the expected format
     */
    public static ForwardIndex open(Path path, Arena arena) throws IOException {
        return new ForwardIndex(
                MappedFiles.open(path, arena, MAGIC, HEADER_BYTES, "a forward index"));
    }

    /** Returns the importance of a document. */
    public double importance(int document) {
        return decimal
                ? FixedPoint.unscale(
                        file.get(LittleEndian.INT, HEADER_BYTES + 4L * document), DECIMALS)
                : file.get(TermDictionary.DOUBLE, HEADER_BYTES + 8L * document);
    }

    /**
     * Returns the number of letters in the shortest name by which a document can be ranked, but at
     * most 255.
     *
     * @return the number of letters, or 0 if it is unknown; see {@link
     *     io.odonym.index.places.RankingRecord#minNameLength}
     */
    public int shortestNameLength(int document) {
        return file.get(ValueLayout.JAVA_BYTE, namesOffset + document) & 0xFF;
    }

    /** Returns the size of the encoded terms of a document, in bytes. */
    int termBytes(int document) {
        return start(document + 1) - start(document);
    }

    /**
     * Copies the encoded terms of a document: the ordinals of the terms that are not dense, in
     * ascending order, delta-encoded. Decoding the copy is faster than decoding the mapped file,
     * because each access to the mapped file checks that the mapping is still valid.
     *
     * @param target an array of at least {@link #termBytes} bytes
     */
    void copyTerms(int document, byte[] target) {
        int start = start(document);
        MemorySegment.copy(
                file,
                ValueLayout.JAVA_BYTE,
                termsOffset + (start & 0xFFFFFFFFL),
                target,
                0,
                start(document + 1) - start);
    }

    /**
     * Prefetches the terms of several documents into the processor cache, so that the cache misses
     * overlap.
     *
     * @param documents an array that starts with the documents to prefetch
     * @param count the number of documents to prefetch
     * @return a sum of the bytes read, which has no meaning; the caller must store it so that the
     *     compiler does not remove the reads
     */
    int prefetch(int[] documents, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            if (termBytes(documents[i]) > 0) {
                long start = start(documents[i]) & 0xFFFFFFFFL;
                sum += file.get(ValueLayout.JAVA_BYTE, termsOffset + start);
            }
        }
        return sum;
    }

    private int start(int document) {
        return file.get(LittleEndian.INT, startsOffset + 4L * document);
    }
}
