package io.odonym.index.places;

import io.odonym.index.store.GrowableByteOutput;
import io.odonym.index.store.LittleEndian;
import io.odonym.model.Attributes.JsonNull;
import io.odonym.model.Place;
import io.odonym.text.AsciiFolding;
import io.odonym.text.FoldedAlphabet;

import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What ranking reads of a place: names and cities folded beforehand, the point.
 *
 * <pre>
 *   flags      1 byte: 1 municipality, 2 exact point, 4 a house number has a name, city, postcode or importance of its own
 *   point      latitude and longitude: 4 bytes each in millionths of a degree, or 8 bytes each where that is not exact
 *   postcode   length, letters; none where the place has no postcode
 *   cities     number of the list in the {@link CityNameTable}
 *   names      how many; for each its length, its letters and a bit for each city: whether a label joins the two
 * </pre>
 *
 * <p>Letters are codes of {@link FoldedAlphabet}. About 35 bytes a place. One thread at a time;
 * {@link #read} replaces what was there.
 */
public final class RankingRecord {

    private static final int MUNICIPALITY = 1;
    private static final int EXACT_POINT = 2;
    private static final int RENAMED_NUMBERS = 4;
    private static final double MILLION = 1e6;

    private final byte[][][] cityLists;
    private byte[] bytes = BytesRef.EMPTY_BYTES;
    private int at;
    private boolean municipality;
    private boolean renamedNumbers;
    private double latitude;
    private double longitude;
    private int postcodeStart;
    private int postcodeLength;
    private byte[][] cities = {};
    private int names;
    private int[] nameStarts = new int[4];
    private int[] nameLengths = new int[4];

    public RankingRecord(byte[][][] cityLists) {
        this.cityLists = cityLists;
    }

    /**
     * The record of a place that is in no index: a house number may have another name than its
     * street.
     */
    public static RankingRecord of(Place place) {
        CityNameTable cityTable = new CityNameTable();
        try {
            BytesRef bytes = encode(place, cityTable);
            RankingRecord record = new RankingRecord(cityTable.lists());
            record.read(bytes);
            return record;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written", impossible);
        }
    }

    public static BytesRef encode(Place place, CityNameTable cityTable) throws IOException {
        GrowableByteOutput out = new GrowableByteOutput();
        int flags = place.type().equals("municipality") ? MUNICIPALITY : 0;
        if (place.houseNumbers().stream()
                .anyMatch(number -> ValueDictionaries.isRenaming(number.attributes().keys()))) {
            flags |= RENAMED_NUMBERS;
        }
        double lat = place.latitude();
        double lon = place.longitude();
        boolean exact = !isMillionths(lat) || !isMillionths(lon);
        out.writeByte((byte) (exact ? flags | EXACT_POINT : flags));
        if (exact) {
            out.writeLong(Double.doubleToLongBits(lat));
            out.writeLong(Double.doubleToLongBits(lon));
        } else {
            out.writeInt((int) Math.rint(lat * MILLION));
            out.writeInt((int) Math.rint(lon * MILLION));
        }
        writeLetters(out, AsciiFolding.fold(place.attributes().text("postcode")));
        List<String> cities = texts(place, "city");
        if (cities.isEmpty()) {
            cities = List.of("");
        }
        out.writeVInt(cityTable.number(cities.stream().map(AsciiFolding::fold).toList()));
        List<String> names = texts(place, "name");
        out.writeVInt(names.size());
        for (String name : names) {
            writeLetters(out, AsciiFolding.fold(name));
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

    private static boolean isMillionths(double degrees) {
        return Math.rint(degrees * MILLION) / MILLION == degrees && Math.abs(degrees) < 1000;
    }

    private static void writeLetters(GrowableByteOutput out, String folded) throws IOException {
        byte[] codes = FoldedAlphabet.codes(folded);
        out.writeVInt(codes.length);
        out.writeBytes(codes, codes.length);
    }

    /** Reads a record; the bytes must not change as long as this is used. */
    public void read(BytesRef record) {
        bytes = record.bytes;
        at = record.offset;
        int flags = bytes[at++];
        municipality = (flags & MUNICIPALITY) != 0;
        renamedNumbers = (flags & RENAMED_NUMBERS) != 0;
        if ((flags & EXACT_POINT) != 0) {
            latitude = Double.longBitsToDouble(LittleEndian.readLong(bytes, at));
            longitude = Double.longBitsToDouble(LittleEndian.readLong(bytes, at + Long.BYTES));
            at += 2 * Long.BYTES;
        } else {
            latitude = LittleEndian.readInt(bytes, at) / MILLION;
            longitude = LittleEndian.readInt(bytes, at + Integer.BYTES) / MILLION;
            at += 2 * Integer.BYTES;
        }
        postcodeLength = readVInt();
        postcodeStart = at;
        at += postcodeLength;
        cities = cityLists[readVInt()];
        names = readVInt();
        if (nameStarts.length < names) {
            nameStarts = new int[names * 2];
            nameLengths = new int[names * 2];
        }
        int maskBytes = (cities.length + 7) / 8;
        for (int i = 0; i < names; i++) {
            nameLengths[i] = readVInt();
            nameStarts[i] = at;
            at += nameLengths[i] + maskBytes;
        }
    }

    /** A number of one byte most often, as Lucene writes it. */
    private int readVInt() {
        byte next = bytes[at++];
        int number = next & 0x7F;
        for (int shift = 7; next < 0; shift += 7) {
            next = bytes[at++];
            number |= (next & 0x7F) << shift;
        }
        return number;
    }

    /** Whether the place is a municipality, whose labels may begin or end with its postcode. */
    public boolean municipality() {
        return municipality;
    }

    /** Degrees WGS84, north. */
    public double latitude() {
        return latitude;
    }

    /** Degrees WGS84, east. */
    public double longitude() {
        return longitude;
    }

    /** The bytes that starts and lengths refer to; codes of {@link FoldedAlphabet}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the postcode starts. */
    public int postcodeStart() {
        return postcodeStart;
    }

    /** How many letters the postcode has; 0 where there is none. */
    public int postcodeLength() {
        return postcodeLength;
    }

    /** How many names the place has. */
    public int names() {
        return names;
    }

    /** Where a name starts. */
    public int nameStart(int name) {
        return nameStarts[name];
    }

    /** How many letters a name has. */
    public int nameLength(int name) {
        return nameLengths[name];
    }

    /**
     * How many letters every name has that the place may be ranked by, at least; 0 where nothing is
     * known of them, since a house number may have another name or importance.
     */
    public int shortestName() {
        int shortest = renamedNumbers || names == 0 ? 0 : nameLengths[0];
        for (int i = 1; i < names; i++) {
            shortest = Math.min(shortest, nameLengths[i]);
        }
        return shortest;
    }

    /** How many cities the place has; at least one, which may be empty. */
    public int cities() {
        return cities.length;
    }

    /** A city's letters. */
    public byte[] city(int city) {
        return cities[city];
    }

    /**
     * Whether a label joins the name with the city: not where the two are the same, or there is no
     * city.
     */
    public boolean joins(int name, int city) {
        int mask = bytes[nameStarts[name] + nameLengths[name] + (city >>> 3)];
        return (mask >>> (city & 7) & 1) != 0;
    }
}
