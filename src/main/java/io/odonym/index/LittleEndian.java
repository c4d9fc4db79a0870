package io.odonym.index;

import java.io.IOException;
import java.io.OutputStream;

/** Writes numbers with their lowest byte first, as the mapped files have them. */
final class LittleEndian {

    private LittleEndian() {}

    /** Four bytes. */
    static void write(OutputStream out, int number) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(number >>> shift);
        }
    }

    /** Eight bytes. */
    static void write(OutputStream out, long number) throws IOException {
        write(out, (int) number);
        write(out, (int) (number >>> Integer.SIZE));
    }
}
