package io.odonym.index.terms;

import io.odonym.index.store.LittleEndian;
import io.odonym.index.store.MappedFiles;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The term dictionary: a memory-mapped file of all terms of the index, in byte order, with their
 * document counts and their maximum weights. The position of a term in that order is its ordinal.
 *
 * <p>Lucene's term dictionary is designed for single lookups. This dictionary also finds all terms
 * with a given prefix, by binary search. A misspelled word requires about three hundred lookups,
 * for which the dictionary contains a hash table and a filter.
 *
 * <pre>
 *   header    magic, number of terms, number of slots, bytes of text         4 × 4 bytes
 *   table     slots × 8 bytes: high half of the hash, ordinal + 1            open addressing, at most half full
 *   weights   terms × 8 bytes: maximum weight of the term in a document
 *   elsewhere terms × 8 bytes: maximum weight in a document whose name does not contain the term
 *   starts    (terms + 1) × 4 bytes: offset of the text of each term
 *   counts    terms × 4 bytes: number of documents that contain the term
 *   text      the texts of the terms, concatenated
 *   filter    slots × 4 bits: one bit is set per term, selected by its hash; copied to the heap
 * </pre>
 *
 * <p>The file takes about 50 bytes per term: 25 MB for the half million terms of France. Immutable
 * and thread-safe.
 */
public final class TermDictionary {

    /** The magic number of the file. */
    public static final int MAGIC = 0x4F444F31;

    static final int HEADER_BYTES = 16;
    static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /**
     * The number of filter bits per slot. The table is at most half full, so at most one filter bit
     * in eight is set.
     */
    private static final int FILTER_BITS_PER_SLOT = 4;

    /** The ordinal that the lookup methods return for a term that does not occur in the index. */
    public static final int ABSENT = -1;

    private final MemorySegment file;
    private final int termCount;
    private final int slotMask;

    /**
     * The filter is a bitset. For each term, the bit selected by the term's hash is set. The filter
     * fits into the CPU cache.
     */
    private final long[] filter;

    private final long maxWeightsOffset;
    private final long maxWeightsOutsideNameOffset;
    private final long startsOffset;
    private final long documentCountsOffset;
    private final long textOffset;

    private TermDictionary(MemorySegment file) {
        this.file = file;
        this.termCount = file.get(LittleEndian.INT, 4);
        int slots = file.get(LittleEndian.INT, 8);
        this.slotMask = slots - 1;
        this.maxWeightsOffset = HEADER_BYTES + 8L * slots;
        this.maxWeightsOutsideNameOffset = maxWeightsOffset + 8L * termCount;
        this.startsOffset = maxWeightsOutsideNameOffset + 8L * termCount;
        this.documentCountsOffset = startsOffset + 4L * (termCount + 1);
        this.textOffset = documentCountsOffset + 4L * termCount;
        this.filter = new long[filterLength(slots)];
        long filterOffset = textOffset + file.get(LittleEndian.INT, 12);
        MemorySegment.copy(file, LONG, filterOffset, filter, 0, filter.length);
    }

    /** Returns the length of the filter array for a table with the given number of slots. */
    public static int filterLength(int slots) {
        return Math.max(1, slots * FILTER_BITS_PER_SLOT / Long.SIZE);
    }

    /**
     * Sets the bit of a term in a filter.
     *
     * @param spreadHash the hash of the term, mixed by {@link TermRollingHash#spread}
     */
    public static void addToFilter(long[] filter, long spreadHash) {
        int fingerprint = (int) (spreadHash >>> 32);
        filter[fingerprint >>> Byte.SIZE & filter.length - 1] |= 1L << fingerprint;
    }

    /**
     * Maps a term dictionary into memory. The mapping is valid until the arena is closed.
     *
     * @throws IOException if the file cannot be read or does not have the expected format
     */
    public static TermDictionary open(Path path, Arena arena) throws IOException {
        return new TermDictionary(
                MappedFiles.open(path, arena, MAGIC, HEADER_BYTES, "a term dictionary"));
    }

    /** Returns the number of terms. */
    public int size() {
        return termCount;
    }

    /** Returns the size of the mapped file, in bytes. */
    public long sizeInBytes() {
        return file.byteSize();
    }

    /** Returns the ordinal of a term, or {@link #ABSENT}. */
    public int findOrdinal(String term) {
        long hash = 0;
        for (int i = 0; i < term.length(); i++) {
            char letter = term.charAt(i);
            if (letter > 127) {
                return ABSENT;
            }
            hash = TermRollingHash.append(hash, letter);
        }
        return findOrdinal(hash, term);
    }

    /**
     * Returns the ordinal of a term whose hash is known, or {@link #ABSENT}.
     *
     * @param hash the hash of the term
     * @param term the text of the term, in ASCII; used only if the table contains the hash
     */
    int findOrdinal(long hash, CharSequence term) {
        long spreadHash = TermRollingHash.spread(hash);
        int fingerprint = (int) (spreadHash >>> 32);
        for (int slot = (int) spreadHash & slotMask; ; slot = (slot + 1) & slotMask) {
            long entry = file.get(LONG, HEADER_BYTES + 8L * slot);
            if (entry == 0) {
                return ABSENT;
            }
            if ((int) (entry >>> 32) == fingerprint) {
                int ordinal = (int) entry - 1;
                if (hasText(ordinal, term)) {
                    return ordinal;
                }
            }
        }
    }

    /**
     * Returns the filter bit of a hash: 1 for the hash of a term, and 0 for nine in ten of the
     * other hashes. The method has no branch and reads memory once.
     */
    int filterBit(long hash) {
        int fingerprint = (int) (TermRollingHash.spread(hash) >>> 32);
        return (int) (filter[fingerprint >>> Byte.SIZE & filter.length - 1] >>> fingerprint) & 1;
    }

    /**
     * Returns whether the table contains the high half of a hash. The result is true for the hash
     * of every term and false for nearly all other hashes.
     */
    boolean mightContain(long hash) {
        long spreadHash = TermRollingHash.spread(hash);
        int fingerprint = (int) (spreadHash >>> 32);
        for (int slot = (int) spreadHash & slotMask; ; slot = (slot + 1) & slotMask) {
            long entry = file.get(LONG, HEADER_BYTES + 8L * slot);
            if (entry == 0) {
                return false;
            }
            if ((int) (entry >>> 32) == fingerprint) {
                return true;
            }
        }
    }

    /** Returns the number of documents that contain the term with the given ordinal. */
    public int documentCount(int ordinal) {
        return file.get(LittleEndian.INT, documentCountsOffset + 4L * ordinal);
    }

    /** Returns the maximum weight over all documents of the term with the given ordinal. */
    public double maxWeight(int ordinal) {
        return file.get(DOUBLE, maxWeightsOffset + 8L * ordinal);
    }

    /**
     * Returns the maximum weight of a term in any document whose name does not contain the term.
     */
    public double maxWeightOutsideName(int ordinal) {
        return file.get(DOUBLE, maxWeightsOutsideNameOffset + 8L * ordinal);
    }

    /** Returns the term with the given ordinal. */
    public IndexedTerm term(int ordinal) {
        return new IndexedTerm(termText(ordinal), ordinal, documentCount(ordinal));
    }

    /** Returns the text of the term with the given ordinal. */
    public String termText(int ordinal) {
        long start = start(ordinal);
        byte[] bytes = new byte[(int) (start(ordinal + 1) - start)];
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, textOffset + start, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Returns the number of letters of the term with the given ordinal. */
    public int termLength(int ordinal) {
        return (int) (start(ordinal + 1) - start(ordinal));
    }

    /** Returns whether the term with the given ordinal consists of digits only. */
    public boolean isNumeric(int ordinal) {
        for (long i = start(ordinal); i < start(ordinal + 1); i++) {
            byte letter = file.get(ValueLayout.JAVA_BYTE, textOffset + i);
            if (letter < '0' || letter > '9') {
                return false;
            }
        }
        return true;
    }

    /** Returns the ordinals of the terms that start with a prefix. The ordinals are contiguous. */
    public OrdinalRange prefixRange(String prefix) {
        // If the prefix is itself a term, it is the first term of the range, and one hash lookup
        // finds it.
        int exact = findOrdinal(prefix);
        int from = exact == ABSENT ? bound(prefix, false, 0, termCount) : exact;
        // Most ranges are short, so an exponential search from the start finds the end.
        int low = from;
        int step = 1;
        while (low + step < termCount && compareStart(low + step, prefix) == 0) {
            low += step;
            step *= 2;
        }
        return new OrdinalRange(from, bound(prefix, true, low, Math.min(low + step, termCount)));
    }

    /**
     * A range of consecutive ordinals.
     *
     * @param from the first ordinal
     * @param to the first ordinal after the range
     */
    public record OrdinalRange(int from, int to) {

        /** Returns the number of ordinals in this range. */
        public int size() {
            return to - from;
        }
    }

    /**
     * Returns the first ordinal within a range whose term is greater than or equal to a prefix.
     *
     * @param after whether to skip the terms that start with the prefix
     */
    private int bound(String prefix, boolean after, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = compareStart(middle, prefix);
            if (order < 0 || after && order == 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Compares the start of a term with a prefix. The result is 0 if the term starts with the
     * prefix.
     */
    private int compareStart(int ordinal, String prefix) {
        long start = start(ordinal);
        int length = (int) (start(ordinal + 1) - start);
        for (int i = 0; i < prefix.length(); i++) {
            if (i == length) {
                return -1;
            }
            int order =
                    (file.get(ValueLayout.JAVA_BYTE, textOffset + start + i) & 0xFF)
                            - prefix.charAt(i);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private boolean hasText(int ordinal, CharSequence text) {
        long start = start(ordinal);
        int length = (int) (start(ordinal + 1) - start);
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (file.get(ValueLayout.JAVA_BYTE, textOffset + start + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private long start(int ordinal) {
        return file.get(LittleEndian.INT, startsOffset + 4L * ordinal) & 0xFFFFFFFFL;
    }
}
