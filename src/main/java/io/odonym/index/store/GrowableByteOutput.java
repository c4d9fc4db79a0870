package io.odonym.index.store;

import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

import java.util.Arrays;

/**
 * A growing array of bytes: of Lucene's own outputs the growing ones are made for megabytes, and a
 * street has a hundred bytes.
 */
public final class GrowableByteOutput extends DataOutput {

    private byte[] bytes = new byte[128];
    private int length;

    @Override
    public void writeByte(byte value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = value;
    }

    @Override
    public void writeBytes(byte[] from, int offset, int count) {
        bytes = ArrayUtil.grow(bytes, length + count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /** What was written, to be used until more is written. */
    public BytesRef toBytes() {
        return new BytesRef(bytes, 0, length);
    }

    /** Writes all of this to another output. */
    public void copyTo(GrowableByteOutput other) {
        other.writeBytes(bytes, 0, length);
    }
}
