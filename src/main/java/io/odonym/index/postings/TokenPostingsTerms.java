package io.odonym.index.postings;

import org.apache.lucene.index.BaseTermsEnum;
import org.apache.lucene.index.ImpactsEnum;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SlowImpactsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;

/**
 * Adapts {@link TokenFieldPostings} to Lucene's {@link Terms} interface. Lucene uses this interface
 * to merge and check segments, and the importer uses it to derive side files from a merged segment.
 * Searches use {@link TokenFieldPostings} directly.
 */
final class TokenPostingsTerms extends Terms {

    private final TokenFieldPostings postings;
    private final RandomAccessInput textStarts;
    private final RandomAccessInput text;
    private final Statistics statistics;

    /**
     * Creates the terms from the sections of a file.
     *
     * @param textStarts the offset of each term in the text, followed by the end of the text
     * @param text the concatenated terms in UTF-8
     */
    TokenPostingsTerms(
            TokenFieldPostings postings,
            RandomAccessInput textStarts,
            RandomAccessInput text,
            Statistics statistics) {
        this.postings = postings;
        this.textStarts = textStarts;
        this.text = text;
        this.statistics = statistics;
    }

    /**
     * The statistics of the whole field that Lucene requires.
     *
     * @param documents the number of documents that contain at least one term
     * @param postings the number of postings
     * @param codes the sum of all weight codes, which are the term frequencies in Lucene's
     *     interface
     */
    record Statistics(int documents, long postings, long codes) {}

    /** Returns the postings that this class adapts. */
    TokenFieldPostings postings() {
        return postings;
    }

    @Override
    public TermsEnum iterator() {
        return new OrdinalTermsEnum();
    }

    @Override
    public long size() {
        return postings.termCount();
    }

    @Override
    public long getSumTotalTermFreq() {
        return statistics.codes();
    }

    @Override
    public long getSumDocFreq() {
        return statistics.postings();
    }

    @Override
    public int getDocCount() {
        return statistics.documents();
    }

    @Override
    public boolean hasFreqs() {
        return true;
    }

    @Override
    public boolean hasOffsets() {
        return false;
    }

    @Override
    public boolean hasPositions() {
        return false;
    }

    @Override
    public boolean hasPayloads() {
        return false;
    }

    /** Enumerates the terms by their ordinals. The initial position is before the first term. */
    private final class OrdinalTermsEnum extends BaseTermsEnum {

        private final BytesRef term = new BytesRef(32);
        private int ordinal = -1;

        @Override
        public BytesRef next() throws IOException {
            return ordinal + 1 < postings.termCount() ? moveTo(ordinal + 1) : null;
        }

        private BytesRef moveTo(int target) throws IOException {
            ordinal = target;
            int start = textStarts.readInt((long) target * Integer.BYTES);
            term.length = textStarts.readInt((target + 1L) * Integer.BYTES) - start;
            term.bytes = new byte[term.length];
            text.readBytes(start, term.bytes, 0, term.length);
            return term;
        }

        @Override
        public SeekStatus seekCeil(BytesRef target) throws IOException {
            int low = 0;
            int high = postings.termCount();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (moveTo(middle).compareTo(target) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low == postings.termCount()) {
                return SeekStatus.END;
            }
            return moveTo(low).equals(target) ? SeekStatus.FOUND : SeekStatus.NOT_FOUND;
        }

        @Override
        public void seekExact(long target) throws IOException {
            moveTo((int) target);
        }

        @Override
        public BytesRef term() {
            return term;
        }

        @Override
        public long ord() {
            return ordinal;
        }

        @Override
        public int docFreq() throws IOException {
            return postings.documentCount(ordinal);
        }

        @Override
        public long totalTermFreq() throws IOException {
            ListPostingsEnum list = new ListPostingsEnum(postings);
            list.reset(ordinal);
            long sum = 0;
            while (list.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
                sum += list.freq();
            }
            return sum;
        }

        @Override
        public PostingsEnum postings(PostingsEnum reused, int flags) throws IOException {
            ListPostingsEnum list =
                    reused instanceof ListPostingsEnum known && known.reads(postings)
                            ? known
                            : new ListPostingsEnum(postings);
            list.reset(ordinal);
            return list;
        }

        @Override
        public ImpactsEnum impacts(int flags) throws IOException {
            return new SlowImpactsEnum(postings(null, flags));
        }
    }

    /** Enumerates the documents of one term. The posting list of the term is read into an array. */
    private static final class ListPostingsEnum extends PostingsEnum {

        private final TokenFieldPostings postings;
        private int[] list = {};
        private int ordinal;
        private int count;
        private int at;

        ListPostingsEnum(TokenFieldPostings postings) {
            this.postings = postings;
        }

        boolean reads(TokenFieldPostings other) {
            return postings == other;
        }

        void reset(int newOrdinal) throws IOException {
            ordinal = newOrdinal;
            count = postings.documentCount(newOrdinal);
            list = postings.readPostings(newOrdinal, list);
            at = -1;
        }

        @Override
        public int docID() {
            if (at < 0) {
                return -1;
            }
            return at < count ? list[at] >>> TokenFieldPostings.CODE_BITS : NO_MORE_DOCS;
        }

        @Override
        public int nextDoc() {
            at++;
            return docID();
        }

        @Override
        public int advance(int target) {
            if (target > TokenFieldPostings.MAX_DOCUMENTS) {
                at = count;
                return docID();
            }
            int low = at + 1;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (list[middle] >>> TokenFieldPostings.CODE_BITS < target) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            at = low;
            return docID();
        }

        @Override
        public int freq() {
            int code = list[at] & TokenFieldPostings.CODE_MASK;
            return code == TokenFieldPostings.WIDE_CODE
                    ? postings.wideCode(ordinal, docID())
                    : code;
        }

        @Override
        public long cost() {
            return count;
        }

        @Override
        public int nextPosition() {
            return -1;
        }

        @Override
        public int startOffset() {
            return -1;
        }

        @Override
        public int endOffset() {
            return -1;
        }

        @Override
        public BytesRef getPayload() {
            return null;
        }
    }
}
