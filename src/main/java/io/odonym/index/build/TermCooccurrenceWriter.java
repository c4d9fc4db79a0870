package io.odonym.index.build;

import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.LargePageOutput;
import io.odonym.index.store.LittleEndian;
import io.odonym.index.terms.ForwardIndex;
import io.odonym.index.terms.ForwardIndexReader;
import io.odonym.index.terms.TermCooccurrence;
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
 * Writes the {@link TermCooccurrence} of a merged segment whose dictionary and table of documents
 * are written already: for each commoner token, the tokens of all its documents.
 */
final class TermCooccurrenceWriter {

    private final LeafReader segment;
    private final TermDictionary dictionary;
    private final ForwardIndex documents;
    private final BitsetPostings dense;

    private TermCooccurrenceWriter(
            LeafReader segment,
            TermDictionary dictionary,
            ForwardIndex documents,
            BitsetPostings dense) {
        this.segment = segment;
        this.dictionary = dictionary;
        this.documents = documents;
        this.dense = dense;
    }

    /** Finds the companions of each commoner token, on all cores, and writes them. */
    static void write(
            LeafReader segment,
            TermDictionary dictionary,
            ForwardIndex documents,
            BitsetPostings dense,
            Path path)
            throws IOException {
        new TermCooccurrenceWriter(segment, dictionary, documents, dense).writeTo(path);
    }

    private void writeTo(Path path) throws IOException {
        if (dictionary.size() > TermCooccurrence.MAX_TERMS) {
            throw new IndexException("there are too many different tokens for one index");
        }
        int[] tokens =
                IntStream.range(0, dictionary.size())
                        .filter(
                                token ->
                                        TermCooccurrence.hasRow(
                                                dictionary.documentCount(token), segment.maxDoc()))
                        .toArray();
        ThreadLocal<Beside> besides = ThreadLocal.withInitial(this::beside);
        List<int[]> rows =
                IntStream.of(tokens)
                        .parallel()
                        .mapToObj(token -> besides.get().tokens(token))
                        .toList();
        try (OutputStream out = new LargePageOutput(path)) {
            LittleEndian.writeInt(out, TermCooccurrence.MAGIC);
            LittleEndian.writeInt(out, tokens.length);
            for (int token : tokens) {
                LittleEndian.writeInt(out, token);
            }
            int start = 0;
            LittleEndian.writeInt(out, start);
            for (int[] row : rows) {
                start = Math.addExact(start, row.length);
                LittleEndian.writeInt(out, start);
            }
            for (int[] row : rows) {
                for (int companion : row) {
                    for (int i = 0; i < TermCooccurrence.ORDINAL_BYTES; i++) {
                        out.write(companion >>> i * Byte.SIZE);
                    }
                }
            }
            out.write(0);
        }
    }

    private Beside beside() {
        try {
            return new Beside();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What one thread finds the companions of a token with. */
    private final class Beside {

        private final TermsEnum terms = segment.terms(IndexSchema.TOKEN_FIELD).iterator();
        private final TermOrdinalSet set = new TermOrdinalSet(dictionary.size());
        private final ForwardIndexReader reader = new ForwardIndexReader(documents);
        private PostingsEnum postings;
        private int[] found = new int[1 << 10];

        Beside() throws IOException {}

        int[] tokens(int token) {
            try {
                int count = readDocuments(token);
                set.clear();
                for (int i = 0; i < count; i++) {
                    reader.addTermsTo(set, found[i], 0, Integer.MAX_VALUE);
                }
                for (int common : dense.ordinals(0, Integer.MAX_VALUE)) {
                    if (common == token || dense.anyContains(common, found, count)) {
                        set.add(common);
                    }
                }
                return set.toSortedArray();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private int readDocuments(int token) throws IOException {
            if (!terms.seekExact(new BytesRef(dictionary.termText(token)))) {
                throw new IllegalStateException("the dictionary has a token of no posting");
            }
            postings = terms.postings(postings, PostingsEnum.NONE);
            int count = 0;
            for (int doc = postings.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = postings.nextDoc()) {
                found = ArrayUtil.grow(found, count + 1);
                found[count++] = doc;
            }
            return count;
        }
    }
}
