package io.odonym.index.store;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and writes numbers in little-endian byte order, which Odonym's index files use. */
public final class LittleEndian {

    /** The layout of an unaligned 4-byte integer in a memory-mapped file. */
    public static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /** Reads a 4-byte integer at an offset in an array. */
    public static int readInt(byte[] bytes, int offset) {
        return (int) INTS.get(bytes, offset);
    }

    /** Reads an 8-byte integer at an offset in an array. */
    public static long readLong(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    /** Writes a 4-byte integer. */
    public static void writeInt(OutputStream out, int number) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(number >>> shift);
        }
    }

    /** Writes an 8-byte integer. */
    public static void writeLong(OutputStream out, long number) throws IOException {
        writeInt(out, (int) number);
        writeInt(out, (int) (number >>> Integer.SIZE));
    }
}
