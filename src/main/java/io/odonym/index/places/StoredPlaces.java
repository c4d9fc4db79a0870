package io.odonym.index.places;

import io.odonym.index.store.GrowableByteOutput;
import io.odonym.model.Attributes;
import io.odonym.model.Place;
import io.odonym.text.TextAnalysis;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.List;

/** Where answers come from: every key of every place and house number, exactly as it was read. */
public final class StoredPlaces {

    private final LeafReader segment;
    private final ValueDictionaries tables;
    private final BanIdentifierFile identifiers;

    private StoredPlaces(
            LeafReader segment, ValueDictionaries tables, BanIdentifierFile identifiers) {
        this.segment = segment;
        this.tables = tables;
        this.identifiers = identifiers;
    }

    public static StoredPlaces open(DataInput in, LeafReader segment, BanIdentifierFile identifiers)
            throws IOException {
        return new StoredPlaces(segment, ValueDictionaries.read(in), identifiers);
    }

    /** New cursors, for one thread at a time. */
    public StoredPlaceReader answers() throws IOException {
        return new StoredPlaceReader(segment, tables, identifiers.reader());
    }

    /**
     * Encodes what answers show. Any number of threads.
     *
     * <p>A place is the number of its list of keys and then its values; those that many places
     * share by their number in the {@link ValueDictionaries}, preceded by a 0 where the value
     * itself follows.
     */
    public static final class Writer {

        private final ValueDictionaries tables = new ValueDictionaries();
        private final HouseNumberBlockWriter houseNumbers;

        public Writer(TextAnalysis text, BanIdentifierFile.Sink identifiers) {
            this.houseNumbers = new HouseNumberBlockWriter(text, tables, identifiers);
        }

        /** What is shown of a place. */
        public BytesRef place(Place place) throws IOException {
            Attributes attributes = place.attributes();
            GrowableByteOutput out = new GrowableByteOutput();
            out.writeVInt(tables.shape(attributes.keys()));
            for (int i = 0; i < attributes.keys().size(); i++) {
                Object value = attributes.values().get(i);
                if (!ValueDictionaries.isShared(attributes.keys().get(i))) {
                    JsonValueCodec.write(value, out);
                } else if (isSimple(value)) {
                    out.writeVInt(1 + tables.value(value));
                } else {
                    out.writeVInt(0);
                    JsonValueCodec.write(value, out);
                }
            }
            return out.toBytes();
        }

        /** The house numbers of a place; nothing where it has none. */
        public BytesRef numbers(Place place) throws IOException {
            return place.houseNumbers().isEmpty() ? new BytesRef() : houseNumbers.encode(place);
        }

        private static boolean isSimple(Object value) {
            return value instanceof String
                    || value instanceof List<?> list
                            && list.stream().allMatch(String.class::isInstance);
        }

        public void writeTables(DataOutput out) throws IOException {
            tables.writeTo(out);
        }
    }
}
