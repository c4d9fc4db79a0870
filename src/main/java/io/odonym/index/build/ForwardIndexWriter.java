package io.odonym.index.build;

import io.odonym.index.places.FixedPoint;
import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.store.AlignedBlockOutputStream;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.LittleEndian;
import io.odonym.index.terms.ForwardIndex;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes the {@link ForwardIndex} of a merged segment.
 *
 * <p>The postings are inverted in two passes over the terms: the first pass computes the encoded
 * size of each document, and the second pass writes the bytes. Because terms are read in ascending
 * order, the terms of each document are written in ascending order. The writer takes 140 MB of heap
 * for all of France.
 */
final class ForwardIndexWriter {

    /**
     * The maximum importance that fits in a 4-byte integer when stored as fixed point with five
     * decimal places.
     */
    private static final double MAX_DECIMAL_IMPORTANCE = 20_000;

    /** The maximum name length that the file can store: name lengths are unsigned bytes. */
    private static final int MAX_NAME_LENGTH = 255;

    private final LeafReader segment;

    /** For each document, the ordinal of its most recent term in the current pass. */
    private final int[] lastOrdinals;

    private ForwardIndexWriter(LeafReader segment) {
        this.segment = segment;
        this.lastOrdinals = new int[segment.maxDoc()];
    }

    /**
     * Reads all postings and names of a segment and writes the forward index.
     *
     * @param importances the importance of each document
     * @param cityLists the lists of city names; a ranking record refers to a list by its index
     * @param path the file to write
     */
    static void write(LeafReader segment, double[] importances, byte[][][] cityLists, Path path)
            throws IOException {
        new ForwardIndexWriter(segment).writeTo(importances, cityLists, path);
    }

    private void writeTo(double[] importances, byte[][][] cityLists, Path path) throws IOException {
        int documents = segment.maxDoc();
        int[] ends = new int[documents];
        forEachPosting((document, delta) -> ends[document] += encodedLength(delta));
        long totalBytes = 0;
        for (int document = 0; document < documents; document++) {
            int bytes = ends[document];
            // Initially the start of the document's terms. The second pass advances it to their
            // end.
            ends[document] = (int) totalBytes;
            totalBytes += bytes;
        }
        if (totalBytes > ArrayUtil.MAX_ARRAY_LENGTH) {
            throw new IndexException("too many tokens for one index");
        }
        byte[] encoded = new byte[(int) totalBytes];
        forEachPosting(
                (document, delta) -> {
                    int offset = ends[document];
                    int rest = delta;
                    while (rest > 0x7F) {
                        encoded[offset++] = (byte) (rest | 0x80);
                        rest >>>= 7;
                    }
                    encoded[offset++] = (byte) rest;
                    ends[document] = offset;
                });
        try (OutputStream out = new AlignedBlockOutputStream(path)) {
            LittleEndian.writeInt(out, ForwardIndex.MAGIC);
            LittleEndian.writeInt(out, documents);
            writeImportances(out, importances);
            LittleEndian.writeInt(out, 0);
            for (int document = 0; document < documents; document++) {
                LittleEndian.writeInt(out, ends[document]);
            }
            writeNameLengths(out, cityLists);
            out.write(encoded);
        }
    }

    private void writeNameLengths(OutputStream out, byte[][][] cityLists) throws IOException {
        PlaceDocValues places = PlaceDocValues.of(segment);
        RankingRecord place = new RankingRecord(cityLists);
        for (int document = 0; document < segment.maxDoc(); document++) {
            place.read(places, document);
            out.write(Math.min(place.minNameLength(), MAX_NAME_LENGTH));
        }
    }

    private static void writeImportances(OutputStream out, double[] importances)
            throws IOException {
        boolean decimal = true;
        for (double importance : importances) {
            decimal &=
                    FixedPoint.isExact(importance, ForwardIndex.DECIMALS)
                            && Math.abs(importance) < MAX_DECIMAL_IMPORTANCE;
        }
        LittleEndian.writeInt(out, decimal ? ForwardIndex.DECIMALS : ForwardIndex.NOT_DECIMAL);
        for (double importance : importances) {
            if (decimal) {
                LittleEndian.writeInt(
                        out, (int) FixedPoint.scale(importance, ForwardIndex.DECIMALS));
            } else {
                LittleEndian.writeLong(out, Double.doubleToLongBits(importance));
            }
        }
    }

    /** Returns the encoded length of a varint, in bytes: 1 to 5. */
    private static int encodedLength(int delta) {
        return (38 - Integer.numberOfLeadingZeros(delta | 1)) / 7;
    }

    /**
     * Receives postings. The delta is the term's ordinal minus the ordinal of the document's
     * previous term.
     */
    private interface PostingConsumer {
        void accept(int document, int delta);
    }

    /** Passes the postings of all non-dense terms to a consumer, in term order. */
    private void forEachPosting(PostingConsumer consumer) throws IOException {
        Arrays.fill(lastOrdinals, 0);
        Terms terms = segment.terms(IndexSchema.TOKEN_FIELD);
        if (terms == null) {
            return;
        }
        TermsEnum iterator = terms.iterator();
        PostingsEnum postings = null;
        for (int ordinal = 0; iterator.next() != null; ordinal++) {
            if (!BitsetPostings.isDense(iterator.docFreq(), segment.maxDoc())) {
                postings = iterator.postings(postings, PostingsEnum.NONE);
                for (int document = postings.nextDoc();
                        document != DocIdSetIterator.NO_MORE_DOCS;
                        document = postings.nextDoc()) {
                    consumer.accept(document, ordinal - lastOrdinals[document]);
                    lastOrdinals[document] = ordinal;
                }
            }
        }
    }
}
