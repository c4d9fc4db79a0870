package io.odonym.index.postings;

import io.odonym.index.store.LittleEndian;
import io.odonym.index.terms.IndexedTerm;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.RandomAccessInput;

import java.io.IOException;

/**
 * A place in the {@link TokenPostings} of one token, moving forward. For tokens that are not dense;
 * one thread at a time.
 */
public final class TokenPostingsIterator {

    /**
     * So many postings are looked at one after the other: they lie in two of the processor's lines.
     */
    private static final int FEW = 16;

    /** So many postings are asked for at once in the bits of others. */
    private static final int ASKED = 32;

    private static final int NO_NAMES = -1;

    private final TokenPostings postings;
    private final RandomAccessInput lists;
    private int token;
    private int count;
    private int shift;
    private long table;
    private long first;
    private int at;
    private int document;
    private int code;

    private final byte[] asked = new byte[ASKED * Integer.BYTES];

    /** Behind the last posting that was asked for in the bits of others. */
    private int askedEnd;

    /** Of the postings asked for last: those that may be looked for. */
    private int held;

    /** The code of names that were left out when asking, {@link #NO_NAMES} where none were. */
    private int leftOut;

    public TokenPostingsIterator(TokenPostings postings) {
        this.postings = postings;
        this.lists = postings.lists();
    }

    /** Starts at the first document of a token. */
    public void start(IndexedTerm term) throws IOException {
        token = term.ordinal();
        count = term.documentCount();
        shift = TokenPostings.tableShift(count, postings.documents());
        table = postings.start(token);
        first = table + postings.tableBytes(count);
        askedEnd = 0;
        moveTo(0);
    }

    /** The code of the token's weight in the document. */
    int code() {
        return code == TokenPostings.WIDE ? postings.wideCode(token, document) : code;
    }

    /**
     * Moves to the first document at or after the given one, if it is not behind it already.
     *
     * @return that document; {@link DocIdSetIterator#NO_MORE_DOCS} where there is none
     */
    int reach(int wanted) throws IOException {
        if (document >= wanted) {
            return document;
        }
        // What leads asks for the next one.
        if (moveTo(at + 1) >= wanted) {
            return document;
        }
        int low = at + 1;
        int high = count;
        if (shift != TokenPostings.NO_TABLE && wanted < postings.documents()) {
            long entry = table + (long) (wanted >>> shift) * Integer.BYTES;
            low = Math.max(low, lists.readInt(entry));
            high = Math.max(low, lists.readInt(entry + Integer.BYTES));
        }
        while (high - low > FEW) {
            int middle = (low + high) >>> 1;
            if (documentAt(middle) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while (low < high && documentAt(low) < wanted) {
            low++;
        }
        return moveTo(low);
    }

    /**
     * The same of those documents that others hold too.
     *
     * <p>The bits of a token are 300 kB for all of France, and each asked for may be a wait for
     * memory. Asking for many without a decision between two of them lets memory answer them all at
     * once.
     *
     * @param words a bit for each document of each of the others, from place 1 on
     * @param others one more than there are others
     */
    public int reachHeld(int wanted, long[][] words, int others) throws IOException {
        reach(wanted);
        int posting = at;
        while (posting < count) {
            if (posting >= askedEnd || leftOut != NO_NAMES) {
                ask(posting, words[1]);
            }
            int rest = held >>> posting - (askedEnd - ASKED);
            if (rest == 0) {
                posting = askedEnd;
                continue;
            }
            posting += Integer.numberOfTrailingZeros(rest);
            moveTo(posting);
            if (isHeld(words, others)) {
                return document;
            }
            posting++;
        }
        return moveTo(count);
    }

    /**
     * The same, before an end, but of those documents that do not hold this token and all others in
     * the shortest name.
     *
     * @param named of the others, a bit for each document that holds them in its shortest name
     * @param nameCode the code of a token's weight in that name, for all documents before the end
     * @return the end where there is none, and then the cursor stays before it
     */
    public int reachElsewhere(
            int wanted, int end, long[][] words, long[][] named, int others, int nameCode)
            throws IOException {
        int stays = at;
        int posting = reach(wanted) < end ? at : count;
        while (posting < count) {
            if (posting >= askedEnd || leftOut != nameCode) {
                if (documentAt(posting) >= end) {
                    break;
                }
                askElsewhere(posting, words, named, others, nameCode);
            }
            int rest = held >>> posting - (askedEnd - ASKED);
            if (rest != 0) {
                if (moveTo(posting + Integer.numberOfTrailingZeros(rest)) < end) {
                    return document;
                }
                break;
            }
            posting = askedEnd;
        }
        moveTo(stays);
        return end;
    }

    /** Asks whether some bits hold the documents of postings. */
    private void ask(int from, long[] words) throws IOException {
        int those = 0;
        for (int offset = readAsked(from); offset >= 0; offset -= Integer.BYTES) {
            int one = LittleEndian.readInt(asked, offset) >>> TokenPostings.CODE_BITS;
            those = those << 1 | (int) (words[one >>> 6] >>> one & 1);
        }
        held = those;
        leftOut = NO_NAMES;
    }

    /** Asks which documents of postings others hold too, but not all in the shortest name. */
    private void askElsewhere(int from, long[][] words, long[][] named, int others, int nameCode)
            throws IOException {
        int those = 0;
        for (int offset = readAsked(from); offset >= 0; offset -= Integer.BYTES) {
            int posting = LittleEndian.readInt(asked, offset);
            int one = posting >>> TokenPostings.CODE_BITS;
            long all = 1L << one;
            long inName = (posting & TokenPostings.CODE_MASK) == nameCode ? all : 0;
            for (int i = 1; i < others; i++) {
                all &= words[i][one >>> 6];
                inName &= named[i][one >>> 6];
            }
            those = those << 1 | (all != inName ? 1 : 0);
        }
        held = those;
        leftOut = nameCode;
    }

    /**
     * Reads the next postings to ask for.
     *
     * @return the offset of the last one
     */
    private int readAsked(int from) throws IOException {
        int bytes = Math.min(ASKED, count - from) * Integer.BYTES;
        lists.readBytes(first + (long) from * Integer.BYTES, asked, 0, bytes);
        askedEnd = from + ASKED;
        return bytes - Integer.BYTES;
    }

    private boolean isHeld(long[][] words, int others) {
        for (int i = 2; i < others; i++) {
            if ((words[i][document >>> 6] >>> document & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    private int moveTo(int posting) throws IOException {
        at = posting;
        if (posting >= count) {
            document = DocIdSetIterator.NO_MORE_DOCS;
        } else {
            int read = lists.readInt(first + (long) posting * Integer.BYTES);
            document = read >>> TokenPostings.CODE_BITS;
            code = read & TokenPostings.CODE_MASK;
        }
        return document;
    }

    private int documentAt(int posting) throws IOException {
        return lists.readInt(first + (long) posting * Integer.BYTES) >>> TokenPostings.CODE_BITS;
    }
}
