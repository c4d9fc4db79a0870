package io.odonym.index.build;

import io.odonym.index.postings.TokenWeight;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.LargePageOutput;
import io.odonym.index.store.LittleEndian;
import io.odonym.index.terms.TermDictionary;
import io.odonym.index.terms.TermHash;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes the {@link TermDictionary} of a merged segment. */
final class TermDictionaryWriter {

    private byte[] text = new byte[1 << 20];
    private int[] starts = new int[1 << 16];
    private int[] counts = new int[1 << 16];
    private double[] weights = new double[1 << 16];
    private double[] elsewhere = new double[1 << 16];
    private long[] hashes = new long[1 << 16];
    private int tokens;

    private TermDictionaryWriter() {}

    /** Reads every token of the segment and writes the dictionary. */
    static void write(LeafReader segment, double[] importances, Path path) throws IOException {
        TermDictionaryWriter writer = new TermDictionaryWriter();
        Terms terms = segment.terms(IndexSchema.TOKEN_FIELD);
        if (terms != null) {
            TermsEnum each = terms.iterator();
            PostingsEnum postings = null;
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                postings = each.postings(postings, PostingsEnum.FREQS);
                writer.weigh(postings, importances);
                writer.add(term, each.docFreq());
            }
        }
        try (OutputStream out = new LargePageOutput(path)) {
            writer.writeTo(out);
        }
    }

    /** The importance of every document. */
    static double[] importances(LeafReader segment) throws IOException {
        double[] importances = new double[segment.maxDoc()];
        NumericDocValues values = segment.getNumericDocValues(IndexSchema.IMPORTANCE_FIELD);
        while (values != null && values.nextDoc() != NumericDocValues.NO_MORE_DOCS) {
            importances[values.docID()] = Double.longBitsToDouble(values.longValue());
        }
        return importances;
    }

    private void weigh(PostingsEnum postings, double[] importances) throws IOException {
        double largest = 0;
        double largestElsewhere = 0;
        for (int doc = postings.nextDoc();
                doc != PostingsEnum.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            int code = postings.freq();
            double weight = TokenWeight.weight(code, importances[doc]);
            largest = Math.max(largest, weight);
            if (!TokenWeight.isNameCode(code)) {
                largestElsewhere = Math.max(largestElsewhere, weight);
            }
        }
        weights = ArrayUtil.grow(weights, tokens + 1);
        elsewhere = ArrayUtil.grow(elsewhere, tokens + 1);
        weights[tokens] = largest;
        elsewhere[tokens] = largestElsewhere;
    }

    private void add(BytesRef term, int documents) {
        int start = tokens == 0 ? 0 : starts[tokens];
        text = ArrayUtil.grow(text, start + term.length);
        starts = ArrayUtil.grow(starts, tokens + 2);
        counts = ArrayUtil.grow(counts, tokens + 1);
        hashes = ArrayUtil.grow(hashes, tokens + 1);
        System.arraycopy(term.bytes, term.offset, text, start, term.length);
        long hash = 0;
        for (int i = 0; i < term.length; i++) {
            hash = TermHash.append(hash, term.bytes[term.offset + i]);
        }
        counts[tokens] = documents;
        hashes[tokens] = TermHash.spread(hash);
        tokens++;
        starts[tokens] = start + term.length;
    }

    private void writeTo(OutputStream out) throws IOException {
        long[] table = table();
        LittleEndian.writeInt(out, TermDictionary.MAGIC);
        LittleEndian.writeInt(out, tokens);
        LittleEndian.writeInt(out, table.length);
        LittleEndian.writeInt(out, starts[tokens]);
        writeLongs(out, table, table.length);
        writeDoubles(out, weights);
        writeDoubles(out, elsewhere);
        writeInts(out, starts, tokens + 1);
        writeInts(out, counts, tokens);
        out.write(text, 0, starts[tokens]);
        long[] filter = new long[TermDictionary.filterLength(table.length)];
        for (int number = 0; number < tokens; number++) {
            TermDictionary.addToFilter(filter, hashes[number]);
        }
        writeLongs(out, filter, filter.length);
    }

    private long[] table() {
        int slots = Math.max(16, Integer.highestOneBit(Math.max(1, tokens)) * 4);
        long[] table = new long[slots];
        for (int number = 0; number < tokens; number++) {
            int slot = (int) hashes[number] & (slots - 1);
            while (table[slot] != 0) {
                slot = (slot + 1) & (slots - 1);
            }
            table[slot] = (hashes[number] >>> 32 << 32) | (number + 1);
        }
        return table;
    }

    private void writeDoubles(OutputStream out, double[] values) throws IOException {
        writeLongs(
                out,
                Arrays.stream(values, 0, tokens).mapToLong(Double::doubleToLongBits).toArray(),
                tokens);
    }

    private static void writeLongs(OutputStream out, long[] values, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            LittleEndian.writeLong(out, values[i]);
        }
    }

    private static void writeInts(OutputStream out, int[] values, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            LittleEndian.writeInt(out, values[i]);
        }
    }
}
