package io.odonym.index.places;

import io.odonym.index.store.GrowableByteOutput;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;
import io.odonym.text.TextAnalysis;

import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.List;

/**
 * Encodes the attributes and house numbers of places for {@link StoredPlaceReader}. Thread-safe.
 *
 * <p>The attributes of a place are encoded as the code of its key list, followed by the values. The
 * value of a shared key (see {@link ValueDictionaries#isShared}) is encoded either as its
 * dictionary code plus one, or as 0 followed by the value itself.
 */
public final class StoredPlaceWriter {

    private final ValueDictionaries dictionaries = new ValueDictionaries();
    private final HouseNumberBlockWriter houseNumbers;

    /**
     * Creates a writer.
     *
     * @param text the text analysis, which determines the keys of house numbers
     * @param identifiers receives the BAN identifiers of house numbers
     */
    public StoredPlaceWriter(TextAnalysis text, HouseNumberUuidFile.Sink identifiers) {
        this.houseNumbers = new HouseNumberBlockWriter(text, dictionaries, identifiers);
    }

    /** Encodes the attributes of a place, without its house numbers. */
    public BytesRef encodeAttributes(Place place) throws IOException {
        JsonObject attributes = place.attributes();
        GrowableByteOutput out = new GrowableByteOutput();
        out.writeVInt(dictionaries.keyListCode(attributes.keys()));
        for (int i = 0; i < attributes.keys().size(); i++) {
            Object value = attributes.values().get(i);
            if (!ValueDictionaries.isShared(attributes.keys().get(i))) {
                JsonValueCodec.write(value, out);
            } else if (isTextOrTexts(value)) {
                out.writeVInt(1 + dictionaries.valueCode(value));
            } else {
                out.writeVInt(0);
                JsonValueCodec.write(value, out);
            }
        }
        return out.toBytes();
    }

    /** Encodes the house numbers of a place; the result is empty if there are none. */
    public BytesRef encodeHouseNumbers(Place place) throws IOException {
        return place.houseNumbers().isEmpty() ? new BytesRef() : houseNumbers.encode(place);
    }

    private static boolean isTextOrTexts(Object value) {
        return value instanceof String
                || value instanceof List<?> list
                        && list.stream().allMatch(String.class::isInstance);
    }

    /**
     * Writes the dictionaries that the encoded places refer to. This method must be called after
     * the last place is encoded.
     */
    public void writeDictionaries(DataOutput out) throws IOException {
        dictionaries.writeTo(out);
    }
}
