package io.odonym.index.build;

import io.odonym.index.postings.TokenWeightCode;
import io.odonym.index.store.AlignedBlockOutputStream;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.LittleEndian;
import io.odonym.index.terms.TermDictionary;
import io.odonym.index.terms.TermRollingHash;

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

    private static final int MIN_SLOTS = 16;

    private byte[] text = new byte[1 << 20];
    private int[] starts = new int[1 << 16];
    private int[] documentCounts = new int[1 << 16];
    private double[] maxWeights = new double[1 << 16];
    private double[] maxWeightsOutsideName = new double[1 << 16];
    private long[] hashes = new long[1 << 16];
    private int termCount;

    private TermDictionaryWriter() {}

    /**
     * Reads all terms and postings of a segment and writes the dictionary.
     *
     * @param importances the importance of each document
     * @param path the file to write
     */
    static void write(LeafReader segment, double[] importances, Path path) throws IOException {
        TermDictionaryWriter writer = new TermDictionaryWriter();
        Terms terms = segment.terms(IndexSchema.TOKEN_FIELD);
        if (terms != null) {
            TermsEnum iterator = terms.iterator();
            PostingsEnum postings = null;
            for (BytesRef term = iterator.next(); term != null; term = iterator.next()) {
                postings = iterator.postings(postings, PostingsEnum.FREQS);
                writer.addWeights(postings, importances);
                writer.addTerm(term, iterator.docFreq());
            }
        }
        try (OutputStream out = new AlignedBlockOutputStream(path)) {
            writer.writeTo(out);
        }
    }

    /** Reads the importance of each document of a segment. */
    static double[] importances(LeafReader segment) throws IOException {
        double[] importances = new double[segment.maxDoc()];
        NumericDocValues values = segment.getNumericDocValues(IndexSchema.IMPORTANCE_FIELD);
        while (values != null && values.nextDoc() != NumericDocValues.NO_MORE_DOCS) {
            importances[values.docID()] = Double.longBitsToDouble(values.longValue());
        }
        return importances;
    }

    private void addWeights(PostingsEnum postings, double[] importances) throws IOException {
        double maxWeight = 0;
        double maxWeightOutsideName = 0;
        for (int document = postings.nextDoc();
                document != PostingsEnum.NO_MORE_DOCS;
                document = postings.nextDoc()) {
            int code = postings.freq();
            double weight = TokenWeightCode.weight(code, importances[document]);
            maxWeight = Math.max(maxWeight, weight);
            if (!TokenWeightCode.isNameCode(code)) {
                maxWeightOutsideName = Math.max(maxWeightOutsideName, weight);
            }
        }
        maxWeights = ArrayUtil.grow(maxWeights, termCount + 1);
        maxWeightsOutsideName = ArrayUtil.grow(maxWeightsOutsideName, termCount + 1);
        maxWeights[termCount] = maxWeight;
        maxWeightsOutsideName[termCount] = maxWeightOutsideName;
    }

    private void addTerm(BytesRef term, int documentCount) {
        int start = termCount == 0 ? 0 : starts[termCount];
        text = ArrayUtil.grow(text, start + term.length);
        starts = ArrayUtil.grow(starts, termCount + 2);
        documentCounts = ArrayUtil.grow(documentCounts, termCount + 1);
        hashes = ArrayUtil.grow(hashes, termCount + 1);
        System.arraycopy(term.bytes, term.offset, text, start, term.length);
        long hash = 0;
        for (int i = 0; i < term.length; i++) {
            hash = TermRollingHash.append(hash, term.bytes[term.offset + i]);
        }
        documentCounts[termCount] = documentCount;
        hashes[termCount] = TermRollingHash.spread(hash);
        termCount++;
        starts[termCount] = start + term.length;
    }

    private void writeTo(OutputStream out) throws IOException {
        long[] table = hashTable();
        LittleEndian.writeInt(out, TermDictionary.MAGIC);
        LittleEndian.writeInt(out, termCount);
        LittleEndian.writeInt(out, table.length);
        LittleEndian.writeInt(out, starts[termCount]);
        writeLongs(out, table, table.length);
        writeDoubles(out, maxWeights);
        writeDoubles(out, maxWeightsOutsideName);
        writeInts(out, starts, termCount + 1);
        writeInts(out, documentCounts, termCount);
        out.write(text, 0, starts[termCount]);
        long[] filter = new long[TermDictionary.filterLength(table.length)];
        for (int ordinal = 0; ordinal < termCount; ordinal++) {
            TermDictionary.addToFilter(filter, hashes[ordinal]);
        }
        writeLongs(out, filter, filter.length);
    }

    private long[] hashTable() {
        int slots = Math.max(MIN_SLOTS, Integer.highestOneBit(Math.max(1, termCount)) * 4);
        long[] table = new long[slots];
        for (int ordinal = 0; ordinal < termCount; ordinal++) {
            int slot = (int) hashes[ordinal] & (slots - 1);
            while (table[slot] != 0) {
                slot = (slot + 1) & (slots - 1);
            }
            table[slot] = (hashes[ordinal] >>> 32 << 32) | (ordinal + 1);
        }
        return table;
    }

    private void writeDoubles(OutputStream out, double[] values) throws IOException {
        writeLongs(
                out,
                Arrays.stream(values, 0, termCount).mapToLong(Double::doubleToLongBits).toArray(),
                termCount);
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
