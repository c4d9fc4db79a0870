package io.odonym.index;

import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Starts cursors on keys, each where it moves fastest: on the bits of a dense token, on postings
 * unpacked into bits where several long lists meet, on the postings themselves, or on a set.
 *
 * <p>A query looks its words up again and again, so where the postings of a token are is remembered
 * until the next query. One thread at a time.
 */
final class KeyCursors {

    private static final int MOST_KEYS = 16;

    private final Snapshot snapshot;
    private final TermsEnum tokens;
    private final UnpackedPostings unpacked;
    private final BytesRef bytes = new BytesRef(64);
    private Cursor[] cursors = {};
    private int[] seen = new int[16];
    private TermState[] states = new TermState[16];
    private int seenCount;

    KeyCursors(Snapshot snapshot) throws IOException {
        this.snapshot = snapshot;
        this.tokens = snapshot.segment().terms(Schema.TOKEN).iterator();
        this.unpacked = new UnpackedPostings(snapshot.segment().maxDoc());
    }

    /** Forgets the tokens of the query before. */
    void startQuery() {
        seenCount = 0;
    }

    /**
     * Starts on keys, the rarest first.
     *
     * @return cursors in the order of the keys, and maybe others behind them; good until the next
     *     call
     */
    Cursor[] start(List<Key> keys) throws IOException {
        if (cursors.length < keys.size()) {
            int before = cursors.length;
            cursors = ArrayUtil.growExact(cursors, Math.max(MOST_KEYS, keys.size()));
            for (int i = before; i < cursors.length; i++) {
                cursors[i] = new Cursor();
            }
        }
        boolean unpack = keys.size() > 1 && keys.getFirst().documents() > unpacked.worthFrom();
        for (int i = 0; i < keys.size(); i++) {
            switch (keys.get(i)) {
                case Term term -> start(cursors[i], term, unpack);
                case DocumentSet set -> cursors[i].start(set);
            }
        }
        return cursors;
    }

    private void start(Cursor cursor, Term term, boolean unpack) throws IOException {
        double elsewhere = snapshot.dictionary().weightElsewhere(term.number());
        Optional<DenseTokens.Token> dense = snapshot.denseTokens().of(term.number());
        if (dense.isPresent()) {
            cursor.start(dense.get(), elsewhere);
        } else {
            seek(term);
            if (unpack) {
                cursor.start(tokens, unpacked.of(term.number(), tokens), elsewhere);
            } else {
                cursor.start(tokens, elsewhere);
            }
        }
    }

    /** Moves to a token. */
    private void seek(Term term) throws IOException {
        int length = term.text().length();
        bytes.bytes = ArrayUtil.grow(bytes.bytes, length);
        for (int i = 0; i < length; i++) {
            bytes.bytes[i] = (byte) term.text().charAt(i);
        }
        bytes.length = length;
        for (int i = 0; i < seenCount; i++) {
            if (seen[i] == term.number()) {
                tokens.seekExact(bytes, states[i]);
                return;
            }
        }
        if (!tokens.seekExact(bytes)) {
            throw new IndexException(
                    "the index is damaged: its dictionary has \""
                            + term.text()
                            + "\", its postings have not; build it again or restore it");
        }
        seen = ArrayUtil.grow(seen, seenCount + 1);
        states = ArrayUtil.grow(states, seenCount + 1);
        seen[seenCount] = term.number();
        states[seenCount++] = tokens.termState();
    }
}
