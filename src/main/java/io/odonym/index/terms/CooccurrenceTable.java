package io.odonym.index.terms;

import io.odonym.index.store.LittleEndian;
import io.odonym.index.store.MappedFiles;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * The term co-occurrence table: for each frequent term, the terms that share at least one document
 * with it. The table is a memory-mapped file.
 *
 * <p>addok 1.3.2 (pairs.py) stores such a list for every term. In Odonym, only frequent terms have
 * a row, because the posting lists of rare terms are short enough to intersect.
 *
 * <pre>
 *   header     magic, number of rows          2 × 4 bytes
 *   terms      rows × 4 bytes: ordinals of the terms that have a row, ascending
 *   starts     (rows + 1) × 4 bytes: index of the first entry of each row
 *   entries    3 bytes each: ordinals of the terms that share a document with the term of the row, ascending
 *   padding    1 byte, so that the last entry can be read as a 4-byte integer
 * </pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class CooccurrenceTable {

    /** The magic number of the file. {@link ForwardIndex} files have the same magic number. */
    public static final int MAGIC = 0x4F444F33;

    static final int HEADER_BYTES = 8;

    /** The size of an entry, in bytes. */
    public static final int ORDINAL_BYTES = 3;

    /** The maximum number of terms in an index. Every ordinal must fit into an entry. */
    public static final int MAX_TERMS = 1 << ORDINAL_BYTES * Byte.SIZE;

    /** The result of {@link #row} for a term that has no row. */
    public static final int NO_ROW = IntOrdinalMap.NOT_FOUND;

    /**
     * A term has a row if its document count exceeds the number of documents divided by this
     * number.
     */
    private static final int MIN_SHARE_DENOMINATOR = 3072;

    private final MemorySegment file;
    private final IntOrdinalMap rows;
    private final int[] starts;
    private final long entriesOffset;

    private CooccurrenceTable(MemorySegment file) {
        this.file = file;
        int rowCount = file.get(LittleEndian.INT, 4);
        int[] ordinals = new int[rowCount];
        this.starts = new int[rowCount + 1];
        MemorySegment.copy(file, LittleEndian.INT, HEADER_BYTES, ordinals, 0, rowCount);
        long startsOffset = HEADER_BYTES + 4L * rowCount;
        MemorySegment.copy(file, LittleEndian.INT, startsOffset, starts, 0, rowCount + 1);
        this.rows = new IntOrdinalMap(ordinals);
        this.entriesOffset = startsOffset + 4L * (rowCount + 1);
    }

    /**
     * Maps a co-occurrence table into memory. The mapping is valid until the arena is closed.
     *
     * @throws IOException if the file cannot be read or does not have the expected format
     */
    public static CooccurrenceTable open(Path path, Arena arena) throws IOException {
        return new CooccurrenceTable(
                MappedFiles.open(path, arena, MAGIC, HEADER_BYTES, "a term co-occurrence table"));
    }

    /**
     * Returns whether a term has a row in the table.
     *
     * @param documentCount the number of documents that contain the term
     * @param maxDocument the number of documents of the index
     */
    public static boolean hasRow(int documentCount, int maxDocument) {
        return documentCount > maxDocument / MIN_SHARE_DENOMINATOR;
    }

    /** Returns the row of the term with the given ordinal, or {@link #NO_ROW}. */
    public int row(int ordinal) {
        return rows.get(ordinal);
    }

    /**
     * Returns whether a row contains a term, that is, whether the two terms share a document. The
     * row of a term contains the term itself.
     *
     * @param ordinal the ordinal of the term to find in the row
     */
    public boolean contains(int row, int ordinal) {
        int position = lowerBound(row, ordinal);
        return position < starts[row + 1] && entry(position) == ordinal;
    }

    /**
     * Returns a new array of the ordinals of a row that lie within a range, in ascending order.
     *
     * @param from the first ordinal of the range
     * @param to the first ordinal after the range
     */
    public int[] ordinalsBetween(int row, int from, int to) {
        int first = lowerBound(row, from);
        int[] ordinals = new int[lowerBound(row, to) - first];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = entry(first + i);
        }
        return ordinals;
    }

    /**
     * Returns the position of the first entry of a row whose ordinal is at least the given ordinal.
     */
    private int lowerBound(int row, int ordinal) {
        int low = starts[row];
        int high = starts[row + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entry(middle) < ordinal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int entry(int position) {
        return file.get(LittleEndian.INT, entriesOffset + (long) ORDINAL_BYTES * position)
                & MAX_TERMS - 1;
    }
}
