package io.odonym.index.store;

import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

import java.util.Arrays;

/**
 * A {@link DataOutput} that writes to a growing byte array. The array starts at 128 bytes, which is
 * enough for the record of a typical street. Lucene's growable outputs allocate larger blocks. Not
 * thread-safe.
 */
public final class GrowableByteOutput extends DataOutput {

    private static final int INITIAL_BYTES = 128;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int length;

    @Override
    public void writeByte(byte value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = value;
    }

    @Override
    public void writeBytes(byte[] source, int offset, int count) {
        bytes = ArrayUtil.grow(bytes, length + count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /**
     * Returns the bytes written so far, without copying them. The result is valid until the next
     * write to this output.
     */
    public BytesRef toBytes() {
        return new BytesRef(bytes, 0, length);
    }

    /** Appends all bytes written so far to another output. */
    public void copyTo(GrowableByteOutput target) {
        target.writeBytes(bytes, 0, length);
    }
}
