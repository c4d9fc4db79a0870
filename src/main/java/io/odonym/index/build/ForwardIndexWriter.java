package io.odonym.index.build;

import io.odonym.index.places.JsonValueCodec;
import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.LargePageOutput;
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

/**
 * Writes the {@link ForwardIndex} of a merged segment.
 *
 * <p>Postings are turned round in two passes over the terms: the first counts the bytes of each
 * document, the second fills them in. Terms come in ascending order, hence each document's tokens
 * do. 140 MB of heap for all of France.
 */
final class ForwardIndexWriter {

    /** With five decimals fits an int. */
    private static final double MOST_DECIMAL = 20_000;

    private static final int LONGEST_NAME = 255;

    private final LeafReader segment;
    private final int[] last;

    private ForwardIndexWriter(LeafReader segment) {
        this.segment = segment;
        this.last = new int[segment.maxDoc()];
    }

    /**
     * Reads every posting and every name of the segment and writes the table.
     *
     * @param cityLists the lists of cities that the documents' records refer to
     */
    static void write(LeafReader segment, double[] importances, byte[][][] cityLists, Path path)
            throws IOException {
        new ForwardIndexWriter(segment).writeTo(importances, cityLists, path);
    }

    private void writeTo(double[] importances, byte[][][] cityLists, Path path) throws IOException {
        int documents = segment.maxDoc();
        int[] ends = new int[documents];
        forEachToken((document, delta) -> ends[document] += bytes(delta));
        long sum = 0;
        for (int document = 0; document < documents; document++) {
            int bytes = ends[document];
            // From here on where the document's next token goes.
            ends[document] = (int) sum;
            sum += bytes;
        }
        if (sum > ArrayUtil.MAX_ARRAY_LENGTH) {
            throw new IndexException("there are too many tokens for one index");
        }
        byte[] tokens = new byte[(int) sum];
        forEachToken(
                (document, delta) -> {
                    int at = ends[document];
                    int rest = delta;
                    while (rest > 0x7F) {
                        tokens[at++] = (byte) (rest | 0x80);
                        rest >>>= 7;
                    }
                    tokens[at++] = (byte) rest;
                    ends[document] = at;
                });
        try (OutputStream out = new LargePageOutput(path)) {
            LittleEndian.writeInt(out, ForwardIndex.MAGIC);
            LittleEndian.writeInt(out, documents);
            writeImportances(out, importances);
            LittleEndian.writeInt(out, 0);
            for (int document = 0; document < documents; document++) {
                LittleEndian.writeInt(out, ends[document]);
            }
            writeNames(out, cityLists);
            out.write(tokens);
        }
    }

    private void writeNames(OutputStream out, byte[][][] cityLists) throws IOException {
        PlaceDocValues records = PlaceDocValues.of(segment);
        RankingRecord record = new RankingRecord(cityLists);
        for (int document = 0; document < segment.maxDoc(); document++) {
            record.read(records.rank(document));
            out.write(Math.min(record.shortestName(), LONGEST_NAME));
        }
    }

    private static void writeImportances(OutputStream out, double[] importances)
            throws IOException {
        boolean decimal = true;
        for (double importance : importances) {
            decimal &=
                    JsonValueCodec.isDecimal(importance, ForwardIndex.DECIMALS)
                            && Math.abs(importance) < MOST_DECIMAL;
        }
        LittleEndian.writeInt(out, decimal ? ForwardIndex.DECIMALS : ForwardIndex.NOT_DECIMAL);
        for (double importance : importances) {
            if (decimal) {
                LittleEndian.writeInt(
                        out, (int) JsonValueCodec.scaled(importance, ForwardIndex.DECIMALS));
            } else {
                LittleEndian.writeLong(out, Double.doubleToLongBits(importance));
            }
        }
    }

    private static int bytes(int delta) {
        return (38 - Integer.numberOfLeadingZeros(delta | 1)) / 7;
    }

    /** Takes each token of each document, as the difference from the one before. */
    private interface TokenConsumer {
        void accept(int document, int delta);
    }

    private void forEachToken(TokenConsumer consumer) throws IOException {
        java.util.Arrays.fill(last, 0);
        Terms terms = segment.terms(IndexSchema.TOKEN_FIELD);
        if (terms == null) {
            return;
        }
        TermsEnum each = terms.iterator();
        PostingsEnum postings = null;
        for (int number = 0; each.next() != null; number++) {
            if (!BitsetPostings.isDense(each.docFreq(), segment.maxDoc())) {
                postings = each.postings(postings, PostingsEnum.NONE);
                for (int doc = postings.nextDoc();
                        doc != DocIdSetIterator.NO_MORE_DOCS;
                        doc = postings.nextDoc()) {
                    consumer.accept(doc, number - last[doc]);
                    last[doc] = number;
                }
            }
        }
    }
}
