package io.odonym.index.terms;

import io.odonym.index.store.LittleEndian;
import io.odonym.index.store.MappedFile;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Every token of the index with how many documents hold it, mapped into memory.
 *
 * <p>Lucene's own term dictionary is made for one lookup at a time. A typed prefix wants all its
 * continuations by document count, and a misspelt word some three hundred lookups, so the tokens
 * stand here once more, numbered in byte order:
 *
 * <pre>
 *   header    magic, number of tokens, slots of the table, bytes of text     4 × 4 bytes
 *   table     slots × 8 bytes: high half of the token's hash, number + 1     open addressing, at most half full
 *   weights   tokens × 8 bytes: the token's largest weight in a document
 *   elsewhere tokens × 8 bytes: its largest weight in a document whose name does not hold it
 *   starts    (tokens + 1) × 4 bytes: where the token's text starts
 *   counts    tokens × 4 bytes: how many documents hold the token
 *   text      the tokens, one after another
 *   filter    slots × 4 bits: one is set for each token, by its hash; copied to the heap
 * </pre>
 *
 * <p>About 50 bytes a token: 25 MB for the half million tokens of all France.
 */
public final class TermDictionary {

    public static final int MAGIC = 0x4F444F31;
    static final int HEADER_BYTES = 16;
    static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A slot of the table is at most half full, so that one bit in eight is set at most. */
    private static final int FILTER_BITS_A_SLOT = 4;

    /** Given for a token that no document holds. */
    public static final int ABSENT = -1;

    private final MemorySegment file;
    private final int tokens;
    private final int mask;

    /** A bit for each value of some bits of the tokens' hashes: fits the processor's cache. */
    private final long[] filter;

    private final long weights;
    private final long elsewhere;
    private final long starts;
    private final long counts;
    private final long text;

    private TermDictionary(MemorySegment file) {
        this.file = file;
        this.tokens = file.get(LittleEndian.INT, 4);
        int slots = file.get(LittleEndian.INT, 8);
        this.mask = slots - 1;
        this.weights = HEADER_BYTES + 8L * slots;
        this.elsewhere = weights + 8L * tokens;
        this.starts = elsewhere + 8L * tokens;
        this.counts = starts + 4L * (tokens + 1);
        this.text = counts + 4L * tokens;
        this.filter = new long[filterLength(slots)];
        long at = text + file.get(LittleEndian.INT, 12);
        MemorySegment.copy(file, LONG, at, filter, 0, filter.length);
    }

    /** How many longs the filter of so many slots has. */
    public static int filterLength(int slots) {
        return Math.max(1, slots * FILTER_BITS_A_SLOT / Long.SIZE);
    }

    /** Sets the bit of a token whose hash is spread. */
    public static void addToFilter(long[] filter, long spread) {
        int fingerprint = (int) (spread >>> 32);
        filter[fingerprint >>> Byte.SIZE & filter.length - 1] |= 1L << fingerprint;
    }

    /** Maps a dictionary for as long as the arena lives. */
    public static TermDictionary open(Path path, Arena arena) throws IOException {
        return new TermDictionary(
                MappedFile.open(path, arena, MAGIC, HEADER_BYTES, "a term dictionary"));
    }

    /** How many tokens there are. */
    public int size() {
        return tokens;
    }

    /** Size in bytes, all of it mapped. */
    public long sizeInBytes() {
        return file.byteSize();
    }

    /** The number of a token, or {@link #ABSENT}. */
    public int findOrdinal(String token) {
        long hash = 0;
        for (int i = 0; i < token.length(); i++) {
            char letter = token.charAt(i);
            if (letter > 127) {
                return ABSENT;
            }
            hash = TermHash.append(hash, letter);
        }
        return findOrdinal(hash, token);
    }

    /**
     * The number of a token whose hash is known.
     *
     * @param hash its hash
     * @param token its text, in ASCII; read only where the hash is found
     */
    int findOrdinal(long hash, CharSequence token) {
        long spread = TermHash.spread(hash);
        int fingerprint = (int) (spread >>> 32);
        for (int slot = (int) spread & mask; ; slot = (slot + 1) & mask) {
            long entry = file.get(LONG, HEADER_BYTES + 8L * slot);
            if (entry == 0) {
                return ABSENT;
            }
            if ((int) (entry >>> 32) == fingerprint) {
                int number = (int) entry - 1;
                if (is(number, token)) {
                    return number;
                }
            }
        }
    }

    /** 1 where the hash may be a token's, 0 for nine of ten that are not: no branch, one read. */
    int filterBit(long hash) {
        int fingerprint = (int) (TermHash.spread(hash) >>> 32);
        return (int) (filter[fingerprint >>> Byte.SIZE & filter.length - 1] >>> fingerprint) & 1;
    }

    /** Whether the hash may be a token's: no for nearly all that are not. */
    boolean mightContain(long hash) {
        long spread = TermHash.spread(hash);
        int fingerprint = (int) (spread >>> 32);
        for (int slot = (int) spread & mask; ; slot = (slot + 1) & mask) {
            long entry = file.get(LONG, HEADER_BYTES + 8L * slot);
            if (entry == 0) {
                return false;
            }
            if ((int) (entry >>> 32) == fingerprint) {
                return true;
            }
        }
    }

    /** How many documents hold a token. */
    public int documentCount(int number) {
        return file.get(LittleEndian.INT, counts + 4L * number);
    }

    /** The largest weight that a token has in a document. */
    public double maxWeight(int number) {
        return file.get(DOUBLE, weights + 8L * number);
    }

    /** The largest weight that a token has in a document other than by its name. */
    public double maxWeightOutsideName(int number) {
        return file.get(DOUBLE, elsewhere + 8L * number);
    }

    /** A token. */
    public IndexedTerm term(int number) {
        return new IndexedTerm(termText(number), number, documentCount(number));
    }

    /** The text of a token. */
    public String termText(int number) {
        long start = start(number);
        byte[] bytes = new byte[(int) (start(number + 1) - start)];
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, text + start, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** How many letters a token has. */
    public int termLength(int number) {
        return (int) (start(number + 1) - start(number));
    }

    /** Whether a token consists of digits only. */
    public boolean isNumeric(int number) {
        for (long at = start(number); at < start(number + 1); at++) {
            byte letter = file.get(ValueLayout.JAVA_BYTE, text + at);
            if (letter < '0' || letter > '9') {
                return false;
            }
        }
        return true;
    }

    /** The tokens that begin with a prefix: in byte order they stand side by side. */
    public Range prefixRange(String prefix) {
        // A word that is a token itself is the first of them, found at once.
        int known = findOrdinal(prefix);
        int from = known == ABSENT ? bound(prefix, false, 0, tokens) : known;
        // They are few most often, so that their end is looked for close behind.
        int low = from;
        int step = 1;
        while (low + step < tokens && compareStart(low + step, prefix) == 0) {
            low += step;
            step *= 2;
        }
        return new Range(from, bound(prefix, true, low, Math.min(low + step, tokens)));
    }

    /**
     * Tokens side by side.
     *
     * @param from the number of the first
     * @param to the number after that of the last
     */
    public record Range(int from, int to) {

        /** How many there are. */
        public int size() {
            return to - from;
        }
    }

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

    /** Compares the beginning of a token with a prefix: 0 where it begins with it. */
    private int compareStart(int number, String prefix) {
        long start = start(number);
        int length = (int) (start(number + 1) - start);
        for (int i = 0; i < prefix.length(); i++) {
            if (i == length) {
                return -1;
            }
            int order =
                    (file.get(ValueLayout.JAVA_BYTE, text + start + i) & 0xFF) - prefix.charAt(i);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private boolean is(int number, CharSequence token) {
        long start = start(number);
        int length = (int) (start(number + 1) - start);
        if (length != token.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (file.get(ValueLayout.JAVA_BYTE, text + start + i) != token.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private long start(int number) {
        return file.get(LittleEndian.INT, starts + 4L * number) & 0xFFFFFFFFL;
    }
}
