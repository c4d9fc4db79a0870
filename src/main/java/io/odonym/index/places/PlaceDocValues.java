package io.odonym.index.places;

import io.odonym.index.store.GrowableByteOutput;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;

/**
 * The records of the places of a segment, with random access by document number.
 *
 * <pre>
 *   lengths        lengths of the next two parts, 1 to 5 bytes each
 *   ranking        the {@link RankingRecord}
 *   house numbers  the block that {@link HouseNumberBlockReader} reads; empty if there are none
 *   attributes     the attributes that {@link StoredPlaceReader} reads
 * </pre>
 *
 * <p>In each search, ranking reads the ranking records and house numbers of about a hundred
 * scattered documents. The ranking record and the house numbers of a document are adjacent, so that
 * reading both causes only one cache miss. {@link #prefetch} overlaps the cache misses of several
 * documents.
 *
 * <p>Lucene sorts and merges the records as binary doc values. {@link PlaceDocValuesFormat} defines
 * the file format. Not thread-safe.
 */
public final class PlaceDocValues extends BinaryDocValues {

    private static final int CACHE_LINE_BYTES = 64;

    private final RandomAccessInput records;
    private final RandomAccessInput offsets;
    private final int documents;
    private final BytesRef luceneValue = new BytesRef();
    private int luceneDocument = -1;

    // The offsets of the record that the last call of locate() found. Each read method calls
    // locate() first and therefore does not depend on earlier calls.
    private long position;
    private long rankingStart;
    private long houseNumbersStart;
    private long attributesStart;
    private long recordEnd;

    /**
     * Stores a sum of the bytes that {@link #prefetch} reads, so that the compiler does not
     * eliminate the reads.
     */
    private byte prefetchSink;

    /**
     * Creates doc values from the two parts of a file.
     *
     * @param records the concatenated records
     * @param offsets the start of each record, followed by the end of the last record
     * @param documents the number of records
     */
    PlaceDocValues(RandomAccessInput records, RandomAccessInput offsets, int documents) {
        this.records = records;
        this.offsets = offsets;
        this.documents = documents;
    }

    /**
     * Opens the records of a segment.
     *
     * @throws IndexException if the segment has no records
     */
    public static PlaceDocValues of(LeafReader segment) throws IOException {
        if (segment.getBinaryDocValues(IndexSchema.RECORD_FIELD)
                instanceof PlaceDocValues records) {
            return records;
        }
        throw new IndexException("the index is damaged: it has no place records");
    }

    /** Concatenates the parts of a record. */
    public static BytesRef encode(BytesRef ranking, BytesRef houseNumbers, BytesRef attributes)
            throws IOException {
        GrowableByteOutput out = new GrowableByteOutput();
        out.writeVInt(ranking.length);
        out.writeVInt(houseNumbers.length);
        out.writeBytes(ranking.bytes, ranking.offset, ranking.length);
        out.writeBytes(houseNumbers.bytes, houseNumbers.offset, houseNumbers.length);
        out.writeBytes(attributes.bytes, attributes.offset, attributes.length);
        return out.toBytes();
    }

    /** Copies the ranking record of a document to a buffer, growing the buffer as needed. */
    void readRanking(int document, BytesRef buffer) {
        try {
            locate(document);
            read(rankingStart, houseNumbersStart, buffer);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Copies the house numbers of a document to a buffer, growing the buffer as needed. */
    void readHouseNumbers(int document, BytesRef buffer) {
        try {
            locate(document);
            read(houseNumbersStart, attributesStart, buffer);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Copies the attributes of a document to a buffer, growing the buffer as needed. */
    void readAttributes(int document, BytesRef buffer) {
        try {
            locate(document);
            read(attributesStart, recordEnd, buffer);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /**
     * Loads the first cache lines of the records of several documents, so that the cache misses
     * overlap. Without this method, the misses would occur one by one.
     *
     * @param count the number of documents at the start of the array
     */
    public void prefetch(int[] documentNumbers, int count) {
        try {
            byte sum = 0;
            for (int i = 0; i < count; i++) {
                long start = recordStart(documentNumbers[i]);
                sum += records.readByte(start);
                if (start + CACHE_LINE_BYTES < records.length()) {
                    sum += records.readByte(start + CACHE_LINE_BYTES);
                }
            }
            prefetchSink = sum;
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Computes the offsets of the parts of a record. */
    private void locate(int document) throws IOException {
        position = recordStart(document);
        recordEnd = recordStart(document + 1);
        int rankingLength = readLength();
        int houseNumbersLength = readLength();
        rankingStart = position;
        houseNumbersStart = rankingStart + rankingLength;
        attributesStart = houseNumbersStart + houseNumbersLength;
    }

    private int readLength() throws IOException {
        byte next = records.readByte(position++);
        int length = next & 0x7F;
        for (int shift = 7; next < 0; shift += 7) {
            next = records.readByte(position++);
            length |= (next & 0x7F) << shift;
        }
        return length;
    }

    private void read(long from, long to, BytesRef buffer) throws IOException {
        buffer.length = (int) (to - from);
        buffer.bytes = ArrayUtil.growNoCopy(buffer.bytes, buffer.length);
        records.readBytes(from, buffer.bytes, 0, buffer.length);
    }

    private long recordStart(int document) throws IOException {
        return offsets.readInt((long) document * Integer.BYTES) & 0xFFFF_FFFFL;
    }

    /**
     * Returns the complete record of the current document. As usual in Lucene, the result is valid
     * only until the next call.
     */
    @Override
    public BytesRef binaryValue() throws IOException {
        read(recordStart(luceneDocument), recordStart(luceneDocument + 1), luceneValue);
        return luceneValue;
    }

    @Override
    public boolean advanceExact(int target) {
        luceneDocument = target;
        return true;
    }

    @Override
    public int docID() {
        return luceneDocument;
    }

    @Override
    public int nextDoc() {
        return advance(luceneDocument + 1);
    }

    @Override
    public int advance(int target) {
        luceneDocument = target < documents ? target : NO_MORE_DOCS;
        return luceneDocument;
    }

    @Override
    public long cost() {
        return documents;
    }
}
