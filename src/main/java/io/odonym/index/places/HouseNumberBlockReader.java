package io.odonym.index.places;

import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;

import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the house numbers of a street from a block written by {@link HouseNumberBlockWriter}.
 *
 * <p>Not thread-safe. {@link #read} replaces the current block without allocating memory.
 */
final class HouseNumberBlockReader {

    /** The result of {@link #find} if no house number of the street matches. */
    static final int NOT_FOUND = -1;

    private final ValueDictionaries dictionaries;
    private final ByteArrayDataInput in = new ByteArrayDataInput();
    private final PackedIntColumn digits = new PackedIntColumn();
    private final PackedIntColumn suffixes = new PackedIntColumn();
    private final PackedIntColumn keyLists = new PackedIntColumn();
    private final DecimalColumn latitudes = new DecimalColumn();
    private final DecimalColumn longitudes = new DecimalColumn();
    private byte[] bytes = {};
    private int end;
    private int count;
    private int keyOnlyCount;
    private int keyOnlyStart;
    private int remainderStart;
    private boolean remainderRead;
    private int hiddenCount;
    private int hiddenStart;
    private int keyListsStart;

    HouseNumberBlockReader(ValueDictionaries dictionaries) {
        this.dictionaries = dictionaries;
    }

    /**
     * Reads a block without copying it. The bytes must not change while this reader uses the block.
     */
    void read(BytesRef block) {
        bytes = block.bytes;
        end = block.offset + block.length;
        in.reset(block.bytes, block.offset, block.length);
        count = in.readVInt();
        digits.read(in, bytes, count);
        suffixes.read(in, bytes, count);
        keyOnlyCount = in.readVInt();
        keyOnlyStart = in.getPosition();
        for (int i = 0; i < keyOnlyCount; i++) {
            in.readVInt();
            in.skipBytes(in.readVInt());
        }
        remainderStart = in.getPosition();
        remainderRead = false;
    }

    /**
     * Reads the columns that {@link #find} does not need. This method is called on first use of
     * these columns, so that looking up a house number does not decode them.
     */
    private void readRemainder() {
        if (remainderRead) {
            return;
        }
        in.reset(bytes, remainderStart, end - remainderStart);
        hiddenCount = in.readVInt();
        hiddenStart = in.getPosition();
        for (int i = 0; i < hiddenCount; i++) {
            in.readVInt();
        }
        latitudes.read(in, bytes, count);
        longitudes.read(in, bytes, count);
        keyListsStart = in.getPosition();
        remainderRead = true;
    }

    /** Replaces the current block with an empty block. */
    void clear() {
        count = 0;
        keyOnlyCount = 0;
        hiddenCount = 0;
        remainderRead = true;
    }

    /** Returns the number of house numbers. */
    int size() {
        return count;
    }

    /**
     * Returns the ordinal of the last house number that has either the given numeric part and
     * letter or the given key, or {@link #NOT_FOUND} if there is none. If several house numbers
     * have the same key, only the last is kept, as in addok.
     *
     * @param number the numeric part
     * @param letter the suffix as a single letter, or 0 for no suffix
     * @param key the key of the complete house number
     */
    int find(int number, char letter, String key) {
        int byKey = keyOnlyCount == 0 ? NOT_FOUND : findKeyOnly(key);
        for (int i = count - 1; i > byKey; i--) {
            if (digits.get(i) == number) {
                HouseNumberSuffix suffix = dictionaries.suffix((int) suffixes.get(i));
                if (suffix.letter() == letter && !suffix.wholeNumber()) {
                    return i;
                }
            }
        }
        return byKey;
    }

    private int findKeyOnly(String key) {
        int found = NOT_FOUND;
        in.reset(bytes, keyOnlyStart, end - keyOnlyStart);
        for (int i = 0; i < keyOnlyCount; i++) {
            int ordinal = in.readVInt();
            int length = in.readVInt();
            if (equalsAscii(key, in.getPosition(), length)) {
                found = ordinal;
            }
            in.skipBytes(length);
        }
        return found;
    }

    /**
     * Returns whether a key equals a range of bytes of the block. Keys contain only ASCII
     * characters.
     */
    private boolean equalsAscii(String key, int offset, int length) {
        if (key.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[offset + i] != key.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a later house number of the street has the same key. */
    boolean isHidden(int ordinal) {
        readRemainder();
        if (hiddenCount == 0) {
            return false;
        }
        in.reset(bytes, hiddenStart, end - hiddenStart);
        for (int i = 0; i < hiddenCount; i++) {
            if (in.readVInt() == ordinal) {
                return true;
            }
        }
        return false;
    }

    /** Returns a house number as written in the source. */
    String text(int ordinal) {
        HouseNumberSuffix suffix = dictionaries.suffix((int) suffixes.get(ordinal));
        return suffix.wholeNumber() ? suffix.text() : digits.get(ordinal) + suffix.text();
    }

    /**
     * Returns an integer code for the text of a house number. Within an index, two house numbers
     * have the same code if and only if they have the same text.
     */
    long textCode(int ordinal) {
        return digits.get(ordinal) << Integer.SIZE | suffixes.get(ordinal);
    }

    /** Returns the latitude of a house number, in degrees (WGS84). */
    double latitude(int ordinal) {
        readRemainder();
        return latitudes.get(ordinal);
    }

    /** Returns the longitude of a house number, in degrees (WGS84). */
    double longitude(int ordinal) {
        readRemainder();
        return longitudes.get(ordinal);
    }

    /** Returns the dictionary code of the attribute keys of a house number. */
    int keyListCode(int ordinal) {
        readRemainder();
        in.reset(bytes, keyListsStart, end - keyListsStart);
        keyLists.read(in, bytes, count);
        return (int) keyLists.get(ordinal);
    }

    /**
     * Returns the attributes of a house number.
     *
     * @param placeId the identifier of the street
     * @param identifiers the source of the BAN identifiers
     */
    JsonObject attributes(int ordinal, String placeId, HouseNumberUuidFile.Source identifiers) {
        // Reading the key list moves the input to the attribute values, which follow it.
        List<String> keys = dictionaries.keyList(keyListCode(ordinal));
        List<Object> values = new ArrayList<>(keys.size());
        try {
            if (keyLists.isConstant()) {
                for (String key : keys) {
                    values.add(readColumnValue(key, ordinal, placeId, identifiers));
                }
            } else {
                for (int i = 0; i < ordinal; i++) {
                    skipValues(dictionaries.keyList((int) keyLists.get(i)).size());
                }
                for (int i = 0; i < keys.size(); i++) {
                    values.add(JsonValueCodec.read(in));
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new JsonObject(keys, values);
    }

    private void skipValues(int valueCount) throws IOException {
        for (int i = 0; i < valueCount; i++) {
            JsonValueCodec.read(in);
        }
    }

    /** Reads one value of the column at the current input position and moves past the column. */
    private Object readColumnValue(
            String key, int ordinal, String placeId, HouseNumberUuidFile.Source identifiers)
            throws IOException {
        switch (ColumnEncoding.ofCode(in.readByte())) {
            case ALL_NULL:
                return JsonNull.NULL;
            case POINT:
                return key.equals("lat") ? latitude(ordinal) : longitude(ordinal);
            case DERIVED_IDS:
                String prefix = in.readString();
                return (prefix.isEmpty() ? placeId : prefix)
                        + HouseNumberIdentifiers.ending(text(ordinal));
            case DECIMALS:
                DecimalColumn column = new DecimalColumn();
                column.read(in, bytes, count);
                return column.get(ordinal);
            case UUIDS:
                long first = in.readVLong();
                return identifiers
                        .read(first + (long) ordinal * HouseNumberUuidFile.ENTRY_BYTES)
                        .toString();
            case PLAIN:
                skipValues(ordinal);
                Object value = JsonValueCodec.read(in);
                skipValues(count - ordinal - 1);
                return value;
            case DISTINCT_VALUES:
                Object[] distinct = new Object[in.readVInt()];
                for (int i = 0; i < distinct.length; i++) {
                    distinct[i] = JsonValueCodec.read(in);
                }
                PackedIntColumn positions = new PackedIntColumn();
                positions.read(in, bytes, count);
                return distinct[(int) positions.get(ordinal)];
            default:
                throw new AssertionError("unreachable");
        }
    }
}
