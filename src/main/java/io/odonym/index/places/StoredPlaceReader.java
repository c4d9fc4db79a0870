package io.odonym.index.places;

import io.odonym.index.store.IndexException;
import io.odonym.model.Attributes;
import io.odonym.model.HouseNumber;
import io.odonym.model.Place;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One thread's cursors on what answers show.
 *
 * <p>{@link #find} and {@link #nearest} open the house numbers of a document; the methods that take
 * only a number's place speak of the document opened last.
 */
public final class StoredPlaceReader {

    /** Given where there is no such house number. */
    public static final int NO_NUMBER = HouseNumberBlockReader.NONE;

    private static final int NO_DOCUMENT = -1;

    private final ValueDictionaries tables;
    private final ByteArrayDataInput in = new ByteArrayDataInput();
    private final HouseNumberBlockReader block;
    private final PlaceDocValues places;
    private final PlaceDocValues numbers;
    private final BanIdentifierFile.Source identifiers;
    private int opened = NO_DOCUMENT;

    StoredPlaceReader(
            LeafReader segment, ValueDictionaries tables, BanIdentifierFile.Source identifiers)
            throws IOException {
        this.tables = tables;
        this.block = new HouseNumberBlockReader(tables);
        // Each with a buffer of its own: a place may be read between two looks at its numbers.
        this.places = PlaceDocValues.of(segment);
        this.numbers = PlaceDocValues.of(segment);
        this.identifiers = identifiers;
    }

    /** Every key of a place but its house numbers, in the order of the source. */
    public Attributes place(int document) {
        try {
            BytesRef bytes = places.place(document);
            if (bytes.length == 0) {
                throw new IndexException(
                        "the index is damaged: document " + document + " shows nothing");
            }
            in.reset(bytes.bytes, bytes.offset, bytes.length);
            int shape = in.readVInt();
            List<String> keys = tables.shape(shape);
            boolean[] isShared = tables.sharedKeys(shape);
            List<Object> values = new ArrayList<>(keys.size());
            for (int i = 0; i < isShared.length; i++) {
                int shared = isShared[i] ? in.readVInt() : 0;
                values.add(shared == 0 ? JsonValueCodec.read(in) : tables.value(shared - 1));
            }
            return new Attributes(keys, values);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** A place's identifier. */
    public String id(int document) {
        return place(document).text("id");
    }

    /** A place and all its house numbers, equal to what was imported. */
    public Place whole(int document) {
        Attributes attributes = place(document);
        String id = attributes.text("id");
        open(document);
        List<HouseNumber> all = new ArrayList<>(block.size());
        for (int i = 0; i < block.size(); i++) {
            all.add(new HouseNumber(block.number(i), block.attributes(i, id, identifiers)));
        }
        return new Place(attributes, all);
    }

    /**
     * Opens a document and finds a house number in it.
     *
     * @param number its digits
     * @param letter its suffix in one letter, 0 where it has none
     * @param key its tokens in one word
     * @return its place, or {@link #NO_NUMBER}
     */
    public int find(int document, int number, char letter, String key) {
        open(document);
        return block.find(number, letter, key);
    }

    /**
     * Opens a document and finds the house number nearest to a point, the first of equals.
     *
     * @param distance from the point, in any unit
     * @return its place, or {@link #NO_NUMBER}
     */
    public int nearest(int document, DistanceTo distance) {
        open(document);
        int nearest = NO_NUMBER;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < block.size(); i++) {
            double far = distance.of(block.latitude(i), block.longitude(i), least);
            if (far < least && !block.isHidden(i)) {
                least = far;
                nearest = i;
            }
        }
        return nearest;
    }

    /** How far a point is. */
    @FunctionalInterface
    public interface DistanceTo {

        /**
         * The distance of a point in degrees WGS84.
         *
         * @param least the least distance so far: of a point that is not nearer any larger one will
         *     do
         */
        double of(double latitude, double longitude, double least);
    }

    /** A number of the document opened last, as the source writes it. */
    public String number(int i) {
        return block.number(i);
    }

    /** The same for all numbers, of whatever document, that the source writes alike. */
    public long numberCode(int i) {
        return block.numberCode(i);
    }

    /** Degrees WGS84, of the document opened last. */
    public double latitude(int i) {
        return block.latitude(i);
    }

    /** Degrees WGS84, of the document opened last. */
    public double longitude(int i) {
        return block.longitude(i);
    }

    /** A number, as the source writes it. */
    public String number(int document, int i) {
        open(document);
        return block.number(i);
    }

    /** Whether a document has house numbers at all. */
    public boolean hasNumbers(int document) {
        open(document);
        return block.size() > 0;
    }

    /** The places of all numbers of a document. */
    public int[] numbers(int document) {
        open(document);
        return java.util.stream.IntStream.range(0, block.size())
                .filter(i -> !block.isHidden(i))
                .toArray();
    }

    /**
     * What is known of a house number.
     *
     * @param place what {@link #place} gave for the document
     */
    public Attributes attributes(int document, Attributes place, int i) {
        open(document);
        return block.attributes(i, place.text("id"), identifiers);
    }

    /**
     * Whether a house number of the document opened last has a name, city, postcode or importance
     * of its own.
     */
    public boolean isRenamed(int i) {
        return tables.anyRenames() && tables.renames(block.shape(i));
    }

    private void open(int document) {
        if (document == opened) {
            return;
        }
        BytesRef bytes = numbers.numbers(document);
        if (bytes.length == 0) {
            block.clear();
        } else {
            block.read(bytes);
        }
        opened = document;
    }
}
