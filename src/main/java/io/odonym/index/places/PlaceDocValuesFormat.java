package io.odonym.index.places;

import io.odonym.index.store.IndexException;

import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;

import java.io.IOException;

/**
 * How {@link PlaceDocValues} are kept: doc values of one field, read in any order.
 *
 * <p>Lucene's own are packed, and promised in ascending order only. Here a document's number leads
 * to its record by one table of plain numbers.
 *
 * <pre>
 *   header    Lucene's, with the segment's identifier
 *   records   one behind another
 *   starts    (documents + 1) × 4 bytes, little-endian, unsigned: where the document's record starts, from the first on
 *   footer    Lucene's, with a checksum
 * </pre>
 *
 * <p>Found by Lucene through {@code META-INF/services}.
 */
public final class PlaceDocValuesFormat extends DocValuesFormat {

    private static final String NAME = "OdonymRecords";
    private static final String EXTENSION = "records";
    private static final int VERSION = 0;
    private static final long MOST_BYTES = 0xFFFF_FFFFL;

    /** For Lucene. */
    public PlaceDocValuesFormat() {
        super(NAME);
    }

    @Override
    public DocValuesConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
        return new Writer(state);
    }

    @Override
    public DocValuesProducer fieldsProducer(SegmentReadState state) throws IOException {
        return new Reader(state);
    }

    private static final class Writer extends DocValuesConsumer {

        private final int documents;
        private final IndexOutput out;
        private boolean written;

        public Writer(SegmentWriteState state) throws IOException {
            documents = state.segmentInfo.maxDoc();
            String file =
                    IndexFileNames.segmentFileName(
                            state.segmentInfo.name, state.segmentSuffix, EXTENSION);
            out = state.directory.createOutput(file, state.context);
            boolean begun = false;
            try {
                CodecUtil.writeIndexHeader(
                        out, NAME, VERSION, state.segmentInfo.getId(), state.segmentSuffix);
                begun = true;
            } finally {
                if (!begun) {
                    IOUtils.closeWhileHandlingException(out);
                }
            }
        }

        @Override
        public void addBinaryField(FieldInfo field, DocValuesProducer values) throws IOException {
            if (written) {
                throw new IllegalArgumentException("a second field of records: " + field.name);
            }
            written = true;
            BinaryDocValues records = values.getBinary(field);
            int[] starts = new int[documents + 1];
            long at = 0;
            for (int document = 0; document < documents; document++) {
                starts[document] = (int) at;
                if (records.docID() < document) {
                    records.nextDoc();
                }
                if (records.docID() == document) {
                    BytesRef record = records.binaryValue();
                    out.writeBytes(record.bytes, record.offset, record.length);
                    at += record.length;
                }
            }
            if (at > MOST_BYTES) {
                throw new IndexException("there are too many places for one index");
            }
            starts[documents] = (int) at;
            for (int start : starts) {
                out.writeInt(start);
            }
        }

        @Override
        public void addNumericField(FieldInfo field, DocValuesProducer values) {
            throw noRecord(field);
        }

        @Override
        public void addSortedField(FieldInfo field, DocValuesProducer values) {
            throw noRecord(field);
        }

        @Override
        public void addSortedNumericField(FieldInfo field, DocValuesProducer values) {
            throw noRecord(field);
        }

        @Override
        public void addSortedSetField(FieldInfo field, DocValuesProducer values) {
            throw noRecord(field);
        }

        @Override
        public void close() throws IOException {
            try (out) {
                CodecUtil.writeFooter(out);
            }
        }
    }

    private static UnsupportedOperationException noRecord(FieldInfo field) {
        return new UnsupportedOperationException(field.name + " is no field of records");
    }

    private static final class Reader extends DocValuesProducer {

        private final IndexInput in;
        private final RandomAccessInput records;
        private final RandomAccessInput starts;
        private final int documents;

        Reader(SegmentReadState state) throws IOException {
            documents = state.segmentInfo.maxDoc();
            String file =
                    IndexFileNames.segmentFileName(
                            state.segmentInfo.name, state.segmentSuffix, EXTENSION);
            in = state.directory.openInput(file, state.context);
            boolean opened = false;
            try {
                CodecUtil.checkIndexHeader(
                        in, NAME, VERSION, VERSION, state.segmentInfo.getId(), state.segmentSuffix);
                long first = in.getFilePointer();
                CodecUtil.retrieveChecksum(in);
                long tableBytes = Integer.BYTES * (documents + 1L);
                long table = in.length() - CodecUtil.footerLength() - tableBytes;
                records = in.randomAccessSlice(first, table - first);
                starts = in.randomAccessSlice(table, tableBytes);
                opened = true;
            } finally {
                if (!opened) {
                    IOUtils.closeWhileHandlingException(in);
                }
            }
        }

        @Override
        public BinaryDocValues getBinary(FieldInfo field) {
            return new PlaceDocValues(records, starts, documents);
        }

        @Override
        public NumericDocValues getNumeric(FieldInfo field) {
            throw noRecord(field);
        }

        @Override
        public SortedDocValues getSorted(FieldInfo field) {
            throw noRecord(field);
        }

        @Override
        public SortedNumericDocValues getSortedNumeric(FieldInfo field) {
            throw noRecord(field);
        }

        @Override
        public SortedSetDocValues getSortedSet(FieldInfo field) {
            throw noRecord(field);
        }

        @Override
        public DocValuesSkipper getSkipper(FieldInfo field) {
            throw noRecord(field);
        }

        @Override
        public void checkIntegrity() throws IOException {
            CodecUtil.checksumEntireFile(in);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
