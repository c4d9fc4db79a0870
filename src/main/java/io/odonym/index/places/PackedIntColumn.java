package io.odonym.index.places;

import io.odonym.index.store.LittleEndian;

import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.DataOutput;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Whole numbers in as few bits as the span between the smallest and the largest of them needs, any
 * of which can be read without the others.
 *
 * <pre>
 *   smallest   zigzag, 1 to 10 bytes
 *   bits       1 byte, 0 to 64
 *   numbers    each less the smallest, so many bits each, the lowest bits first
 * </pre>
 */
final class PackedIntColumn {

    /** So many bits lie within the eight bytes from the first of them on, wherever they start. */
    private static final int MOST_BITS_AT_ONCE = Long.SIZE - Byte.SIZE + 1;

    private byte[] bytes = {};
    private int start;
    private int bits;
    private long smallest;

    /** Writes a column. */
    static void write(long[] numbers, DataOutput out) throws IOException {
        long smallest = Long.MAX_VALUE;
        long largest = Long.MIN_VALUE;
        for (long number : numbers) {
            smallest = Math.min(smallest, number);
            largest = Math.max(largest, number);
        }
        if (numbers.length == 0) {
            smallest = 0;
            largest = 0;
        }
        int bits = 64 - Long.numberOfLeadingZeros(largest - smallest);
        out.writeZLong(smallest);
        out.writeByte((byte) bits);
        byte[] packed = new byte[byteCount(numbers.length, bits)];
        for (int i = 0; i < numbers.length; i++) {
            long number = numbers[i] - smallest;
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

    /** Finds a column of so many numbers where the input stands, and moves the input behind it. */
    void read(ByteArrayDataInput in, byte[] from, int count) {
        try {
            smallest = in.readZLong();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be read", impossible);
        }
        bits = in.readByte();
        if (bits < 0 || bits > Long.SIZE) {
            throw new IllegalArgumentException("a column of " + bits + " bits");
        }
        bytes = from;
        start = in.getPosition();
        in.skipBytes(byteCount(count, bits));
    }

    /** The i-th number. */
    long get(int i) {
        long bit = (long) i * bits;
        int first = start + (int) (bit >>> 3);
        if (bits <= MOST_BITS_AT_ONCE && first + Long.BYTES <= bytes.length) {
            long eight = LittleEndian.readLong(bytes, first);
            return smallest + (eight >>> (bit & 7) & ((1L << bits) - 1));
        }
        long number = 0;
        for (int done = 0; done < bits; ) {
            int at = start + (int) ((bit + done) >>> 3);
            int shift = (int) ((bit + done) & 7);
            number |= (bytes[at] & 0xFFL) >>> shift << done;
            done += 8 - shift;
        }
        return smallest + (bits == Long.SIZE ? number : number & ((1L << bits) - 1));
    }

    /** Whether all numbers are the same, so that one is all of them. */
    boolean isConstant() {
        return bits == 0;
    }
}
