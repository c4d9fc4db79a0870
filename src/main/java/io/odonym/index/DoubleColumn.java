package io.odonym.index;

import org.apache.lucene.store.ByteArrayDataInput;

/**
 * Numbers with so many decimals as a {@link PackedColumn}, or as they are where that would not be
 * exact.
 */
final class DoubleColumn {

    private final PackedColumn packed = new PackedColumn();
    private final ByteArrayDataInput plain = new ByteArrayDataInput();
    private int decimals;
    private byte[] bytes = {};
    private int start;

    /** Finds a column of so many numbers where the input stands, and moves the input behind it. */
    void read(ByteArrayDataInput in, byte[] from, int count) {
        decimals = in.readByte() & 0xFF;
        bytes = from;
        if (decimals == HouseNumberCodec.NOT_DECIMAL) {
            start = in.getPosition();
            in.skipBytes((long) count * Long.BYTES);
        } else {
            packed.read(in, from, count);
        }
    }

    /** The i-th number. */
    double get(int i) {
        if (decimals != HouseNumberCodec.NOT_DECIMAL) {
            return ValueCodec.unscaled(packed.get(i), decimals);
        }
        plain.reset(bytes, start + i * Long.BYTES, Long.BYTES);
        return Double.longBitsToDouble(plain.readLong());
    }
}
