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
 * What searches read of the documents of a segment, by their numbers, in any order; one thread at a
 * time.
 *
 * <pre>
 *   lengths   of the next two parts, 1 to 5 bytes each
 *   rank      what ranking reads: {@link RankingRecord}
 *   numbers   the house numbers: {@link HouseNumberBlockReader}; nothing where there are none
 *   place     what answers show of the place: {@link StoredPlaces}
 * </pre>
 *
 * <p>Ranking reads the first two parts of a hundred documents, scattered over hundreds of
 * megabytes: that they lie together spares half of the waiting for memory, and {@link #touch} most
 * of the rest. With both, typed beginnings in all of France had 1.11 to 1.22 times the throughput
 * (docs/benchmarks.md).
 *
 * <p>To Lucene a record is a doc value, which it sorts and merges; {@link PlaceDocValuesFormat}
 * says how it is kept.
 */
public final class PlaceDocValues extends BinaryDocValues {

    /** What the processor reads of memory at once. */
    private static final int CACHE_LINE = 64;

    private final RandomAccessInput records;
    private final RandomAccessInput starts;
    private final int documents;
    private final BytesRef value = new BytesRef();
    private int document = -1;
    private long end;
    private long rankStart;
    private long numbersStart;
    private long placeStart;
    private long at;
    private byte touched;

    /**
     * Over the parts of a file.
     *
     * @param records one behind another
     * @param starts for each document where its record starts, and where the last one ends
     */
    PlaceDocValues(RandomAccessInput records, RandomAccessInput starts, int documents) {
        this.records = records;
        this.starts = starts;
        this.documents = documents;
    }

    /**
     * Those of a segment.
     *
     * @throws IndexException where it has none
     */
    public static PlaceDocValues of(LeafReader segment) throws IOException {
        if (segment.getBinaryDocValues(IndexSchema.RECORD_FIELD)
                instanceof PlaceDocValues records) {
            return records;
        }
        throw new IndexException("the index is damaged: it has no records of places");
    }

    /** The record of these parts. */
    public static BytesRef encode(BytesRef rank, BytesRef numbers, BytesRef place)
            throws IOException {
        GrowableByteOutput out = new GrowableByteOutput();
        out.writeVInt(rank.length);
        out.writeVInt(numbers.length);
        out.writeBytes(rank.bytes, rank.offset, rank.length);
        out.writeBytes(numbers.bytes, numbers.offset, numbers.length);
        out.writeBytes(place.bytes, place.offset, place.length);
        return out.toBytes();
    }

    /** What ranking reads of a document. Good until the next call of any method. */
    public BytesRef rank(int of) {
        try {
            open(of);
            return read(rankStart, numbersStart);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** The house numbers of a document. Good until the next call of any method. */
    BytesRef numbers(int of) {
        try {
            open(of);
            return read(numbersStart, placeStart);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** What is shown of a document. Good until the next call of any method. */
    BytesRef place(int of) {
        try {
            open(of);
            return read(placeStart, end);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /**
     * Reads a byte here and there of the records of some documents and does nothing with them.
     * Memory answers many questions in the time of one where none waits for the answer to another;
     * reading the records afterwards, one after the other, does not wait for it any more.
     */
    public void touch(int[] of, int count) {
        try {
            byte sum = 0;
            for (int i = 0; i < count; i++) {
                long start = start(of[i]);
                sum += records.readByte(start);
                if (start + CACHE_LINE < records.length()) {
                    sum += records.readByte(start + CACHE_LINE);
                }
            }
            // Kept, so that no compiler leaves the reading out.
            touched = sum;
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Finds where the parts of a record are. */
    private void open(int of) throws IOException {
        at = start(of);
        end = start(of + 1);
        int rankLength = readLength();
        int numbersLength = readLength();
        rankStart = at;
        numbersStart = rankStart + rankLength;
        placeStart = numbersStart + numbersLength;
    }

    private int readLength() throws IOException {
        byte next = records.readByte(at++);
        int length = next & 0x7F;
        for (int shift = 7; next < 0; shift += 7) {
            next = records.readByte(at++);
            length |= (next & 0x7F) << shift;
        }
        return length;
    }

    private BytesRef read(long from, long to) throws IOException {
        value.length = (int) (to - from);
        value.bytes = ArrayUtil.growNoCopy(value.bytes, value.length);
        records.readBytes(from, value.bytes, 0, value.length);
        return value;
    }

    private long start(int of) throws IOException {
        return starts.readInt((long) of * Integer.BYTES) & 0xFFFF_FFFFL;
    }

    /** The whole record, for Lucene. */
    @Override
    public BytesRef binaryValue() throws IOException {
        return read(start(document), start(document + 1));
    }

    @Override
    public boolean advanceExact(int target) {
        document = target;
        return true;
    }

    @Override
    public int docID() {
        return document;
    }

    @Override
    public int nextDoc() {
        return advance(document + 1);
    }

    @Override
    public int advance(int target) {
        document = target < documents ? target : NO_MORE_DOCS;
        return document;
    }

    @Override
    public long cost() {
        return documents;
    }
}
