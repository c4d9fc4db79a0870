package io.odonym.index.store;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers, the byte order of every index file. */
public final class LittleEndian {

    /** Four bytes of a mapped file, at any position. */
    public static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /** The four bytes of an array from one on. */
    public static int readInt(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    /** The eight bytes of an array from one on. */
    public static long readLong(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Writes four bytes. */
    public static void write(OutputStream out, int number) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(number >>> shift);
        }
    }

    /** Writes eight bytes. */
    public static void write(OutputStream out, long number) throws IOException {
        write(out, (int) number);
        write(out, (int) (number >>> Integer.SIZE));
    }
}
