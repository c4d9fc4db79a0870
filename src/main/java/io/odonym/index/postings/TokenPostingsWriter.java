package io.odonym.index.postings;

import io.odonym.index.store.IndexException;

import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.FieldsConsumer;
import org.apache.lucene.codecs.NormsProducer;
import org.apache.lucene.index.Fields;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.IntsRefBuilder;

import java.io.IOException;

/**
 * Writes the postings file of a segment's token field, term by term; see {@link TokenFieldPostings}
 * for the layout. Not thread-safe.
 */
final class TokenPostingsWriter extends FieldsConsumer {

    /** The largest list offset, in units of 4 bytes: offsets are unsigned 32-bit integers. */
    private static final long MAX_LIST_START = 0xFFFF_FFFFL;

    private final IndexOutput out;
    private final int documentCount;
    private final FixedBitSet documentsWithTerms;

    /** The postings of the term that is being written. */
    private int[] list = new int[1 << 10];

    private int[] starts = new int[1 << 10];
    private int[] documentCounts = new int[1 << 10];
    private int[] textStarts = new int[1 << 10];
    private byte[] text = new byte[1 << 12];

    /** The postings whose code exceeds one byte, as triples of term ordinal, document and code. */
    private final IntsRefBuilder wide = new IntsRefBuilder();

    private int termCount;
    private long postingCount;
    private long codeSum;
    private boolean fieldWritten;

    TokenPostingsWriter(SegmentWriteState state, String fileName) throws IOException {
        documentCount = state.segmentInfo.maxDoc();
        if (documentCount > TokenFieldPostings.MAX_DOCUMENTS) {
            throw new IndexException(
                    "too many places for one index: the maximum is "
                            + TokenFieldPostings.MAX_DOCUMENTS);
        }
        documentsWithTerms = new FixedBitSet(documentCount);
        out = state.directory.createOutput(fileName, state.context);
        boolean begun = false;
        try {
            CodecUtil.writeIndexHeader(
                    out,
                    TokenPostingsFormat.NAME,
                    TokenPostingsFormat.VERSION,
                    state.segmentInfo.getId(),
                    state.segmentSuffix);
            out.alignFilePointer(TokenPostingsFormat.ALIGNMENT);
            begun = true;
        } finally {
            if (!begun) {
                IOUtils.closeWhileHandlingException(out);
            }
        }
    }

    @Override
    public void write(Fields fields, NormsProducer norms) throws IOException {
        for (String field : fields) {
            if (fieldWritten) {
                throw new IllegalArgumentException(
                        "this postings format supports only one field; cannot add " + field);
            }
            fieldWritten = true;
            Terms terms = fields.terms(field);
            if (terms != null) {
                write(terms.iterator());
            }
        }
        writeTables();
    }

    private void write(TermsEnum terms) throws IOException {
        PostingsEnum enumerated = null;
        for (BytesRef term = terms.next(); term != null; term = terms.next()) {
            enumerated = terms.postings(enumerated, PostingsEnum.FREQS);
            int count = readList(enumerated);
            // A term without postings is omitted. All documents that contained it were deleted.
            if (count > 0) {
                add(term, count);
            }
        }
    }

    /**
     * Reads the postings of the next term into {@link #list} and adds the codes that exceed one
     * byte to {@link #wide}.
     *
     * @return the number of postings
     */
    private int readList(PostingsEnum enumerated) throws IOException {
        int count = 0;
        for (int document = enumerated.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = enumerated.nextDoc()) {
            list = ArrayUtil.grow(list, count + 1);
            int code = enumerated.freq();
            boolean fits = code <= TokenFieldPostings.CODE_MASK;
            if (!fits) {
                wide.append(termCount);
                wide.append(document);
                wide.append(code);
            }
            list[count++] =
                    document << TokenFieldPostings.CODE_BITS
                            | (fits ? code : TokenFieldPostings.WIDE_CODE);
            documentsWithTerms.set(document);
            codeSum += code;
        }
        return count;
    }

    private void add(BytesRef term, int count) throws IOException {
        starts = ArrayUtil.grow(starts, termCount + 1);
        documentCounts = ArrayUtil.grow(documentCounts, termCount + 1);
        textStarts = ArrayUtil.grow(textStarts, termCount + 2);
        int start = textStarts[termCount];
        text = ArrayUtil.grow(text, start + term.length);
        System.arraycopy(term.bytes, term.offset, text, start, term.length);
        textStarts[termCount + 1] = start + term.length;
        documentCounts[termCount] = count;
        long listStart = (out.getFilePointer() - TokenPostingsFormat.ALIGNMENT) / Integer.BYTES;
        if (listStart > MAX_LIST_START) {
            throw new IndexException("too many tokens for one index");
        }
        starts[termCount++] = (int) listStart;
        postingCount += count;
        if (BitsetPostings.isDense(count, documentCount)) {
            writeDense(count);
        } else {
            writeSkipTable(count);
            writeInts(list, count);
        }
    }

    private void writeDense(int count) throws IOException {
        FixedBitSet bits = new FixedBitSet(documentCount);
        byte[] codes = new byte[count];
        for (int i = 0; i < count; i++) {
            bits.set(list[i] >>> TokenFieldPostings.CODE_BITS);
            codes[i] = (byte) list[i];
        }
        for (int word = 0; word < FixedBitSet.bits2words(documentCount); word++) {
            out.writeLong(bits.getBits()[word]);
        }
        out.writeBytes(codes, codes.length);
        out.alignFilePointer(Integer.BYTES);
    }

    private void writeSkipTable(int count) throws IOException {
        int shift = TokenFieldPostings.skipShift(count, documentCount);
        int entries = TokenFieldPostings.skipEntries(shift, documentCount);
        int before = 0;
        for (int entry = 0; entry < entries; entry++) {
            long first = (long) entry << shift;
            while (before < count && list[before] >>> TokenFieldPostings.CODE_BITS < first) {
                before++;
            }
            out.writeInt(before);
        }
    }

    private void writeTables() throws IOException {
        writeInts(starts, termCount);
        writeInts(documentCounts, termCount);
        writeInts(textStarts, termCount + 1);
        out.writeBytes(text, textStarts[termCount]);
        writeInts(wide.ints(), wide.length());
        out.writeInt(termCount);
        out.writeInt(textStarts[termCount]);
        out.writeInt(wide.length() / 3);
        out.writeInt(documentsWithTerms.cardinality());
        out.writeLong(postingCount);
        out.writeLong(codeSum);
    }

    private void writeInts(int[] values, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            out.writeInt(values[i]);
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            CodecUtil.writeFooter(out);
        }
    }
}
