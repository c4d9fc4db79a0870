package io.odonym.index.places;

import io.odonym.index.store.LittleEndian;

import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.DataOutput;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A column of integers with random access, packed with the minimum number of bits per value.
 *
 * <pre>
 *   minimum   smallest value: zigzag-encoded, variable length, 1 to 10 bytes
 *   bits      bits per value: 1 byte, 0 to 64
 *   values    each value minus the minimum, packed, low-order bits first
 * </pre>
 *
 * <p>Not thread-safe. {@link #read} replaces the current column without allocating memory.
 */
final class PackedIntColumn {

    /**
     * The maximum number of bits of a value that a single 8-byte load can read at any bit position.
     */
    private static final int MAX_SINGLE_LOAD_BITS = Long.SIZE - Byte.SIZE + 1;

    private byte[] bytes = {};
    private int start;
    private int bits;
    private long minimum;

    /** Writes a column. */
    static void write(long[] numbers, DataOutput out) throws IOException {
        long minimum = Long.MAX_VALUE;
        long maximum = Long.MIN_VALUE;
        for (long number : numbers) {
            minimum = Math.min(minimum, number);
            maximum = Math.max(maximum, number);
        }
        if (numbers.length == 0) {
            minimum = 0;
            maximum = 0;
        }
        int bits = 64 - Long.numberOfLeadingZeros(maximum - minimum);
        out.writeZLong(minimum);
        out.writeByte((byte) bits);
        byte[] packed = new byte[byteCount(numbers.length, bits)];
        for (int i = 0; i < numbers.length; i++) {
            long number = numbers[i] - minimum;
            long bit = (long) i * bits;
            for (int done = 0; done < bits; ) {
                int at = (int) ((bit + done) >>> 3);
                int shift = (int) ((bit + done) & 7);
                packed[at] |= (byte) (number >>> done << shift);
                done += 8 - shift;
            }
        }
        out.writeBytes(packed, packed.length);
    }

    private static int byteCount(int count, int bits) {
        return (int) (((long) count * bits + 7) >>> 3);
    }

    /**
     * Reads the column at the current position of the input and moves the input past the column.
     *
     * @param source the array that backs the input
     * @param count the number of values in the column
     */
    void read(ByteArrayDataInput in, byte[] source, int count) {
        try {
            minimum = in.readZLong();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
        bits = in.readByte();
        if (bits < 0 || bits > Long.SIZE) {
            throw new IllegalArgumentException("invalid column: " + bits + " bits per value");
        }
        bytes = source;
        start = in.getPosition();
        in.skipBytes(byteCount(count, bits));
    }

    /** Returns the value at an index of the column. */
    long get(int i) {
        long bit = (long) i * bits;
        int first = start + (int) (bit >>> 3);
        if (bits <= MAX_SINGLE_LOAD_BITS && first + Long.BYTES <= bytes.length) {
            long word = LittleEndian.readLong(bytes, first);
            return minimum + (word >>> (bit & 7) & ((1L << bits) - 1));
        }
        long value = 0;
        for (int done = 0; done < bits; ) {
            int at = start + (int) ((bit + done) >>> 3);
            int shift = (int) ((bit + done) & 7);
            value |= (bytes[at] & 0xFFL) >>> shift << done;
            done += 8 - shift;
        }
        return minimum + (bits == Long.SIZE ? value : value & ((1L << bits) - 1));
    }

    /** Returns whether all values of the column are equal. */
    boolean isConstant() {
        return bits == 0;
    }
}
