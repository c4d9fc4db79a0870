package io.odonym.index.places;

import io.odonym.index.store.IndexException;
import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the stored attributes and house numbers of places by document number. Not thread-safe.
 *
 * <p>All methods throw {@link IndexException} if the index is damaged or cannot be read.
 */
public final class StoredPlaceReader {

    /** The ordinal that methods return if a house number does not exist. */
    public static final int NO_NUMBER = HouseNumberBlockReader.NOT_FOUND;

    private final ValueDictionaries dictionaries;
    private final PlaceDocValues docValues;
    private final HouseNumbers houseNumbers;
    private final ByteArrayDataInput in = new ByteArrayDataInput();
    private final BytesRef buffer = new BytesRef();

    StoredPlaceReader(
            LeafReader segment,
            ValueDictionaries dictionaries,
            HouseNumberUuidFile.Source identifiers)
            throws IOException {
        this.dictionaries = dictionaries;
        this.docValues = PlaceDocValues.of(segment);
        this.houseNumbers = new HouseNumbers(docValues, dictionaries, identifiers);
    }

    /** Returns the attributes of a place, in source order and without its house numbers. */
    public JsonObject attributes(int document) {
        docValues.readAttributes(document, buffer);
        if (buffer.length == 0) {
            throw new IndexException(
                    "the index is damaged: document " + document + " has no attributes");
        }
        try {
            in.reset(buffer.bytes, buffer.offset, buffer.length);
            int keyListCode = in.readVInt();
            List<String> keys = dictionaries.keyList(keyListCode);
            boolean[] sharedKeys = dictionaries.sharedKeys(keyListCode);
            List<Object> values = new ArrayList<>(keys.size());
            for (boolean shared : sharedKeys) {
                int reference = shared ? in.readVInt() : 0;
                values.add(
                        reference == 0
                                ? JsonValueCodec.read(in)
                                : dictionaries.value(reference - 1));
            }
            return new JsonObject(keys, values);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Returns the identifier of a place. */
    public String id(int document) {
        return attributes(document).text("id");
    }

    /**
     * Returns the house numbers of a place. The result is a view that this reader reuses: it is
     * valid until this method is called with another document.
     */
    public HouseNumbers houseNumbers(int document) {
        houseNumbers.moveTo(document);
        return houseNumbers;
    }

    /** Returns a place with all its house numbers. The result is equal to the imported place. */
    public Place place(int document) {
        JsonObject attributes = attributes(document);
        String id = attributes.text("id");
        HouseNumbers numbers = houseNumbers(document);
        List<HouseNumber> all = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            all.add(new HouseNumber(numbers.text(i), numbers.attributes(i, id)));
        }
        return new Place(attributes, all);
    }
}
