package io.odonym.index.places;

import org.apache.lucene.store.ByteArrayDataInput;

/**
 * Numbers with so many decimals as a {@link PackedIntColumn}, or as they are where that would not
 * be exact.
 */
final class DecimalColumn {

    private final PackedIntColumn packed = new PackedIntColumn();
    private final ByteArrayDataInput plain = new ByteArrayDataInput();
    private int decimals;
    private byte[] bytes = {};
    private int start;

    /** Finds a column of so many numbers where the input stands, and moves the input behind it. */
    void read(ByteArrayDataInput in, byte[] from, int count) {
        decimals = in.readByte() & 0xFF;
        bytes = from;
        if (decimals == HouseNumberBlockWriter.NOT_DECIMAL) {
            start = in.getPosition();
            in.skipBytes((long) count * Long.BYTES);
        } else {
            packed.read(in, from, count);
        }
    }

    /** The i-th number. */
    double get(int i) {
        if (decimals != HouseNumberBlockWriter.NOT_DECIMAL) {
            return JsonValueCodec.unscaled(packed.get(i), decimals);
        }
        plain.reset(bytes, start + i * Long.BYTES, Long.BYTES);
        return Double.longBitsToDouble(plain.readLong());
    }
}
