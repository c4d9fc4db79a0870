package io.odonym.index.places;

import io.odonym.model.Attributes;
import io.odonym.model.Attributes.JsonNull;

import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * JSON values as bytes, each with its type, to come back exactly as they were read.
 *
 * <p>A byte says what follows. Numbers with up to six decimals, which coordinates and importances
 * have, are a whole number and the count of their decimals; a UUID in its usual spelling is 16
 * bytes; any other value is written out.
 */
public final class JsonValueCodec {

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int LONG = 3;
    private static final int DECIMAL = 4;
    private static final int MOST_DECIMALS = 6;
    private static final int DOUBLE = DECIMAL + MOST_DECIMALS + 1;
    private static final int STRING = 12;
    private static final int UUID_TEXT = 13;
    private static final int LIST = 14;
    private static final int OBJECT = 15;

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    /** Up to here every whole number is a double. */
    private static final double LARGEST_EXACT = 1L << 53;

    private static final int UUID_LENGTH = 36;

    private JsonValueCodec() {}

    static void write(Object value, DataOutput out) throws IOException {
        switch (value) {
            case JsonNull _ -> out.writeByte((byte) NULL);
            case Boolean flag -> out.writeByte((byte) (flag ? TRUE : FALSE));
            case Long whole -> {
                out.writeByte((byte) LONG);
                out.writeZLong(whole);
            }
            case Double number -> writeDouble(number, out);
            case String text -> writeString(text, out);
            case List<?> list -> {
                out.writeByte((byte) LIST);
                out.writeVInt(list.size());
                for (Object item : list) {
                    write(item, out);
                }
            }
            case Attributes object -> {
                out.writeByte((byte) OBJECT);
                out.writeVInt(object.keys().size());
                for (int i = 0; i < object.keys().size(); i++) {
                    out.writeString(object.keys().get(i));
                    write(object.values().get(i), out);
                }
            }
            default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }

    private static void writeDouble(double number, DataOutput out) throws IOException {
        for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
            if (isDecimal(number, decimals)) {
                out.writeByte((byte) (DECIMAL + decimals));
                out.writeZLong(scaled(number, decimals));
                return;
            }
        }
        out.writeByte((byte) DOUBLE);
        out.writeLong(Double.doubleToRawLongBits(number));
    }

    /** Whether a number is, to the last bit, a whole number divided by that power of ten. */
    public static boolean isDecimal(double number, int decimals) {
        double scaled = Math.rint(number * POWERS[decimals]);
        return Math.abs(scaled) <= LARGEST_EXACT
                && Double.doubleToRawLongBits(unscaled((long) scaled, decimals))
                        == Double.doubleToRawLongBits(number);
    }

    /** The whole number that such a number is once the power of ten is taken out. */
    public static long scaled(double number, int decimals) {
        return (long) Math.rint(number * POWERS[decimals]);
    }

    /** The number again. */
    public static double unscaled(long scaled, int decimals) {
        return scaled / POWERS[decimals];
    }

    private static void writeString(String text, DataOutput out) throws IOException {
        if (isUuid(text)) {
            out.writeByte((byte) UUID_TEXT);
            UUID uuid = UUID.fromString(text);
            out.writeLong(uuid.getMostSignificantBits());
            out.writeLong(uuid.getLeastSignificantBits());
        } else {
            out.writeByte((byte) STRING);
            out.writeString(text);
        }
    }

    /** Whether a text is a UUID as {@link UUID#toString} writes it. */
    static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char letter = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean digit = letter >= '0' && letter <= '9' || letter >= 'a' && letter <= 'f';
            if (dash ? letter != '-' : !digit) {
                return false;
            }
        }
        return true;
    }

    static Object read(DataInput in) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case NULL -> JsonNull.NULL;
            case FALSE -> Boolean.FALSE;
            case TRUE -> Boolean.TRUE;
            case LONG -> in.readZLong();
            case DOUBLE -> Double.longBitsToDouble(in.readLong());
            case STRING -> in.readString();
            case UUID_TEXT -> new UUID(in.readLong(), in.readLong()).toString();
            case LIST -> {
                int size = in.readVInt();
                List<Object> list = new ArrayList<>(Math.min(size, 1000));
                for (int i = 0; i < size; i++) {
                    list.add(read(in));
                }
                yield list;
            }
            case OBJECT -> {
                int size = in.readVInt();
                List<String> keys = new ArrayList<>(Math.min(size, 1000));
                List<Object> values = new ArrayList<>(Math.min(size, 1000));
                for (int i = 0; i < size; i++) {
                    keys.add(in.readString());
                    values.add(read(in));
                }
                yield new Attributes(keys, values);
            }
            default -> {
                if (type < DECIMAL || type > DECIMAL + MOST_DECIMALS) {
                    throw new IllegalArgumentException("no type of value: " + type);
                }
                yield unscaled(in.readZLong(), type - DECIMAL);
            }
        };
    }
}
