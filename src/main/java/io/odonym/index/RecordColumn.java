package io.odonym.index;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;

/**
 * One record for each document, read in any order. One thread at a time.
 *
 * <p>Lucene promises doc values in ascending order only, and reopening them for each step back
 * takes a microsecond and a buffer as long as the longest record. Its format of version 9.0, which
 * the codec of this program's indexes has, finds a record by the document's number alone where
 * every document has one, so these fields give each document a record, be it empty; a test reads
 * them in random order.
 */
final class RecordColumn {

    private static final BytesRef NOTHING = new BytesRef();

    private final BinaryDocValues values;

    private RecordColumn(BinaryDocValues values) {
        this.values = values;
    }

    /** A column of a segment, which may lack it altogether. */
    static RecordColumn of(LeafReader segment, String field) throws IOException {
        BinaryDocValues values = segment.getBinaryDocValues(field);
        return new RecordColumn(values == null ? DocValues.emptyBinary() : values);
    }

    /** A document's record, good until the next call; empty where it has none. */
    BytesRef get(int document) {
        try {
            return values.advanceExact(document) ? values.binaryValue() : NOTHING;
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }
}
