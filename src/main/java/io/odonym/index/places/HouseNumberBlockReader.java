package io.odonym.index.places;

import io.odonym.index.places.ValueDictionaries.Suffix;
import io.odonym.model.Attributes;
import io.odonym.model.Attributes.JsonNull;

import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the house numbers of a street, as {@link HouseNumberBlockWriter} wrote them. One thread at
 * a time; {@link #read} replaces what was there without allocating.
 */
final class HouseNumberBlockReader {

    /** Given where no number is found. */
    static final int NONE = -1;

    private final ValueDictionaries tables;
    private final ByteArrayDataInput in = new ByteArrayDataInput();
    private final PackedIntColumn digits = new PackedIntColumn();
    private final PackedIntColumn suffixes = new PackedIntColumn();
    private final PackedIntColumn shapes = new PackedIntColumn();
    private final DecimalColumn latitudes = new DecimalColumn();
    private final DecimalColumn longitudes = new DecimalColumn();
    private byte[] bytes = {};
    private int end;
    private int count;
    private int otherCount;
    private int others;
    private int rest;
    private boolean isWhole;
    private int hiddenCount;
    private int hidden;
    private int attributes;

    HouseNumberBlockReader(ValueDictionaries tables) {
        this.tables = tables;
    }

    /** Reads a block; its bytes must not change as long as this is used. */
    void read(BytesRef block) {
        bytes = block.bytes;
        end = block.offset + block.length;
        in.reset(block.bytes, block.offset, block.length);
        count = in.readVInt();
        digits.read(in, bytes, count);
        suffixes.read(in, bytes, count);
        otherCount = in.readVInt();
        others = in.getPosition();
        for (int i = 0; i < otherCount; i++) {
            in.readVInt();
            in.skipBytes(in.readVInt());
        }
        rest = in.getPosition();
        isWhole = false;
    }

    /** Finds what nobody asks who only wants to know whether there is such a number. */
    private void readRest() {
        if (isWhole) {
            return;
        }
        in.reset(bytes, rest, end - rest);
        hiddenCount = in.readVInt();
        hidden = in.getPosition();
        for (int i = 0; i < hiddenCount; i++) {
            in.readVInt();
        }
        latitudes.read(in, bytes, count);
        longitudes.read(in, bytes, count);
        attributes = in.getPosition();
        isWhole = true;
    }

    /** Nothing at all. */
    void clear() {
        count = 0;
        otherCount = 0;
        hiddenCount = 0;
        isWhole = true;
    }

    int size() {
        return count;
    }

    /**
     * The last number with the digits and the letter, or with the key: of two with the same key
     * addok keeps the last.
     *
     * @param letter 0 for none
     */
    int find(int number, char letter, String key) {
        int other = otherCount == 0 ? NONE : findOther(key);
        for (int i = count - 1; i > other; i--) {
            if (digits.get(i) == number) {
                Suffix suffix = tables.suffix((int) suffixes.get(i));
                if (suffix.letter() == letter && !suffix.whole()) {
                    return i;
                }
            }
        }
        return other;
    }

    private int findOther(String key) {
        int found = NONE;
        in.reset(bytes, others, end - others);
        for (int i = 0; i < otherCount; i++) {
            int at = in.readVInt();
            int length = in.readVInt();
            if (isAscii(key, in.getPosition(), length)) {
                found = at;
            }
            in.skipBytes(length);
        }
        return found;
    }

    /** Whether so many bytes are a text; keys are tokens, which are ASCII. */
    private boolean isAscii(String text, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a later number with the same key hides this one. */
    boolean isHidden(int i) {
        readRest();
        if (hiddenCount == 0) {
            return false;
        }
        in.reset(bytes, hidden, end - hidden);
        for (int left = hiddenCount; left > 0; left--) {
            if (in.readVInt() == i) {
                return true;
            }
        }
        return false;
    }

    /** The number as the source writes it. */
    String number(int i) {
        Suffix suffix = tables.suffix((int) suffixes.get(i));
        return suffix.whole() ? suffix.text() : digits.get(i) + suffix.text();
    }

    /** Degrees WGS84. */
    double latitude(int i) {
        readRest();
        return latitudes.get(i);
    }

    /** Degrees WGS84. */
    double longitude(int i) {
        readRest();
        return longitudes.get(i);
    }

    /** The same for all numbers that are written alike. */
    long numberCode(int i) {
        return digits.get(i) << Integer.SIZE | suffixes.get(i);
    }

    /** The list of a number's keys, by its number in the tables. */
    int shape(int i) {
        readRest();
        in.reset(bytes, attributes, end - attributes);
        shapes.read(in, bytes, count);
        return (int) shapes.get(i);
    }

    /**
     * What is known of a number.
     *
     * @param placeId the street's identifier
     * @param identifiers where the BAN's identifiers are
     */
    Attributes attributes(int i, String placeId, BanIdentifierFile.Source identifiers) {
        List<String> keys = tables.shape(shape(i));
        List<Object> values = new ArrayList<>(keys.size());
        try {
            if (shapes.isConstant()) {
                for (String key : keys) {
                    values.add(value(key, i, placeId, identifiers));
                }
            } else {
                for (int before = 0; before < i; before++) {
                    for (int skipped = tables.shape((int) shapes.get(before)).size();
                            skipped > 0;
                            skipped--) {
                        JsonValueCodec.read(in);
                    }
                }
                for (int left = keys.size(); left > 0; left--) {
                    values.add(JsonValueCodec.read(in));
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new Attributes(keys, values);
    }

    private Object value(String key, int i, String placeId, BanIdentifierFile.Source identifiers)
            throws IOException {
        int how = in.readByte();
        switch (how) {
            case HouseNumberBlockWriter.ALL_NULL:
                return JsonNull.NULL;
            case HouseNumberBlockWriter.POINT:
                return key.equals("lat") ? latitude(i) : longitude(i);
            case HouseNumberBlockWriter.DERIVED_IDS:
                String base = in.readString();
                return (base.isEmpty() ? placeId : base)
                        + HouseNumberBlockWriter.derivedEnd(number(i));
            case HouseNumberBlockWriter.DECIMALS:
                DecimalColumn column = new DecimalColumn();
                column.read(in, bytes, count);
                return column.get(i);
            case HouseNumberBlockWriter.UUIDS:
                long first = in.readVLong();
                return identifiers.read(first + (long) i * BanIdentifierFile.BYTES).toString();
            case HouseNumberBlockWriter.PLAIN:
                Object found = JsonNull.NULL;
                for (int at = 0; at < count; at++) {
                    Object value = JsonValueCodec.read(in);
                    found = at == i ? value : found;
                }
                return found;
            default:
                throw new IllegalArgumentException("no way to write values: " + how);
        }
    }
}
