package io.odonym.index.places;

import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;

import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Encodes JSON values as bytes and decodes them without loss.
 *
 * <pre>
 *   0        null
 *   1, 2     false, true
 *   3        integer: zigzag-encoded, variable length
 *   4 to 10  number with 0 to 6 decimals, such as a coordinate: the scaled integer, zigzag-encoded, variable length
 *   11       any other number: 8 bytes
 *   12       string: length in bytes, UTF-8
 *   13       string that is a UUID in canonical form: 16 bytes
 *   14       list: count, values
 *   15       object: count, keys and values
 * </pre>
 */
final class JsonValueCodec {

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int LONG = 3;
    private static final int DECIMAL = 4;
    private static final int DOUBLE = DECIMAL + FixedPoint.MAX_DECIMALS + 1;
    private static final int STRING = 12;
    private static final int UUID_TEXT = 13;
    private static final int LIST = 14;
    private static final int OBJECT = 15;

    private static final int UUID_LENGTH = 36;

    /** The maximum initial capacity of a collection. The stored element count may be corrupt. */
    private static final int MAX_INITIAL_CAPACITY = 1000;

    private JsonValueCodec() {}

    /**
     * Writes a JSON value.
     *
     * @throws IllegalArgumentException if the object is not a JSON value
     */
    static void write(Object value, DataOutput out) throws IOException {
        switch (value) {
            case JsonNull _ -> out.writeByte((byte) NULL);
            case Boolean flag -> out.writeByte((byte) (flag ? TRUE : FALSE));
            case Long integer -> {
                out.writeByte((byte) LONG);
                out.writeZLong(integer);
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
            case JsonObject object -> {
                out.writeByte((byte) OBJECT);
                out.writeVInt(object.keys().size());
                for (int i = 0; i < object.keys().size(); i++) {
                    out.writeString(object.keys().get(i));
                    write(object.values().get(i), out);
                }
            }
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private static void writeDouble(double number, DataOutput out) throws IOException {
        for (int decimals = 0; decimals <= FixedPoint.MAX_DECIMALS; decimals++) {
            if (FixedPoint.isExact(number, decimals)) {
                out.writeByte((byte) (DECIMAL + decimals));
                out.writeZLong(FixedPoint.scale(number, decimals));
                return;
            }
        }
        out.writeByte((byte) DOUBLE);
        out.writeLong(Double.doubleToRawLongBits(number));
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

    /** Returns whether a string is a UUID in the format of {@link UUID#toString}. */
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

    /**
     * Reads a JSON value.
     *
     * @throws IllegalArgumentException if the type of the value is unknown
     */
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
                List<Object> list = new ArrayList<>(Math.min(size, MAX_INITIAL_CAPACITY));
                for (int i = 0; i < size; i++) {
                    list.add(read(in));
                }
                yield list;
            }
            case OBJECT -> {
                int size = in.readVInt();
                List<String> keys = new ArrayList<>(Math.min(size, MAX_INITIAL_CAPACITY));
                List<Object> values = new ArrayList<>(Math.min(size, MAX_INITIAL_CAPACITY));
                for (int i = 0; i < size; i++) {
                    keys.add(in.readString());
                    values.add(read(in));
                }
                yield new JsonObject(keys, values);
            }
            default -> {
                if (type < DECIMAL || type > DECIMAL + FixedPoint.MAX_DECIMALS) {
                    throw new IllegalArgumentException("unknown type of JSON value: " + type);
                }
                yield FixedPoint.unscale(in.readZLong(), type - DECIMAL);
            }
        };
    }
}
