package io.odonym.index.postings;

import io.odonym.index.store.AlignedBlockOutputStream;
import io.odonym.index.store.IndexSchema;
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
 * Reads and writes the file that contains dense filters, such as {@code type=street}, as bitsets. A
 * filter is dense if more than one document in 64 matches it; see {@link BitsetPostings#isDense}.
 *
 * <pre>
 *   for each filter:
 *     term      2-byte length and modified UTF-8, in the format of {@link DataOutputStream#writeUTF}
 *     documents the number of documents of the index, 4 bytes, big-endian
 *     bitset    one bit per document, in words of 8 bytes, little-endian
 *   end         an empty term
 * </pre>
 */
public final class FilterBitsetFile {

    private FilterBitsetFile() {}

    /** Writes the dense filters of a segment to a new file. */
    public static void write(LeafReader segment, Path path) throws IOException {
        Terms terms = segment.terms(IndexSchema.FILTER_FIELD);
        TermsEnum filters = terms == null ? TermsEnum.EMPTY : terms.iterator();
        PostingsEnum postings = null;
        try (DataOutputStream out = new DataOutputStream(new AlignedBlockOutputStream(path))) {
            for (BytesRef term = filters.next(); term != null; term = filters.next()) {
                if (BitsetPostings.isDense(filters.docFreq(), segment.maxDoc())) {
                    postings = filters.postings(postings, PostingsEnum.NONE);
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

    private static FixedBitSet bits(PostingsEnum postings, int documentCount) throws IOException {
        FixedBitSet bits = new FixedBitSet(documentCount);
        for (int doc = postings.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            bits.set(doc);
        }
        return bits;
    }

    /** Reads a file of dense filters. Returns a map from filter terms to document sets. */
    public static Map<String, DocumentSet> read(Path path) throws IOException {
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
