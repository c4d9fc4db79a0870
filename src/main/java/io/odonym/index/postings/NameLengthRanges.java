package io.odonym.index.postings;

import io.odonym.index.store.IndexSchema;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;

import java.io.IOException;
import java.util.Arrays;

/**
 * The ranges of documents whose shortest names have the same number of tokens.
 *
 * <p>The primary sort key of documents is the token count of their shortest name, so all documents
 * with the same token count form one range. The weight of a term in a name decreases as the token
 * count increases. Apart from the importance, the maximum weight of a term in a name is therefore
 * the same for all documents of a range. It can be computed without reading a document.
 *
 * <p>Immutable.
 */
public final class NameLengthRanges {

    private final int[] starts;
    private final int[] tokenCounts;
    private final int documentCount;

    private NameLengthRanges(int[] starts, int[] tokenCounts, int documentCount) {
        this.starts = starts;
        this.tokenCounts = tokenCounts;
        this.documentCount = documentCount;
    }

    /** Finds the name-length ranges of a segment by binary search. */
    public static NameLengthRanges of(LeafReader segment) throws IOException {
        int[] starts = new int[16];
        int[] tokenCounts = new int[16];
        int ranges = 0;
        int from = 0;
        while (from < segment.maxDoc()) {
            if (ranges == starts.length) {
                starts = Arrays.copyOf(starts, ranges * 2);
                tokenCounts = Arrays.copyOf(tokenCounts, ranges * 2);
            }
            starts[ranges] = from;
            tokenCounts[ranges] = nameTokens(segment, from);
            int low = from + 1;
            int high = segment.maxDoc();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (nameTokens(segment, middle) > tokenCounts[ranges]) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            from = low;
            ranges++;
        }
        return new NameLengthRanges(
                Arrays.copyOf(starts, ranges),
                Arrays.copyOf(tokenCounts, ranges),
                segment.maxDoc());
    }

    private static int nameTokens(LeafReader segment, int document) throws IOException {
        NumericDocValues values = segment.getNumericDocValues(IndexSchema.NAME_TOKENS_FIELD);
        return values.advanceExact(document) ? (int) values.longValue() : 0;
    }

    /** Returns the zero-based index of the range that contains a document. */
    public int rangeOf(int document) {
        int range = starts.length - 1;
        while (range > 0 && starts[range] > document) {
            range--;
        }
        return range;
    }

    /** Returns the number of the first document after a range. */
    public int end(int range) {
        return range + 1 < starts.length ? starts[range + 1] : documentCount;
    }

    /**
     * Returns the code of a term's weight in the shortest name of any document of a range; see
     * {@link TokenWeightCode}. In a longer name of these documents, a term has a smaller weight.
     */
    public int nameCodeOfRange(int range) {
        return TokenWeightCode.nameCode(Math.max(1, tokenCounts[range]));
    }

    /**
     * Returns the code of a term's weight in the shortest name of a document; see {@link
     * TokenWeightCode}.
     */
    public int nameCodeOfDocument(int document) {
        return nameCodeOfRange(rangeOf(document));
    }
}
