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
 * The doc values format of {@link PlaceDocValues}: binary doc values of a single field with random
 * access.
 *
 * <p>Lucene's standard formats compress binary doc values and support ascending access only. This
 * format locates a record in an uncompressed table of offsets.
 *
 * <pre>
 *   header    Lucene's index header, with the identifier of the segment
 *   records   the records, concatenated
 *   offsets   (documents + 1) × 4 bytes, little-endian, unsigned: start of each record, relative to the first
 *   footer    Lucene's codec footer, with a checksum
 * </pre>
 *
 * <p>Lucene finds this class through {@code META-INF/services}.
 */
public final class PlaceDocValuesFormat extends DocValuesFormat {

    private static final String NAME = "OdonymRecords";
    private static final String EXTENSION = "records";
    private static final int VERSION = 0;
    private static final long MAX_BYTES = 0xFFFF_FFFFL;

    /** Creates the format; called by Lucene's service loader. */
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
        private boolean fieldWritten;

        public Writer(SegmentWriteState state) throws IOException {
            documents = state.segmentInfo.maxDoc();
            String file =
                    IndexFileNames.segmentFileName(
                            state.segmentInfo.name, state.segmentSuffix, EXTENSION);
            out = state.directory.createOutput(file, state.context);
            boolean headerWritten = false;
            try {
                CodecUtil.writeIndexHeader(
                        out, NAME, VERSION, state.segmentInfo.getId(), state.segmentSuffix);
                headerWritten = true;
            } finally {
                if (!headerWritten) {
                    IOUtils.closeWhileHandlingException(out);
                }
            }
        }

        @Override
        public void addBinaryField(FieldInfo field, DocValuesProducer values) throws IOException {
            if (fieldWritten) {
                throw new IllegalArgumentException(
                        "this doc values format supports only one field; cannot add " + field.name);
            }
            fieldWritten = true;
            BinaryDocValues records = values.getBinary(field);
            int[] offsets = new int[documents + 1];
            long offset = 0;
            for (int document = 0; document < documents; document++) {
                offsets[document] = (int) offset;
                if (records.docID() < document) {
                    records.nextDoc();
                }
                if (records.docID() == document) {
                    BytesRef record = records.binaryValue();
                    out.writeBytes(record.bytes, record.offset, record.length);
                    offset += record.length;
                }
            }
            if (offset > MAX_BYTES) {
                throw new IndexException("too many places: the records exceed 4 GiB");
            }
            offsets[documents] = (int) offset;
            for (int start : offsets) {
                out.writeInt(start);
            }
        }

        @Override
        public void addNumericField(FieldInfo field, DocValuesProducer values) {
            throw unsupported(field);
        }

        @Override
        public void addSortedField(FieldInfo field, DocValuesProducer values) {
            throw unsupported(field);
        }

        @Override
        public void addSortedNumericField(FieldInfo field, DocValuesProducer values) {
            throw unsupported(field);
        }

        @Override
        public void addSortedSetField(FieldInfo field, DocValuesProducer values) {
            throw unsupported(field);
        }

        @Override
        public void close() throws IOException {
            try (out) {
                CodecUtil.writeFooter(out);
            }
        }
    }

    private static UnsupportedOperationException unsupported(FieldInfo field) {
        return new UnsupportedOperationException(field.name + " is not a binary field");
    }

    private static final class Reader extends DocValuesProducer {

        private final IndexInput in;
        private final RandomAccessInput records;
        private final RandomAccessInput offsets;
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
                long recordsStart = in.getFilePointer();
                CodecUtil.retrieveChecksum(in);
                long offsetsBytes = Integer.BYTES * (documents + 1L);
                long offsetsStart = in.length() - CodecUtil.footerLength() - offsetsBytes;
                records = in.randomAccessSlice(recordsStart, offsetsStart - recordsStart);
                offsets = in.randomAccessSlice(offsetsStart, offsetsBytes);
                opened = true;
            } finally {
                if (!opened) {
                    IOUtils.closeWhileHandlingException(in);
                }
            }
        }

        @Override
        public BinaryDocValues getBinary(FieldInfo field) {
            return new PlaceDocValues(records, offsets, documents);
        }

        @Override
        public NumericDocValues getNumeric(FieldInfo field) {
            throw unsupported(field);
        }

        @Override
        public SortedDocValues getSorted(FieldInfo field) {
            throw unsupported(field);
        }

        @Override
        public SortedNumericDocValues getSortedNumeric(FieldInfo field) {
            throw unsupported(field);
        }

        @Override
        public SortedSetDocValues getSortedSet(FieldInfo field) {
            throw unsupported(field);
        }

        @Override
        public DocValuesSkipper getSkipper(FieldInfo field) {
            throw unsupported(field);
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
