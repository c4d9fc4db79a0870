package io.odonym.index.build;

import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.store.AlignedBlockOutputStream;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.LittleEndian;
import io.odonym.index.terms.CooccurrenceTable;
import io.odonym.index.terms.ForwardIndex;
import io.odonym.index.terms.ForwardIndexReader;
import io.odonym.index.terms.TermDictionary;
import io.odonym.index.terms.TermOrdinalSet;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the {@link CooccurrenceTable} of a merged segment. The row of a frequent term contains all
 * terms of all documents in which it occurs. The terms are read from the forward index.
 */
final class CooccurrenceTableWriter {

    private final LeafReader segment;
    private final TermDictionary dictionary;
    private final ForwardIndex forwardIndex;
    private final BitsetPostings bitsetPostings;

    private CooccurrenceTableWriter(
            LeafReader segment,
            TermDictionary dictionary,
            ForwardIndex forwardIndex,
            BitsetPostings bitsetPostings) {
        this.segment = segment;
        this.dictionary = dictionary;
        this.forwardIndex = forwardIndex;
        this.bitsetPostings = bitsetPostings;
    }

    /**
     * Computes the rows of all frequent terms on all cores and writes the table.
     *
     * @param path the file to write
     * @throws IndexException if the ordinals of the terms do not fit into the entries of the table
     */
    static void write(
            LeafReader segment,
            TermDictionary dictionary,
            ForwardIndex forwardIndex,
            BitsetPostings bitsetPostings,
            Path path)
            throws IOException {
        new CooccurrenceTableWriter(segment, dictionary, forwardIndex, bitsetPostings)
                .writeTo(path);
    }

    private void writeTo(Path path) throws IOException {
        if (dictionary.size() > CooccurrenceTable.MAX_TERMS) {
            throw new IndexException("too many different tokens for one index");
        }
        int[] frequentTerms =
                IntStream.range(0, dictionary.size())
                        .filter(
                                ordinal ->
                                        CooccurrenceTable.hasRow(
                                                dictionary.documentCount(ordinal),
                                                segment.maxDoc()))
                        .toArray();
        ThreadLocal<RowReader> rowReaders = ThreadLocal.withInitial(this::newRowReader);
        List<int[]> rows =
                IntStream.of(frequentTerms)
                        .parallel()
                        .mapToObj(ordinal -> rowReaders.get().readRow(ordinal))
                        .toList();
        try (OutputStream out = new AlignedBlockOutputStream(path)) {
            LittleEndian.writeInt(out, CooccurrenceTable.MAGIC);
            LittleEndian.writeInt(out, frequentTerms.length);
            for (int ordinal : frequentTerms) {
                LittleEndian.writeInt(out, ordinal);
            }
            int start = 0;
            LittleEndian.writeInt(out, start);
            for (int[] row : rows) {
                start = Math.addExact(start, row.length);
                LittleEndian.writeInt(out, start);
            }
            for (int[] row : rows) {
                for (int ordinal : row) {
                    for (int i = 0; i < CooccurrenceTable.ORDINAL_BYTES; i++) {
                        out.write(ordinal >>> i * Byte.SIZE);
                    }
                }
            }
            out.write(0);
        }
    }

    private RowReader newRowReader() {
        try {
            return new RowReader();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Computes rows of the table. Each thread has its own reader with its own iterators and
     * buffers.
     */
    private final class RowReader {

        private final TermsEnum terms = segment.terms(IndexSchema.TOKEN_FIELD).iterator();
        private final TermOrdinalSet row = new TermOrdinalSet(dictionary.size());
        private final ForwardIndexReader reader = new ForwardIndexReader(forwardIndex);
        private PostingsEnum postings;
        private int[] documents = new int[1 << 10];

        RowReader() throws IOException {}

        /** Returns the ordinals of the terms that co-occur with a term, in ascending order. */
        int[] readRow(int ordinal) {
            try {
                int count = readDocuments(ordinal);
                row.clear();
                for (int i = 0; i < count; i++) {
                    reader.addTermsTo(row, documents[i], 0, Integer.MAX_VALUE);
                }
                for (int dense : bitsetPostings.ordinals(0, Integer.MAX_VALUE)) {
                    if (dense == ordinal || bitsetPostings.anyContains(dense, documents, count)) {
                        row.add(dense);
                    }
                }
                return row.toSortedArray();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private int readDocuments(int ordinal) throws IOException {
            if (!terms.seekExact(new BytesRef(dictionary.termText(ordinal)))) {
                throw new IllegalStateException("a term of the dictionary has no postings");
            }
            postings = terms.postings(postings, PostingsEnum.NONE);
            int count = 0;
            for (int document = postings.nextDoc();
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = postings.nextDoc()) {
                documents = ArrayUtil.grow(documents, count + 1);
                documents[count++] = document;
            }
            return count;
        }
    }
}
