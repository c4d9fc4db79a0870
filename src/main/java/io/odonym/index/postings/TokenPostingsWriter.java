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
 * Writes the {@link TokenPostings} of a segment, a token at a time: of the one field that has them.
 */
final class TokenPostingsWriter extends FieldsConsumer {

    private static final long MOST_UNITS = 0xFFFF_FFFFL;

    private final IndexOutput out;
    private final int documents;
    private final FixedBitSet withTokens;
    private int[] found = new int[1 << 10];
    private int[] starts = new int[1 << 10];
    private int[] counts = new int[1 << 10];
    private int[] texts = new int[1 << 10];
    private byte[] text = new byte[1 << 12];
    private final IntsRefBuilder wide = new IntsRefBuilder();
    private int tokens;
    private long postings;
    private long codes;
    private boolean written;

    TokenPostingsWriter(SegmentWriteState state, String file) throws IOException {
        documents = state.segmentInfo.maxDoc();
        if (documents > TokenPostings.MOST_DOCUMENTS) {
            throw new IndexException("there are too many places for one index");
        }
        withTokens = new FixedBitSet(documents);
        out = state.directory.createOutput(file, state.context);
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
            if (written) {
                throw new IllegalArgumentException("a second field of tokens: " + field);
            }
            written = true;
            Terms terms = fields.terms(field);
            if (terms != null) {
                write(terms.iterator());
            }
        }
        writeTables();
    }

    private void write(TermsEnum each) throws IOException {
        PostingsEnum enumerated = null;
        for (BytesRef term = each.next(); term != null; term = each.next()) {
            enumerated = each.postings(enumerated, PostingsEnum.FREQS);
            int count = read(enumerated);
            // Of a token whose documents were all deleted nothing is left.
            if (count > 0) {
                add(term, count);
            }
        }
    }

    /** Puts a token's postings where they are {@link #found}, and notes the wide codes. */
    private int read(PostingsEnum enumerated) throws IOException {
        int count = 0;
        for (int document = enumerated.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = enumerated.nextDoc()) {
            found = ArrayUtil.grow(found, count + 1);
            int code = enumerated.freq();
            boolean fits = code <= TokenPostings.CODE_MASK;
            if (!fits) {
                wide.append(tokens);
                wide.append(document);
                wide.append(code);
            }
            found[count++] =
                    document << TokenPostings.CODE_BITS | (fits ? code : TokenPostings.WIDE);
            withTokens.set(document);
            codes += code;
        }
        return count;
    }

    private void add(BytesRef term, int count) throws IOException {
        starts = ArrayUtil.grow(starts, tokens + 1);
        counts = ArrayUtil.grow(counts, tokens + 1);
        texts = ArrayUtil.grow(texts, tokens + 2);
        int start = texts[tokens];
        text = ArrayUtil.grow(text, start + term.length);
        System.arraycopy(term.bytes, term.offset, text, start, term.length);
        texts[tokens + 1] = start + term.length;
        counts[tokens] = count;
        long units = (out.getFilePointer() - TokenPostingsFormat.ALIGNMENT) / Integer.BYTES;
        if (units > MOST_UNITS) {
            throw new IndexException("there are too many tokens for one index");
        }
        starts[tokens++] = (int) units;
        postings += count;
        if (BitsetPostings.isDense(count, documents)) {
            writeDense(count);
        } else {
            writeTable(count);
            writeInts(found, count);
        }
    }

    private void writeDense(int count) throws IOException {
        FixedBitSet bits = new FixedBitSet(documents);
        byte[] fitting = new byte[count];
        for (int i = 0; i < count; i++) {
            bits.set(found[i] >>> TokenPostings.CODE_BITS);
            fitting[i] = (byte) found[i];
        }
        for (int word = 0; word < FixedBitSet.bits2words(documents); word++) {
            out.writeLong(bits.getBits()[word]);
        }
        out.writeBytes(fitting, fitting.length);
        out.alignFilePointer(Integer.BYTES);
    }

    private void writeTable(int count) throws IOException {
        int shift = TokenPostings.tableShift(count, documents);
        int entries = TokenPostings.tableEntries(shift, documents);
        int before = 0;
        for (int entry = 0; entry < entries; entry++) {
            long first = (long) entry << shift;
            while (before < count && found[before] >>> TokenPostings.CODE_BITS < first) {
                before++;
            }
            out.writeInt(before);
        }
    }

    private void writeTables() throws IOException {
        writeInts(starts, tokens);
        writeInts(counts, tokens);
        writeInts(texts, tokens + 1);
        out.writeBytes(text, texts[tokens]);
        writeInts(wide.ints(), wide.length());
        out.writeInt(tokens);
        out.writeInt(texts[tokens]);
        out.writeInt(wide.length() / 3);
        out.writeInt(withTokens.cardinality());
        out.writeLong(postings);
        out.writeLong(codes);
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
