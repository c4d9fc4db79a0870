package io.odonym.index.places;

import io.odonym.index.places.ValueDictionaries.Suffix;
import io.odonym.index.store.GrowableByteOutput;
import io.odonym.model.Attributes.JsonNull;
import io.odonym.model.HouseNumber;
import io.odonym.model.Place;
import io.odonym.text.TextAnalysis;

import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Writes the house numbers of a street as one block of columns; {@link HouseNumberBlockReader}
 * reads it.
 *
 * <pre>
 *   count        how many numbers
 *   digits       column: the number itself
 *   suffixes     column: what stands behind the digits, by its number in the {@link ValueDictionaries}
 *   others       numbers that only their whole key finds: how many; of each its place and key
 *   hidden       numbers that a later one with the same key hides: how many, their places
 *   points       latitudes, then longitudes: a byte of decimals and a column; or 255 and doubles
 *   shapes       column: the keys of each number, by their number in the tables
 *   values       where all have the same keys, key by key in the least that holds them (see {@link #writeKey}); else one after another
 * </pre>
 *
 * <p>An identifier that follows from the street's, or from another that the street's numbers share,
 * takes no room. The BAN's own identifiers (banId) cannot be made smaller than 16 bytes, so they
 * stand in the {@link BanIdentifierFile}.
 */
final class HouseNumberBlockWriter {

    static final int ALL_NULL = 0;
    static final int DERIVED_IDS = 1;
    static final int DECIMALS = 2;
    static final int UUIDS = 3;
    static final int PLAIN = 4;
    static final int POINT = 5;
    static final int NOT_DECIMAL = 255;

    private static final int MOST_DECIMALS = 6;
    private static final int MOST_QUERY_DIGITS = 4;
    private static final int MOST_DIGITS = 9;
    private static final int DERIVED_DIGITS = 5;

    private final TextAnalysis text;
    private final ValueDictionaries tables;
    private final BanIdentifierFile.Sink identifiers;
    private final Map<String, Suffix> knownSuffixes = new ConcurrentHashMap<>();

    HouseNumberBlockWriter(
            TextAnalysis text, ValueDictionaries tables, BanIdentifierFile.Sink identifiers) {
        this.text = text;
        this.tables = tables;
        this.identifiers = identifiers;
    }

    /** The block of a street; the BAN's identifiers go to the sink. */
    BytesRef encode(Place place) throws IOException {
        List<HouseNumber> numbers = place.houseNumbers();
        int count = numbers.size();
        GrowableByteOutput out = new GrowableByteOutput();
        out.writeVInt(count);
        long[] digits = new long[count];
        long[] suffixes = new long[count];
        GrowableByteOutput others = new GrowableByteOutput();
        int otherCount = 0;
        for (int i = 0; i < count; i++) {
            String number = numbers.get(i).number();
            Suffix suffix = suffix(number);
            int end = number.length() - suffix.text().length();
            digits[i] = suffix.whole() ? 0 : Long.parseLong(number, 0, end, 10);
            suffixes[i] = tables.suffix(suffix);
            if (suffix.letter() == Suffix.OTHER) {
                others.writeVInt(i);
                others.writeString(text.houseNumberKey(number));
                otherCount++;
            }
        }
        List<Integer> hidden = hidden(numbers, digits, suffixes, otherCount > 0);
        PackedIntColumn.write(digits, out);
        PackedIntColumn.write(suffixes, out);
        out.writeVInt(otherCount);
        others.copyTo(out);
        out.writeVInt(hidden.size());
        for (int i : hidden) {
            out.writeVInt(i);
        }
        double[] latitudes = new double[count];
        double[] longitudes = new double[count];
        for (int i = 0; i < count; i++) {
            latitudes[i] = numbers.get(i).latitude();
            longitudes[i] = numbers.get(i).longitude();
        }
        writeDoubles(latitudes, out);
        writeDoubles(longitudes, out);
        writeAttributes(place, out);
        return out.toBytes();
    }

    /**
     * The numbers that a later one with the same key hides. Digits and letter tell keys apart,
     * unless some numbers have neither: then the keys themselves must be compared.
     */
    private List<Integer> hidden(
            List<HouseNumber> numbers, long[] digits, long[] suffixes, boolean byKey) {
        if (!byKey && areDistinct(digits, suffixes)) {
            return List.of();
        }
        Map<String, Integer> last = new HashMap<>();
        List<Integer> hidden = new ArrayList<>();
        for (int i = 0; i < digits.length; i++) {
            String key =
                    byKey
                            ? text.houseNumberKey(numbers.get(i).number())
                            : digits[i] + " " + tables.suffix((int) suffixes[i]).letter();
            Integer before = last.put(key, i);
            if (before != null) {
                hidden.add(before);
            }
        }
        return hidden;
    }

    private boolean areDistinct(long[] digits, long[] suffixes) {
        long[] keys = new long[digits.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = digits[i] << Character.SIZE | tables.suffix((int) suffixes[i]).letter();
        }
        Arrays.sort(keys);
        for (int i = 1; i < keys.length; i++) {
            if (keys[i] == keys[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** What stands behind the digits, and in which letter a query would ask for it. */
    private Suffix suffix(String number) {
        int end = 0;
        while (end < number.length() && number.charAt(end) >= '0' && number.charAt(end) <= '9') {
            end++;
        }
        boolean whole = end == 0 || end > MOST_DIGITS || number.charAt(0) == '0' && end > 1;
        if (whole || end > MOST_QUERY_DIGITS) {
            return new Suffix(whole ? number : number.substring(end), whole, Suffix.OTHER);
        }
        return knownSuffixes.computeIfAbsent(number.substring(end), this::analysed);
    }

    /** Every number with the suffix is analysed alike, so one tells for all. */
    private Suffix analysed(String suffix) {
        String sample = "57";
        String word = text.houseNumberWord(sample + suffix);
        boolean plain =
                word.equals(sample)
                        || word.length() == sample.length() + 1
                                && word.startsWith(sample)
                                && word.charAt(sample.length()) >= 'a'
                                && word.charAt(sample.length()) <= 'z';
        if (!plain || !text.houseNumberKey(word).equals(text.houseNumberKey(sample + suffix))) {
            return new Suffix(suffix, false, Suffix.OTHER);
        }
        return new Suffix(
                suffix, false, word.length() == sample.length() ? 0 : word.charAt(sample.length()));
    }

    private void writeAttributes(Place place, GrowableByteOutput out) throws IOException {
        List<HouseNumber> numbers = place.houseNumbers();
        long[] shapes = new long[numbers.size()];
        List<String> before = List.of();
        for (int i = 0; i < shapes.length; i++) {
            List<String> own = numbers.get(i).attributes().keys();
            // Readers give objects with the same keys the same list.
            shapes[i] = i > 0 && own == before ? shapes[i - 1] : tables.shape(own);
            before = own;
        }
        PackedIntColumn.write(shapes, out);
        if (numbers.isEmpty()) {
            return;
        }
        List<String> keys = numbers.getFirst().attributes().keys();
        if (Arrays.stream(shapes).allMatch(shape -> shape == shapes[0])) {
            Object[] column = new Object[numbers.size()];
            for (int k = 0; k < keys.size(); k++) {
                for (int i = 0; i < column.length; i++) {
                    column[i] = numbers.get(i).attributes().values().get(k);
                }
                writeKey(keys.get(k), column, place, out);
            }
        } else {
            for (HouseNumber number : numbers) {
                for (Object value : number.attributes().values()) {
                    JsonValueCodec.write(value, out);
                }
            }
        }
    }

    /** Writes the values of one key, behind a byte that says how. */
    private void writeKey(String key, Object[] values, Place place, GrowableByteOutput out)
            throws IOException {
        boolean decimals = all(values, Double.class::isInstance);
        if (decimals && (key.equals("lat") || key.equals("lon"))) {
            // Already in the points.
            out.writeByte((byte) POINT);
        } else if (all(values, value -> value == JsonNull.NULL)) {
            out.writeByte((byte) ALL_NULL);
        } else if (key.equals("id")
                && derivedFrom(values, place.houseNumbers()) instanceof String base) {
            out.writeByte((byte) DERIVED_IDS);
            out.writeString(base.equals(place.id()) ? "" : base);
        } else if (decimals) {
            out.writeByte((byte) DECIMALS);
            double[] numbers = new double[values.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (Double) values[i];
            }
            writeDoubles(numbers, out);
        } else if (key.equals("banId") && all(values, HouseNumberBlockWriter::isUuid)) {
            out.writeByte((byte) UUIDS);
            ByteBuffer all = ByteBuffer.allocate(values.length * BanIdentifierFile.BYTES);
            for (Object value : values) {
                UUID uuid = UUID.fromString((String) value);
                all.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
            }
            out.writeVLong(identifiers.append(all.array()));
        } else {
            out.writeByte((byte) PLAIN);
            for (Object value : values) {
                JsonValueCodec.write(value, out);
            }
        }
    }

    /** A stream a key of each street would cost more than what it looks at. */
    private static boolean all(Object[] values, Predicate<Object> condition) {
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

    /**
     * What all identifiers begin with, where the rest follows from the number; otherwise nothing
     * that is a string.
     */
    private static Object derivedFrom(Object[] ids, List<HouseNumber> numbers) {
        String rest = derivedEnd(numbers.getFirst().number());
        if (!(ids[0] instanceof String first) || !first.endsWith(rest)) {
            return JsonNull.NULL;
        }
        String base = first.substring(0, first.length() - rest.length());
        for (int i = 0; i < ids.length; i++) {
            if (!(ids[i] instanceof String id)
                    || !id.startsWith(base)
                    || !isDerivedEnd(id, base.length(), numbers.get(i).number())) {
                return JsonNull.NULL;
            }
        }
        return base;
    }

    /** Whether an identifier goes on with {@link #derivedEnd}, which is mostly told without it. */
    private static boolean isDerivedEnd(String id, int from, String number) {
        int zeros = DERIVED_DIGITS - number.length();
        if (zeros < 0 || !isAllDigits(number)) {
            String end = derivedEnd(number);
            return id.length() == from + end.length() && id.endsWith(end);
        }
        return id.length() == from + 1 + DERIVED_DIGITS
                && id.startsWith("_00000".substring(0, 1 + zeros), from)
                && id.endsWith(number);
    }

    private static boolean isAllDigits(String number) {
        for (int i = 0; i < number.length(); i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The end of the BAN's identifier of a number: five digits, and the suffix in lower case. */
    static String derivedEnd(String number) {
        int end = 0;
        while (end < number.length() && number.charAt(end) >= '0' && number.charAt(end) <= '9') {
            end++;
        }
        if (end == number.length() && end < 6) {
            return "_00000".substring(0, 6 - end) + number;
        }
        String suffix = number.substring(end).strip().toLowerCase(Locale.ROOT);
        return "_"
                + "0".repeat(Math.max(0, 5 - end))
                + number.substring(0, end)
                + (suffix.isEmpty() ? "" : "_" + suffix);
    }

    private static void writeDoubles(double[] numbers, DataOutput out) throws IOException {
        int decimals = 0;
        for (double number : numbers) {
            while (decimals <= MOST_DECIMALS && !JsonValueCodec.isDecimal(number, decimals)) {
                decimals++;
            }
        }
        for (int i = 0; i < numbers.length && decimals <= MOST_DECIMALS; i++) {
            // What has few decimals need not be exact with many of them.
            if (!JsonValueCodec.isDecimal(numbers[i], decimals)) {
                decimals = NOT_DECIMAL;
            }
        }
        if (decimals > MOST_DECIMALS) {
            out.writeByte((byte) NOT_DECIMAL);
            for (double number : numbers) {
                out.writeLong(Double.doubleToRawLongBits(number));
            }
            return;
        }
        long[] scaled = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            scaled[i] = JsonValueCodec.scaled(numbers[i], decimals);
        }
        out.writeByte((byte) decimals);
        PackedIntColumn.write(scaled, out);
    }
}
