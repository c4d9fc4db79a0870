package io.odonym.index;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The heaviest documents of the dense tokens, on the heap: 2 kB a token, some fifty tokens for all
 * of France.
 *
 * <p>Where even the rarest word of a query is in more than a hundred thousand documents, addok
 * looks at its 501 heaviest only. To find them takes a walk over all of them ("loire" is in each
 * address of a department, and in few names), so that is done once, when the index is built.
 */
final class HeaviestDocuments {

    /** How many are kept: as many as addok looks at (lua/manual_scan.lua, 0 to 500 inclusive). */
    static final int KEPT = 501;

    private final Map<Integer, int[]> byToken;

    private HeaviestDocuments(Map<Integer, int[]> byToken) {
        this.byToken = byToken;
    }

    /** A token's heaviest documents, heaviest first, where they are kept. */
    Optional<int[]> of(int token) {
        return Optional.ofNullable(byToken.get(token));
    }

    static void write(LeafReader segment, double[] importances, Path path) throws IOException {
        BestDocuments best = new BestDocuments();
        try (DataOutputStream out = new DataOutputStream(new BlockOutput(path))) {
            Terms terms = segment.terms(Schema.TOKEN);
            TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
            PostingsEnum postings = null;
            for (int number = 0; each.next() != null; number++) {
                if (DenseTokens.isDense(each.docFreq(), segment.maxDoc())) {
                    best.reset(KEPT);
                    postings = each.postings(postings, PostingsEnum.FREQS);
                    for (int document = postings.nextDoc();
                            document != DocIdSetIterator.NO_MORE_DOCS;
                            document = postings.nextDoc()) {
                        double importance = importances[document];
                        double weight = Boost.weight(postings.freq(), importance);
                        best.offer(document, weight, importance);
                    }
                    int[] heaviest = best.heaviestFirst();
                    out.writeInt(number);
                    out.writeInt(heaviest.length);
                    for (int document : heaviest) {
                        out.writeInt(document);
                    }
                }
            }
            out.writeInt(Dictionary.ABSENT);
        }
    }

    static HeaviestDocuments open(Path path) throws IOException {
        Map<Integer, int[]> byToken = new HashMap<>();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            for (int token = in.readInt(); token != Dictionary.ABSENT; token = in.readInt()) {
                int[] documents = new int[in.readInt()];
                for (int i = 0; i < documents.length; i++) {
                    documents[i] = in.readInt();
                }
                byToken.put(token, documents);
            }
        }
        return new HeaviestDocuments(byToken);
    }
}
