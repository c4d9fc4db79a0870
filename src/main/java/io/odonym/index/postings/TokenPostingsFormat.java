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
 * The Lucene postings format of the token field. Lucene writes, merges and sorts the postings with
 * the rest of the segment; searches read them through {@link TokenFieldPostings}, which also
 * documents the file layout.
 *
 * <p>Lucene loads this class by its format name through {@code META-INF/services}. Thread-safe.
 */
public final class TokenPostingsFormat extends PostingsFormat {

    static final String NAME = "OdonymTokens";
    static final int VERSION = 0;
    private static final String EXTENSION = "tokens";

    /** The file header is padded to a multiple of this many bytes. */
    static final int ALIGNMENT = 64;

    /**
     * The length, in bytes, of the section that stores the sizes of the other sections: four
     * numbers of 4 bytes and two numbers of 8 bytes.
     */
    private static final int SIZES_BYTES = 4 * Integer.BYTES + 2 * Long.BYTES;

    /** Creates the format. Lucene calls this constructor through the service loader. */
    public TokenPostingsFormat() {
        super(NAME);
    }

    @Override
    public FieldsConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
        return new TokenPostingsWriter(
                state, fileName(state.segmentInfo.name, state.segmentSuffix));
    }

    @Override
    public FieldsProducer fieldsProducer(SegmentReadState state) throws IOException {
        return new Reader(state, fileName(state.segmentInfo.name, state.segmentSuffix));
    }

    private static String fileName(String segment, String suffix) {
        return IndexFileNames.segmentFileName(segment, suffix, EXTENSION);
    }

    /** Returns the name of the token field, which is the only field with this format. */
    private static String fieldName(SegmentReadState state) {
        for (FieldInfo field : state.fieldInfos) {
            if (field.name.equals(IndexSchema.TOKEN_FIELD)
                    && field.getIndexOptions() == IndexOptions.DOCS_AND_FREQS) {
                return field.name;
            }
        }
        throw new IndexException("the index is damaged: the token field is missing");
    }

    /** Opens the postings file of a segment. */
    private static final class Reader extends FieldsProducer {

        private final IndexInput in;
        private final String field;
        private final TokenPostingsTerms terms;

        Reader(SegmentReadState state, String fileName) throws IOException {
            field = fieldName(state);
            in = state.directory.openInput(fileName, state.context);
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

        /**
         * Locates the sections of the file from their sizes, which are stored at the end of the
         * file.
         */
        private TokenPostingsTerms read(int documentCount) throws IOException {
            long end = in.length() - CodecUtil.footerLength();
            in.seek(end - SIZES_BYTES);
            int termCount = in.readInt();
            int textBytes = in.readInt();
            int wideCount = in.readInt();
            int documentsWithTerms = in.readInt();
            long postingCount = in.readLong();
            long codeSum = in.readLong();
            long wideStart = end - SIZES_BYTES - 3L * Integer.BYTES * wideCount;
            int[] wide = new int[3 * wideCount];
            in.seek(wideStart);
            in.readInts(wide, 0, wide.length);
            long text = wideStart - textBytes;
            long tableBytes = (long) Integer.BYTES * termCount;
            long texts = text - tableBytes - Integer.BYTES;
            long counts = texts - tableBytes;
            long starts = counts - tableBytes;
            long lists = ALIGNMENT;
            TokenFieldPostings postings =
                    new TokenFieldPostings(
                            in.randomAccessSlice(lists, starts - lists),
                            in.randomAccessSlice(starts, tableBytes),
                            in.randomAccessSlice(counts, tableBytes),
                            termCount,
                            documentCount,
                            wide);
            RandomAccessInput textStarts = in.randomAccessSlice(texts, tableBytes + Integer.BYTES);
            return new TokenPostingsTerms(
                    postings,
                    textStarts,
                    in.randomAccessSlice(text, textBytes),
                    new TokenPostingsTerms.Statistics(documentsWithTerms, postingCount, codeSum));
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
