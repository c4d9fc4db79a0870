package io.odonym.index.terms;

import io.odonym.index.store.LittleEndian;
import io.odonym.index.store.MappedFile;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Which tokens share a document with each of the commoner tokens, mapped into memory.
 *
 * <p>addok keeps the pairs of all tokens (1.3.2, pairs.py). Of a rare token the few documents tell
 * soon enough what stands beside it; of a token of ten thousand they do not, and what a typed
 * beginning may become next to "rue" or "vignes", and whether two such words go together at all, is
 * asked by every other query that is being typed.
 *
 * <pre>
 *   header     magic, number of rows          2 × 4 bytes
 *   tokens     rows × 4 bytes: the numbers of the tokens that have a row, ascending
 *   starts     (rows + 1) × 4 bytes: where the row's companions start, counted in companions
 *   companions 3 bytes each: the numbers of the tokens that share a document with the row's, ascending
 *   padding    1 byte, so that the last companion can be read as 4
 * </pre>
 *
 * <p>Immutable, for any number of threads.
 */
public final class TermCooccurrence {

    public static final int MAGIC = 0x4F444F33;
    static final int HEADER_BYTES = 8;
    public static final int ORDINAL_BYTES = 3;

    /** So many tokens fit: all of France has three hundred thousand. */
    public static final int MAX_TERMS = 1 << ORDINAL_BYTES * Byte.SIZE;

    /** Given for a token that has no row. */
    public static final int NO_ROW = IntOrdinalMap.NOT_FOUND;

    /** Tokens of more than one document in so many have a row. */
    private static final int ONE_IN = 3072;

    private final MemorySegment file;
    private final IntOrdinalMap rows;
    private final int[] starts;
    private final long companions;

    private TermCooccurrence(MemorySegment file) {
        this.file = file;
        int rows = file.get(LittleEndian.INT, 4);
        int[] tokens = new int[rows];
        this.starts = new int[rows + 1];
        MemorySegment.copy(file, LittleEndian.INT, HEADER_BYTES, tokens, 0, rows);
        long at = HEADER_BYTES + 4L * rows;
        MemorySegment.copy(file, LittleEndian.INT, at, starts, 0, rows + 1);
        this.rows = new IntOrdinalMap(tokens);
        this.companions = at + 4L * (rows + 1);
    }

    /** Maps the pairs for as long as the arena lives. */
    public static TermCooccurrence open(Path path, Arena arena) throws IOException {
        return new TermCooccurrence(
                MappedFile.open(path, arena, MAGIC, HEADER_BYTES, "a term co-occurrence file"));
    }

    /** Whether a token of so many documents has a row. */
    public static boolean hasRow(int documents, int maxDocument) {
        return documents > maxDocument / ONE_IN;
    }

    /** The row of a token, or {@link #NO_ROW}. */
    public int row(int token) {
        return rows.get(token);
    }

    /** Whether a row's token shares a document with another; with itself it does. */
    public boolean contains(int row, int token) {
        int at = firstFrom(row, token);
        return at < starts[row + 1] && companion(at) == token;
    }

    /** The companions of a row from one number up to, but not with, another, ascending. */
    public int[] ordinalsBetween(int row, int from, int to) {
        int first = firstFrom(row, from);
        int[] found = new int[firstFrom(row, to) - first];
        for (int i = 0; i < found.length; i++) {
            found[i] = companion(first + i);
        }
        return found;
    }

    private int firstFrom(int row, int token) {
        int low = starts[row];
        int high = starts[row + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (companion(middle) < token) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int companion(int at) {
        return file.get(LittleEndian.INT, companions + (long) ORDINAL_BYTES * at) & MAX_TERMS - 1;
    }
}
