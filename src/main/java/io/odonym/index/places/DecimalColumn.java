package io.odonym.index.places;

import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.DataOutput;

import java.io.IOException;

/**
 * A column of doubles, stored as a {@link PackedIntColumn} of scaled integers if these represent
 * the numbers exactly.
 *
 * <pre>
 *   decimals   1 byte: number of decimal places, 0 to 6; 255 if the numbers are stored as doubles
 *   numbers    packed column of scaled integers, or 8 bytes per number
 * </pre>
 *
 * <p>Not thread-safe. {@link #read} replaces the current column without allocating memory.
 */
final class DecimalColumn {

    private static final int NOT_DECIMAL = 255;

    private final PackedIntColumn packed = new PackedIntColumn();
    private final ByteArrayDataInput doubles = new ByteArrayDataInput();
    private int decimals;
    private byte[] bytes = {};
    private int start;

    /** Writes a column. */
    static void write(double[] numbers, DataOutput out) throws IOException {
        int decimals = commonDecimals(numbers);
        out.writeByte((byte) decimals);
        if (decimals == NOT_DECIMAL) {
            for (double number : numbers) {
                out.writeLong(Double.doubleToRawLongBits(number));
            }
            return;
        }
        long[] scaled = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            scaled[i] = FixedPoint.scale(numbers[i], decimals);
        }
        PackedIntColumn.write(scaled, out);
    }

    /**
     * Returns a number of decimal places with which all numbers can be stored exactly, or {@link
     * #NOT_DECIMAL} if there is none.
     */
    private static int commonDecimals(double[] numbers) {
        int decimals = 0;
        for (double number : numbers) {
            while (!FixedPoint.isExact(number, decimals)) {
                decimals++;
                if (decimals > FixedPoint.MAX_DECIMALS) {
                    return NOT_DECIMAL;
                }
            }
        }
        // A number may be exact with few decimal places, but not with more.
        for (double number : numbers) {
            if (!FixedPoint.isExact(number, decimals)) {
                return NOT_DECIMAL;
            }
        }
        return decimals;
    }

    /**
     * Reads the column at the current position of the input and moves the input past the column.
     *
     * @param source the array that backs the input
     * @param count the number of values in the column
     */
    void read(ByteArrayDataInput in, byte[] source, int count) {
        decimals = in.readByte() & 0xFF;
        bytes = source;
        if (decimals == NOT_DECIMAL) {
            start = in.getPosition();
            in.skipBytes((long) count * Long.BYTES);
        } else {
            packed.read(in, source, count);
        }
    }

    /** Returns the number at an index of the column. */
    double get(int i) {
        if (decimals != NOT_DECIMAL) {
            return FixedPoint.unscale(packed.get(i), decimals);
        }
        doubles.reset(bytes, start + i * Long.BYTES, Long.BYTES);
        return Double.longBitsToDouble(doubles.readLong());
    }
}
