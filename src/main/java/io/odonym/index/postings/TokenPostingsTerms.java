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
 * The tokens of a segment as Lucene asks for them: to merge segments, to check an index, and to
 * read what else is written off a merged one. Searches ask the {@link TokenPostings}.
 */
final class TokenPostingsTerms extends Terms {

    private final TokenPostings postings;
    private final RandomAccessInput textStarts;
    private final RandomAccessInput text;
    private final Sums sums;

    /**
     * Over the parts of a file.
     *
     * @param textStarts where each token starts in the text, and where the last one ends
     */
    TokenPostingsTerms(
            TokenPostings postings,
            RandomAccessInput textStarts,
            RandomAccessInput text,
            Sums sums) {
        this.postings = postings;
        this.textStarts = textStarts;
        this.text = text;
        this.sums = sums;
    }

    /**
     * What Lucene wants to know of a field as a whole.
     *
     * @param documents how many have any token
     * @param postings how many there are
     * @param codes their sum, frequencies to Lucene
     */
    record Sums(int documents, long postings, long codes) {}

    TokenPostings postings() {
        return postings;
    }

    @Override
    public TermsEnum iterator() {
        return new Tokens();
    }

    @Override
    public long size() {
        return postings.tokens();
    }

    @Override
    public long getSumTotalTermFreq() {
        return sums.codes();
    }

    @Override
    public long getSumDocFreq() {
        return sums.postings();
    }

    @Override
    public int getDocCount() {
        return sums.documents();
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

    /** A place among the tokens: a number, before the first one at the start. */
    private final class Tokens extends BaseTermsEnum {

        private final BytesRef term = new BytesRef(32);
        private int token = -1;

        @Override
        public BytesRef next() throws IOException {
            return token + 1 < postings.tokens() ? moveTo(token + 1) : null;
        }

        private BytesRef moveTo(int number) throws IOException {
            token = number;
            int start = textStarts.readInt((long) number * Integer.BYTES);
            term.length = textStarts.readInt((number + 1L) * Integer.BYTES) - start;
            term.bytes = new byte[term.length];
            text.readBytes(start, term.bytes, 0, term.length);
            return term;
        }

        @Override
        public SeekStatus seekCeil(BytesRef wanted) throws IOException {
            int low = 0;
            int high = postings.tokens();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (moveTo(middle).compareTo(wanted) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low == postings.tokens()) {
                return SeekStatus.END;
            }
            return moveTo(low).equals(wanted) ? SeekStatus.FOUND : SeekStatus.NOT_FOUND;
        }

        @Override
        public void seekExact(long number) throws IOException {
            moveTo((int) number);
        }

        @Override
        public BytesRef term() {
            return term;
        }

        @Override
        public long ord() {
            return token;
        }

        @Override
        public int docFreq() throws IOException {
            return postings.count(token);
        }

        @Override
        public long totalTermFreq() throws IOException {
            TokenDocuments each = new TokenDocuments(postings);
            each.start(token);
            long sum = 0;
            while (each.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
                sum += each.freq();
            }
            return sum;
        }

        @Override
        public PostingsEnum postings(PostingsEnum reused, int flags) throws IOException {
            TokenDocuments documents =
                    reused instanceof TokenDocuments known && known.isOf(postings)
                            ? known
                            : new TokenDocuments(postings);
            documents.start(token);
            return documents;
        }

        @Override
        public ImpactsEnum impacts(int flags) throws IOException {
            return new SlowImpactsEnum(postings(null, flags));
        }
    }

    /** The documents of one token, read as a whole. */
    private static final class TokenDocuments extends PostingsEnum {

        private final TokenPostings postings;
        private int[] read = {};
        private int token;
        private int count;
        private int at;

        TokenDocuments(TokenPostings postings) {
            this.postings = postings;
        }

        boolean isOf(TokenPostings others) {
            return postings == others;
        }

        void start(int number) throws IOException {
            token = number;
            count = postings.count(number);
            read = postings.read(number, read);
            at = -1;
        }

        @Override
        public int docID() {
            if (at < 0) {
                return -1;
            }
            return at < count ? read[at] >>> TokenPostings.CODE_BITS : NO_MORE_DOCS;
        }

        @Override
        public int nextDoc() {
            at++;
            return docID();
        }

        @Override
        public int advance(int document) {
            if (document > TokenPostings.MOST_DOCUMENTS) {
                at = count;
                return docID();
            }
            int low = at + 1;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (read[middle] >>> TokenPostings.CODE_BITS < document) {
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
            int code = read[at] & TokenPostings.CODE_MASK;
            return code == TokenPostings.WIDE ? postings.wideCode(token, docID()) : code;
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
