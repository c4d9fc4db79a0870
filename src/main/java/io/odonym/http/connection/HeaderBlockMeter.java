package io.odonym.http.connection;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;

/**
 * Bounds the decoded size of HPACK header blocks (RFC 7541) without decoding them. Not thread-safe.
 *
 * <p>Helidon 4.5.0 limits only the encoded size. A block of 15 kB can refer 15,000 times to one
 * entry of the dynamic table. Helidon also loops forever if an entry is larger than the dynamic
 * table, which RFC 7541, section 4.4, allows.
 *
 * <p>The meter tracks upper bounds on the sizes of the entries of the dynamic table. A string in
 * Huffman code is at most 8/5 times as long as its encoding, because the shortest code has 5 bits.
 * It keeps the sizes of the latest 128 entries, which is the largest possible number.
 */
final class HeaderBlockMeter {

    /** The size of the dynamic table that Helidon 4.5.0 announces (RFC 9113, section 6.5.2). */
    static final int TABLE_BYTES = 4096;

    /**
     * The number of bytes that RFC 7541, section 4.1, adds to the lengths of the name and value of
     * each entry.
     */
    private static final int ENTRY_OVERHEAD = 32;

    /** The largest possible number of entries in the dynamic table; a power of two. */
    private static final int MAX_ENTRIES = TABLE_BYTES / ENTRY_OVERHEAD;

    /** The number of entries of the static table (RFC 7541, appendix A). */
    private static final int STATIC_ENTRIES = 61;

    /** An upper bound on the size of any entry of the static table, in bytes. */
    private static final int STATIC_ENTRY_BYTES = 64;

    /** Index of the first of the two static entries with the name {@code :path}. */
    private static final int FIRST_PATH = 4;

    private static final int LAST_PATH = 5;
    private static final int MAX_INTEGER_BYTES = 4;

    private final int maxBytes;
    private final int maxPathBytes;

    /** A ring buffer of upper bounds on the sizes of the latest entries of the dynamic table. */
    private final int[] entrySizes = new int[MAX_ENTRIES];

    /** The number of entries added to the dynamic table so far. */
    private int added;

    private int tableBytes = TABLE_BYTES;
    private byte[] block = new byte[0];
    private int position;
    private int end;

    /**
     * Creates a meter for the header blocks of one connection.
     *
     * @param maxBytes the maximum decoded size of a block, in bytes, including an overhead of 32
     *     bytes for each field
     * @param maxPathBytes the maximum encoded size of {@code :path}, in bytes
     */
    HeaderBlockMeter(int maxBytes, int maxPathBytes) {
        this.maxBytes = maxBytes;
        this.maxPathBytes = maxPathBytes;
    }

    /**
     * Reads one complete header block. It must not contain the padding and priority fields of the
     * frame.
     *
     * @throws Http2Exception if the block is malformed, or its decoded size may exceed the limit
     */
    void measure(byte[] headerBlock, int length) {
        block = headerBlock;
        position = 0;
        end = length;
        long total = 0;
        while (position < end) {
            total += field();
            if (total > maxBytes) {
                throw tooLarge("header block too large");
            }
        }
    }

    /** Reads one field or table size update, and returns an upper bound on its size. */
    private int field() {
        int first = block[position++] & 0xff;
        if ((first & 0x80) != 0) {
            return sizeOf(integer(first, 7));
        }
        if ((first & 0xe0) == 0x20) {
            tableBytes = integer(first, 5);
            if (tableBytes > TABLE_BYTES) {
                throw compressionError("dynamic table too large");
            }
            return 1;
        }
        boolean indexed = (first & 0x40) != 0;
        int nameIndex = integer(first, indexed ? 6 : 4);
        int name = nameIndex == 0 ? string() : sizeOf(nameIndex);
        int valueStart = position;
        int size = name + string() + ENTRY_OVERHEAD;
        if (nameIndex >= FIRST_PATH
                && nameIndex <= LAST_PATH
                && position - valueStart > maxPathBytes) {
            throw tooLarge("path too long");
        }
        if (indexed) {
            if (size > tableBytes) {
                throw compressionError("entry larger than the dynamic table");
            }
            entrySizes[added++ & MAX_ENTRIES - 1] = size;
        }
        return size;
    }

    /** Returns an upper bound on the size of an entry of the static or dynamic table. */
    private int sizeOf(int index) {
        if (index <= STATIC_ENTRIES) {
            return STATIC_ENTRY_BYTES;
        }
        int age = index - STATIC_ENTRIES;
        if (age > Math.min(added, MAX_ENTRIES)) {
            throw compressionError("no such entry in the dynamic table");
        }
        return entrySizes[added - age & MAX_ENTRIES - 1];
    }

    /** Skips a string, and returns an upper bound on its decoded length. */
    private int string() {
        if (position >= end) {
            throw compressionError("truncated header block");
        }
        int first = block[position++] & 0xff;
        int length = integer(first, 7);
        if (length > end - position) {
            throw compressionError("truncated string");
        }
        position += length;
        return (first & 0x80) == 0 ? length : length * 8 / 5;
    }

    /** Reads an integer whose first byte has been read (RFC 7541, section 5.1). */
    private int integer(int first, int prefixBits) {
        int prefix = (1 << prefixBits) - 1;
        int value = first & prefix;
        if (value < prefix) {
            return value;
        }
        for (int i = 0; i < MAX_INTEGER_BYTES; i++) {
            if (position >= end) {
                break;
            }
            int next = block[position++] & 0xff;
            value += (next & 0x7f) << 7 * i;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw compressionError("malformed integer");
    }

    private static Http2Exception compressionError(String message) {
        return new Http2Exception(Http2ErrorCode.COMPRESSION, message);
    }

    private static Http2Exception tooLarge(String message) {
        return new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, message);
    }
}
