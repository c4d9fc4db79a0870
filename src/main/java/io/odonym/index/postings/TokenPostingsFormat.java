package io.odonym.index.postings;

import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;

import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.FieldsConsumer;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.codecs.PostingsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Terms;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.IOUtils;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * How the postings of tokens are kept: {@link TokenPostings}, as the postings of one field of a
 * Lucene segment, which Lucene writes, merges and sorts with the rest.
 *
 * <p>Found by Lucene through {@code META-INF/services}.
 */
public final class TokenPostingsFormat extends PostingsFormat {

    static final String NAME = "OdonymTokens";
    static final int VERSION = 0;
    private static final String EXTENSION = "tokens";

    /** What the file begins with is filled up to a multiple of this many bytes. */
    static final int ALIGNMENT = 64;

    /** The table of sizes: four numbers of four bytes and two of eight. */
    private static final int SIZES_BYTES = 4 * Integer.BYTES + 2 * Long.BYTES;

    /** For Lucene. */
    public TokenPostingsFormat() {
        super(NAME);
    }

    @Override
    public FieldsConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
        return new TokenPostingsWriter(state, file(state.segmentInfo.name, state.segmentSuffix));
    }

    @Override
    public FieldsProducer fieldsProducer(SegmentReadState state) throws IOException {
        return new Reader(state, file(state.segmentInfo.name, state.segmentSuffix));
    }

    private static String file(String segment, String suffix) {
        return IndexFileNames.segmentFileName(segment, suffix, EXTENSION);
    }

    /** The one field that is kept so. */
    private static String field(SegmentReadState state) {
        for (FieldInfo field : state.fieldInfos) {
            if (field.name.equals(IndexSchema.TOKEN_FIELD)
                    && field.getIndexOptions() == IndexOptions.DOCS_AND_FREQS) {
                return field.name;
            }
        }
        throw new IndexException("the index is damaged: it has no field of tokens");
    }

    private static final class Reader extends FieldsProducer {

        private final IndexInput in;
        private final String field;
        private final TokenPostingsTerms terms;

        Reader(SegmentReadState state, String file) throws IOException {
            field = field(state);
            in = state.directory.openInput(file, state.context);
            boolean opened = false;
            try {
                CodecUtil.checkIndexHeader(
                        in, NAME, VERSION, VERSION, state.segmentInfo.getId(), state.segmentSuffix);
                CodecUtil.retrieveChecksum(in);
                terms = read(state.segmentInfo.maxDoc());
                opened = true;
            } finally {
                if (!opened) {
                    IOUtils.closeWhileHandlingException(in);
                }
            }
        }

        /** From the end backward, where the sizes of all parts are. */
        private TokenPostingsTerms read(int documents) throws IOException {
            long end = in.length() - CodecUtil.footerLength();
            in.seek(end - SIZES_BYTES);
            int tokens = in.readInt();
            int textBytes = in.readInt();
            int wideCount = in.readInt();
            int withTokens = in.readInt();
            long postings = in.readLong();
            long codes = in.readLong();
            long wideStart = end - SIZES_BYTES - 3L * Integer.BYTES * wideCount;
            int[] wide = new int[3 * wideCount];
            in.seek(wideStart);
            in.readInts(wide, 0, wide.length);
            long text = wideStart - textBytes;
            long table = (long) Integer.BYTES * tokens;
            long texts = text - table - Integer.BYTES;
            long counts = texts - table;
            long starts = counts - table;
            long lists = ALIGNMENT;
            TokenPostings read =
                    new TokenPostings(
                            in.randomAccessSlice(lists, starts - lists),
                            in.randomAccessSlice(starts, table),
                            in.randomAccessSlice(counts, table),
                            tokens,
                            documents,
                            wide);
            RandomAccessInput textStarts = in.randomAccessSlice(texts, table + Integer.BYTES);
            return new TokenPostingsTerms(
                    read,
                    textStarts,
                    in.randomAccessSlice(text, textBytes),
                    new TokenPostingsTerms.Sums(withTokens, postings, codes));
        }

        @Override
        public Iterator<String> iterator() {
            return List.of(field).iterator();
        }

        @Override
        public Terms terms(String name) {
            return terms;
        }

        @Override
        public int size() {
            return 1;
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
