package io.odonym.index;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes the {@link DenseTokens} of a merged segment. */
final class DenseTokensWriter {

    private final int maxDocument;
    private final NameGroups groups;

    private DenseTokensWriter(int maxDocument, NameGroups groups) {
        this.maxDocument = maxDocument;
        this.groups = groups;
    }

    /** One token as it will be written. */
    private record Dense(
            int number,
            FixedBitSet bits,
            FixedBitSet named,
            int[] before,
            byte[] codes,
            boolean fit) {}

    /** Reads the postings of every dense token and writes them. */
    static void write(LeafReader segment, Path path) throws IOException {
        DenseTokensWriter writer = new DenseTokensWriter(segment.maxDoc(), NameGroups.of(segment));
        Terms terms = segment.terms(Schema.TOKEN);
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        List<Dense> dense = new ArrayList<>();
        PostingsEnum postings = null;
        for (int number = 0; each.next() != null; number++) {
            if (DenseTokens.isDense(each.docFreq(), segment.maxDoc())) {
                postings = each.postings(postings, PostingsEnum.FREQS);
                dense.add(writer.read(number, postings, each.docFreq()));
            }
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
            writer.writeTo(out, dense);
        }
    }

    private Dense read(int number, PostingsEnum postings, int documents) throws IOException {
        FixedBitSet bits = new FixedBitSet(maxDocument);
        FixedBitSet named = new FixedBitSet(maxDocument);
        int[] before = new int[DenseTokens.blocks(maxDocument)];
        byte[] codes = new byte[documents];
        int block = 0;
        boolean fit = true;
        int n = 0;
        for (int doc = postings.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            while (block < DenseTokens.block(doc)) {
                before[++block] = n;
            }
            bits.set(doc);
            int code = postings.freq();
            if (code == groups.code(doc)) {
                named.set(doc);
            } else {
                fit &= code <= 0xFF;
                codes[n++] = (byte) code;
            }
        }
        Arrays.fill(before, block + 1, before.length, n);
        return new Dense(number, bits, named, before, Arrays.copyOf(codes, fit ? n : 0), fit);
    }

    private void writeTo(OutputStream out, List<Dense> dense) throws IOException {
        LittleEndian.write(out, DenseTokens.MAGIC);
        LittleEndian.write(out, dense.size());
        LittleEndian.write(out, maxDocument);
        for (Dense token : dense) {
            LittleEndian.write(out, token.number());
            LittleEndian.write(out, token.fit() ? token.codes().length : DenseTokens.UNFIT);
        }
        for (Dense token : dense) {
            writeBits(out, token.bits());
            writeBits(out, token.named());
            for (int count : token.before()) {
                LittleEndian.write(out, count);
            }
            out.write(token.codes());
        }
    }

    /** A bit for each document. */
    static void writeBits(OutputStream out, FixedBitSet bits) throws IOException {
        for (int word = 0; word < FixedBitSet.bits2words(bits.length()); word++) {
            LittleEndian.write(out, bits.getBits()[word]);
        }
    }
}
