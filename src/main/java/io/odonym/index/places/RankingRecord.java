package io.odonym.index.places;

import io.odonym.index.store.GrowableByteOutput;
import io.odonym.index.store.LittleEndian;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.Place;
import io.odonym.text.AsciiFolding;
import io.odonym.text.FoldedAlphabet;

import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The data of a place that ranking needs: its point, postcode, names and cities. Text is folded at
 * import and stored as character codes of {@link FoldedAlphabet}.
 *
 * <pre>
 *   flags      1 byte: 1 municipality, 2 exact point, 4 a house number has its own name, city, postcode or importance
 *   point      latitude and longitude: integers of 4 bytes, in millionths of a degree; doubles of 8 bytes if integers are not exact
 *   postcode   length, characters; length 0 if there is no postcode
 *   cities     ordinal of the list of cities in the {@link CityNameListDictionary}
 *   names      count; for each name: length, characters, and one bit per city: whether a label combines the name and the city
 * </pre>
 *
 * <p>A record takes about 35 bytes. Not thread-safe. {@link #read} replaces the current record
 * without allocating memory.
 */
public final class RankingRecord {

    private static final int MUNICIPALITY = 1;
    private static final int EXACT_POINT = 2;
    private static final int RANKING_OVERRIDES = 4;
    private static final double MICRODEGREES_PER_DEGREE = 1e6;

    private final byte[][][] cityLists;
    private final BytesRef buffer = new BytesRef();
    private byte[] bytes = BytesRef.EMPTY_BYTES;
    private int position;
    private boolean municipality;
    private boolean hasRankingOverrides;
    private double latitude;
    private double longitude;
    private int postcodeStart;
    private int postcodeLength;
    private byte[][] cities = {};
    private int nameCount;
    private int[] nameStarts = new int[4];
    private int[] nameLengths = new int[4];

    /**
     * Creates a reader of the records of an index.
     *
     * @param cityLists the lists of folded city names, indexed by ordinal; see {@link
     *     CityNameListDictionary#read}
     */
    public RankingRecord(byte[][][] cityLists) {
        this.cityLists = cityLists;
    }

    /**
     * Creates the record of a place that is not in the index, such as a house number whose name
     * differs from that of its street.
     */
    public static RankingRecord of(Place place) {
        CityNameListDictionary cityTable = new CityNameListDictionary();
        try {
            BytesRef bytes = encode(place, cityTable);
            RankingRecord record = new RankingRecord(cityTable.lists());
            record.read(bytes);
            return record;
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }

    /** Encodes the record of a place and adds its cities to the table. */
    public static BytesRef encode(Place place, CityNameListDictionary cityTable)
            throws IOException {
        GrowableByteOutput out = new GrowableByteOutput();
        int flags = place.type().equals("municipality") ? MUNICIPALITY : 0;
        if (place.houseNumbers().stream()
                .anyMatch(number -> ValueDictionaries.hasRankingKey(number.attributes().keys()))) {
            flags |= RANKING_OVERRIDES;
        }
        double latitude = place.latitude();
        double longitude = place.longitude();
        boolean exact = !isMicrodegrees(latitude) || !isMicrodegrees(longitude);
        out.writeByte((byte) (exact ? flags | EXACT_POINT : flags));
        if (exact) {
            out.writeLong(Double.doubleToLongBits(latitude));
            out.writeLong(Double.doubleToLongBits(longitude));
        } else {
            out.writeInt((int) Math.rint(latitude * MICRODEGREES_PER_DEGREE));
            out.writeInt((int) Math.rint(longitude * MICRODEGREES_PER_DEGREE));
        }
        writeCharacters(out, AsciiFolding.fold(place.attributes().text("postcode")));
        List<String> cities = texts(place, "city");
        if (cities.isEmpty()) {
            cities = List.of("");
        }
        out.writeVInt(cityTable.ordinal(cities.stream().map(AsciiFolding::fold).toList()));
        List<String> names = texts(place, "name");
        out.writeVInt(names.size());
        for (String name : names) {
            writeCharacters(out, AsciiFolding.fold(name));
            for (int from = 0; from < cities.size(); from += 8) {
                int joined = 0;
                for (int i = from; i < Math.min(from + 8, cities.size()); i++) {
                    if (!cities.get(i).isEmpty() && !cities.get(i).equals(name)) {
                        joined |= 1 << (i - from);
                    }
                }
                out.writeByte((byte) joined);
            }
        }
        return out.toBytes();
    }

    private static List<String> texts(Place place, String key) {
        List<String> texts = new ArrayList<>();
        for (Object value : place.attributes().list(key)) {
            texts.add(value == JsonNull.NULL ? "" : value.toString());
        }
        return texts;
    }

    private static boolean isMicrodegrees(double degrees) {
        return Math.rint(degrees * MICRODEGREES_PER_DEGREE) / MICRODEGREES_PER_DEGREE == degrees
                && Math.abs(degrees) < 1000;
    }

    private static void writeCharacters(GrowableByteOutput out, String folded) throws IOException {
        byte[] codes = FoldedAlphabet.codes(folded);
        out.writeVInt(codes.length);
        out.writeBytes(codes, codes.length);
    }

    /**
     * Reads the record of a document, replacing the current record.
     *
     * @throws io.odonym.index.store.IndexException if the index cannot be read
     */
    public void read(PlaceDocValues docValues, int document) {
        docValues.readRanking(document, buffer);
        read(buffer);
    }

    private void read(BytesRef record) {
        bytes = record.bytes;
        position = record.offset;
        int flags = bytes[position++];
        municipality = (flags & MUNICIPALITY) != 0;
        hasRankingOverrides = (flags & RANKING_OVERRIDES) != 0;
        if ((flags & EXACT_POINT) != 0) {
            latitude = Double.longBitsToDouble(LittleEndian.readLong(bytes, position));
            longitude =
                    Double.longBitsToDouble(LittleEndian.readLong(bytes, position + Long.BYTES));
            position += 2 * Long.BYTES;
        } else {
            latitude = LittleEndian.readInt(bytes, position) / MICRODEGREES_PER_DEGREE;
            longitude =
                    LittleEndian.readInt(bytes, position + Integer.BYTES) / MICRODEGREES_PER_DEGREE;
            position += 2 * Integer.BYTES;
        }
        postcodeLength = readVInt();
        postcodeStart = position;
        position += postcodeLength;
        cities = cityLists[readVInt()];
        nameCount = readVInt();
        if (nameStarts.length < nameCount) {
            nameStarts = new int[nameCount * 2];
            nameLengths = new int[nameCount * 2];
        }
        int maskBytes = (cities.length + 7) / 8;
        for (int i = 0; i < nameCount; i++) {
            nameLengths[i] = readVInt();
            nameStarts[i] = position;
            position += nameLengths[i] + maskBytes;
        }
    }

    /** Reads an integer in Lucene's variable-length format. Most integers take a single byte. */
    private int readVInt() {
        byte next = bytes[position++];
        int number = next & 0x7F;
        for (int shift = 7; next < 0; shift += 7) {
            next = bytes[position++];
            number |= (next & 0x7F) << shift;
        }
        return number;
    }

    /**
     * Returns whether the place is a municipality. A label of a municipality can start or end with
     * the postcode.
     */
    public boolean isMunicipality() {
        return municipality;
    }

    /** Returns the latitude of the place, in degrees (WGS84). */
    public double latitude() {
        return latitude;
    }

    /** Returns the longitude of the place, in degrees (WGS84). */
    public double longitude() {
        return longitude;
    }

    /**
     * Returns the array that contains the postcode and the names of this record as {@link
     * FoldedAlphabet} codes. The array is valid until the next call of {@link #read}.
     */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the start position of the postcode in {@link #bytes}. */
    public int postcodeStart() {
        return postcodeStart;
    }

    /** Returns the length of the postcode, or 0 if there is none. */
    public int postcodeLength() {
        return postcodeLength;
    }

    /** Returns the number of names of the place. */
    public int nameCount() {
        return nameCount;
    }

    /** Returns the start position of a name in {@link #bytes}. */
    public int nameStart(int name) {
        return nameStarts[name];
    }

    /** Returns the length of a name in characters. */
    public int nameLength(int name) {
        return nameLengths[name];
    }

    /**
     * Returns the length of the shortest name by which the place can be ranked, in characters. The
     * result is 0 if a house number has its own name, city, postcode or importance, because the
     * record does not contain those values.
     */
    public int minNameLength() {
        int shortest = hasRankingOverrides || nameCount == 0 ? 0 : nameLengths[0];
        for (int i = 1; i < nameCount; i++) {
            shortest = Math.min(shortest, nameLengths[i]);
        }
        return shortest;
    }

    /** Returns the number of cities of the place. A place without a city has one empty city. */
    public int cityCount() {
        return cities.length;
    }

    /**
     * Returns the name of a city as {@link FoldedAlphabet} codes. Callers must not modify the
     * array.
     */
    public byte[] city(int city) {
        return cities[city];
    }

    /**
     * Returns whether a label combines a name with a city. The result is false if the city is empty
     * or equal to the name.
     */
    public boolean joinsCity(int name, int city) {
        int mask = bytes[nameStarts[name] + nameLengths[name] + (city >>> 3)];
        return (mask >>> (city & 7) & 1) != 0;
    }
}
