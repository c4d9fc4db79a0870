package io.odonym.index.places;

import io.odonym.index.store.GrowableByteOutput;
import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.Place;
import io.odonym.text.TextAnalysis;

import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Encodes the house numbers of a street as a block of columns, which {@link HouseNumberBlockReader}
 * reads. Thread-safe.
 *
 * <p>The ordinal of a house number is its position in the street, in source order.
 *
 * <pre>
 *   count        number of house numbers
 *   digits       column: the numeric part of each house number
 *   suffixes     column: the code of each suffix in the {@link ValueDictionaries}
 *   key-only     house numbers that are found only by their complete key: count; ordinal and key of each
 *   hidden       house numbers with the same key as a later one: count; ordinal of each
 *   points       {@link DecimalColumn} of latitudes, then of longitudes
 *   key lists    column: the code of each house number's list of attribute keys in the {@link ValueDictionaries}
 *   values       one column per key if all house numbers have the same keys (see {@link ColumnEncoding});
 *                otherwise the values of each house number in turn
 * </pre>
 *
 * <p>An identifier that can be derived from the identifier of the street, or from another common
 * prefix, is not stored. The BAN's UUIDs (banId) are stored in the {@link HouseNumberUuidFile}.
 */
final class HouseNumberBlockWriter {

    private final TextAnalysis text;
    private final ValueDictionaries dictionaries;
    private final HouseNumberUuidFile.Sink identifiers;
    private final HouseNumberSuffixParser suffixParser;

    HouseNumberBlockWriter(
            TextAnalysis text,
            ValueDictionaries dictionaries,
            HouseNumberUuidFile.Sink identifiers) {
        this.text = text;
        this.dictionaries = dictionaries;
        this.identifiers = identifiers;
        this.suffixParser = new HouseNumberSuffixParser(text);
    }

    /** Encodes the house numbers of a place and appends their BAN identifiers to the sink. */
    BytesRef encode(Place place) throws IOException {
        List<HouseNumber> houseNumbers = place.houseNumbers();
        int count = houseNumbers.size();
        GrowableByteOutput out = new GrowableByteOutput();
        out.writeVInt(count);
        long[] digits = new long[count];
        long[] suffixes = new long[count];
        GrowableByteOutput keyOnly = new GrowableByteOutput();
        int keyOnlyCount = 0;
        for (int i = 0; i < count; i++) {
            String number = houseNumbers.get(i).number();
            HouseNumberSuffix suffix = suffixParser.parse(number);
            int end = number.length() - suffix.text().length();
            digits[i] = suffix.wholeNumber() ? 0 : Long.parseLong(number, 0, end, 10);
            suffixes[i] = dictionaries.suffixCode(suffix);
            if (suffix.letter() == HouseNumberSuffix.KEY_ONLY) {
                keyOnly.writeVInt(i);
                keyOnly.writeString(text.houseNumberKey(number));
                keyOnlyCount++;
            }
        }
        List<Integer> hidden = findHidden(houseNumbers, digits, suffixes, keyOnlyCount > 0);
        PackedIntColumn.write(digits, out);
        PackedIntColumn.write(suffixes, out);
        out.writeVInt(keyOnlyCount);
        keyOnly.copyTo(out);
        out.writeVInt(hidden.size());
        for (int ordinal : hidden) {
            out.writeVInt(ordinal);
        }
        double[] latitudes = new double[count];
        double[] longitudes = new double[count];
        for (int i = 0; i < count; i++) {
            latitudes[i] = houseNumbers.get(i).latitude();
            longitudes[i] = houseNumbers.get(i).longitude();
        }
        DecimalColumn.write(latitudes, out);
        DecimalColumn.write(longitudes, out);
        writeAttributes(place, out);
        return out.toBytes();
    }

    /**
     * Returns the ordinals of the hidden house numbers, which have the same key as a later house
     * number. If some house numbers of the place can be found only by their complete key, the
     * method compares complete keys. Otherwise it compares digits and letters.
     */
    private List<Integer> findHidden(
            List<HouseNumber> houseNumbers,
            long[] digits,
            long[] suffixes,
            boolean compareCompleteKeys) {
        if (!compareCompleteKeys && areDistinct(digits, suffixes)) {
            return List.of();
        }
        Map<String, Integer> lastOrdinals = new HashMap<>();
        List<Integer> hidden = new ArrayList<>();
        for (int i = 0; i < digits.length; i++) {
            String key =
                    compareCompleteKeys
                            ? text.houseNumberKey(houseNumbers.get(i).number())
                            : digits[i] + " " + letter(suffixes[i]);
            Integer previous = lastOrdinals.put(key, i);
            if (previous != null) {
                hidden.add(previous);
            }
        }
        return hidden;
    }

    private char letter(long suffixCode) {
        return dictionaries.suffix((int) suffixCode).letter();
    }

    private boolean areDistinct(long[] digits, long[] suffixes) {
        long[] keys = new long[digits.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = digits[i] << Character.SIZE | letter(suffixes[i]);
        }
        Arrays.sort(keys);
        for (int i = 1; i < keys.length; i++) {
            if (keys[i] == keys[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private void writeAttributes(Place place, GrowableByteOutput out) throws IOException {
        List<HouseNumber> houseNumbers = place.houseNumbers();
        long[] keyLists = new long[houseNumbers.size()];
        List<String> previous = List.of();
        for (int i = 0; i < keyLists.length; i++) {
            List<String> keys = houseNumbers.get(i).attributes().keys();
            // Source readers use the same list instance for objects with the same keys.
            keyLists[i] =
                    i > 0 && keys == previous ? keyLists[i - 1] : dictionaries.keyListCode(keys);
            previous = keys;
        }
        PackedIntColumn.write(keyLists, out);
        if (houseNumbers.isEmpty()) {
            return;
        }
        if (Arrays.stream(keyLists).allMatch(code -> code == keyLists[0])) {
            List<String> keys = houseNumbers.getFirst().attributes().keys();
            Object[] column = new Object[houseNumbers.size()];
            for (int k = 0; k < keys.size(); k++) {
                for (int i = 0; i < column.length; i++) {
                    column[i] = houseNumbers.get(i).attributes().values().get(k);
                }
                writeColumn(keys.get(k), column, place, out);
            }
        } else {
            for (HouseNumber houseNumber : houseNumbers) {
                for (Object value : houseNumber.attributes().values()) {
                    JsonValueCodec.write(value, out);
                }
            }
        }
    }

    /** Writes the values of one key, preceded by the code of the smallest suitable encoding. */
    private void writeColumn(String key, Object[] values, Place place, GrowableByteOutput out)
            throws IOException {
        boolean decimals = allMatch(values, Double.class::isInstance);
        if (decimals && (key.equals("lat") || key.equals("lon"))) {
            out.writeByte(ColumnEncoding.POINT.code());
            return;
        }
        if (allMatch(values, value -> value == JsonNull.NULL)) {
            out.writeByte(ColumnEncoding.ALL_NULL.code());
            return;
        }
        Optional<String> prefix =
                key.equals("id")
                        ? HouseNumberIdentifiers.commonPrefix(values, place.houseNumbers())
                        : Optional.empty();
        if (prefix.isPresent()) {
            out.writeByte(ColumnEncoding.DERIVED_IDS.code());
            out.writeString(prefix.get().equals(place.id()) ? "" : prefix.get());
        } else if (decimals) {
            out.writeByte(ColumnEncoding.DECIMALS.code());
            double[] numbers = new double[values.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (Double) values[i];
            }
            DecimalColumn.write(numbers, out);
        } else if (key.equals("banId") && allMatch(values, HouseNumberBlockWriter::isUuid)) {
            out.writeByte(ColumnEncoding.UUIDS.code());
            ByteBuffer uuids = ByteBuffer.allocate(values.length * HouseNumberUuidFile.ENTRY_BYTES);
            for (Object value : values) {
                UUID uuid = UUID.fromString((String) value);
                uuids.putLong(uuid.getMostSignificantBits());
                uuids.putLong(uuid.getLeastSignificantBits());
            }
            out.writeVLong(identifiers.append(uuids.array()));
        } else if (!writeDistinctValues(values, out)) {
            out.writeByte(ColumnEncoding.PLAIN.code());
            for (Object value : values) {
                JsonValueCodec.write(value, out);
            }
        }
    }

    /**
     * Writes a column as a list of its distinct values, unless more than half of the values are
     * distinct.
     *
     * @return whether the column was written
     */
    private static boolean writeDistinctValues(Object[] values, GrowableByteOutput out)
            throws IOException {
        Map<Object, Integer> distinct = new LinkedHashMap<>();
        long[] positions = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            Integer position = distinct.putIfAbsent(values[i], distinct.size());
            positions[i] = position == null ? distinct.size() - 1 : position;
            if (distinct.size() * 2 > values.length) {
                return false;
            }
        }
        out.writeByte(ColumnEncoding.DISTINCT_VALUES.code());
        out.writeVInt(distinct.size());
        for (Object value : distinct.keySet()) {
            JsonValueCodec.write(value, out);
        }
        PackedIntColumn.write(positions, out);
        return true;
    }

    /**
     * Returns whether all values satisfy a condition. A loop is cheaper than creating a stream for
     * each key of each street.
     */
    private static boolean allMatch(Object[] values, Predicate<Object> condition) {
        for (Object value : values) {
            if (!condition.test(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUuid(Object value) {
        return value instanceof String text && JsonValueCodec.isUuid(text);
    }
}
