package io.odonym.index.postings;

import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.LargePageOutput;
import io.odonym.index.store.LittleEndian;
import io.odonym.index.terms.DocumentSet;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The filters that more than one document in 64 passes ("type=street"), as a bit for each document.
 *
 * <p>A file of terms, each with its bits; an empty term ends it.
 */
public final class FilterBitsets {

    private FilterBitsets() {}

    /** Writes the dense filters of a merged segment. */
    public static void write(LeafReader segment, Path path) throws IOException {
        Terms terms = segment.terms(IndexSchema.FILTER_FIELD);
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        PostingsEnum postings = null;
        try (DataOutputStream out = new DataOutputStream(new LargePageOutput(path))) {
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                if (BitsetPostings.isDense(each.docFreq(), segment.maxDoc())) {
                    postings = each.postings(postings, PostingsEnum.NONE);
                    out.writeUTF(term.utf8ToString());
                    out.writeInt(segment.maxDoc());
                    for (long word : bits(postings, segment.maxDoc()).getBits()) {
                        LittleEndian.writeLong(out, word);
                    }
                }
            }
            out.writeUTF("");
        }
    }

    private static FixedBitSet bits(PostingsEnum postings, int maxDocument) throws IOException {
        FixedBitSet bits = new FixedBitSet(maxDocument);
        for (int doc = postings.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            bits.set(doc);
        }
        return bits;
    }

    /** Reads them, by their terms. */
    public static Map<String, DocumentSet> open(Path path) throws IOException {
        Map<String, DocumentSet> dense = new HashMap<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            for (String term = in.readUTF(); !term.isEmpty(); term = in.readUTF()) {
                int documents = in.readInt();
                long[] words = new long[FixedBitSet.bits2words(documents)];
                byte[] bytes = new byte[words.length * Long.BYTES];
                in.readFully(bytes);
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
                dense.put(term, DocumentSet.ofBits(term, new FixedBitSet(words, documents)));
            }
        }
        return dense;
    }
}
