package io.odonym.index;

import io.odonym.source.Attributes;
import io.odonym.source.Place;
import io.odonym.text.TextAnalysis;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.List;

/** Where answers come from: every key of every place and house number, exactly as it was read. */
final class AnswerStore {

    private final LeafReader segment;
    private final SharedTables tables;
    private final IdentifierFile identifiers;

    private AnswerStore(LeafReader segment, SharedTables tables, IdentifierFile identifiers) {
        this.segment = segment;
        this.tables = tables;
        this.identifiers = identifiers;
    }

    static AnswerStore open(DataInput in, LeafReader segment, IdentifierFile identifiers)
            throws IOException {
        return new AnswerStore(segment, SharedTables.read(in), identifiers);
    }

    /** New cursors, for one thread at a time. */
    Answers answers() throws IOException {
        return new Answers(segment, tables, identifiers.reader());
    }

    /**
     * Encodes what answers show. Any number of threads.
     *
     * <p>A place is the number of its list of keys and then its values; those that many places
     * share by their number in the {@link SharedTables}, preceded by a 0 where the value itself
     * follows.
     */
    static final class Writer {

        private final SharedTables tables = new SharedTables();
        private final HouseNumberCodec houseNumbers;

        Writer(TextAnalysis text, IdentifierFile.Sink identifiers) {
            this.houseNumbers = new HouseNumberCodec(text, tables, identifiers);
        }

        /** What is shown of a place. */
        BytesRef place(Place place) throws IOException {
            Attributes attributes = place.attributes();
            ByteOutput out = new ByteOutput();
            out.writeVInt(tables.shape(attributes.keys()));
            for (int i = 0; i < attributes.keys().size(); i++) {
                Object value = attributes.values().get(i);
                if (!SharedTables.isShared(attributes.keys().get(i))) {
                    ValueCodec.write(value, out);
                } else if (isSimple(value)) {
                    out.writeVInt(1 + tables.value(value));
                } else {
                    out.writeVInt(0);
                    ValueCodec.write(value, out);
                }
            }
            return out.toBytes();
        }

        /** The house numbers of a place; nothing where it has none. */
        BytesRef numbers(Place place) throws IOException {
            return place.houseNumbers().isEmpty() ? new BytesRef() : houseNumbers.encode(place);
        }

        private static boolean isSimple(Object value) {
            return value instanceof String
                    || value instanceof List<?> list
                            && list.stream().allMatch(String.class::isInstance);
        }

        void writeTables(DataOutput out) throws IOException {
            tables.writeTo(out);
        }
    }
}
