package io.odonym.index.postings;

import io.odonym.index.store.IndexSchema;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;

import java.io.IOException;
import java.util.Arrays;

/**
 * The documents by how many tokens their shortest name has: that is the first thing they are sorted
 * by, so each group is a range.
 *
 * <p>A token weighs the less the more tokens the name has; hence the most that a token of a name
 * can weigh in a group is known without looking at a document.
 */
public final class NameLengthRanges {

    private final int[] starts;
    private final int[] tokens;
    private final int maxDocument;

    private NameLengthRanges(int[] starts, int[] tokens, int maxDocument) {
        this.starts = starts;
        this.tokens = tokens;
        this.maxDocument = maxDocument;
    }

    /** Finds the ranges by bisection: a dozen groups, twenty steps each. */
    public static NameLengthRanges of(LeafReader segment) throws IOException {
        int[] starts = new int[16];
        int[] tokens = new int[16];
        int groups = 0;
        int from = 0;
        while (from < segment.maxDoc()) {
            if (groups == starts.length) {
                starts = Arrays.copyOf(starts, groups * 2);
                tokens = Arrays.copyOf(tokens, groups * 2);
            }
            starts[groups] = from;
            tokens[groups] = nameTokens(segment, from);
            int low = from + 1;
            int high = segment.maxDoc();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (nameTokens(segment, middle) > tokens[groups]) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            from = low;
            groups++;
        }
        return new NameLengthRanges(
                Arrays.copyOf(starts, groups), Arrays.copyOf(tokens, groups), segment.maxDoc());
    }

    private static int nameTokens(LeafReader segment, int document) throws IOException {
        NumericDocValues values = segment.getNumericDocValues(IndexSchema.NAME_TOKENS_FIELD);
        return values.advanceExact(document) ? (int) values.longValue() : 0;
    }

    /** The group of a document. */
    public int group(int document) {
        int group = starts.length - 1;
        while (group > 0 && starts[group] > document) {
            group--;
        }
        return group;
    }

    /** The first document after a group. */
    public int end(int group) {
        return group + 1 < starts.length ? starts[group + 1] : maxDocument;
    }

    /**
     * The code of a token's weight in the shortest name of a document of a group; see {@link
     * Boost}. In longer names it weighs less.
     */
    public int codeOfGroup(int group) {
        return TokenWeight.nameCode(Math.max(1, tokens[group]));
    }

    /** The code of a token's weight in the shortest name of a document. */
    public int code(int document) {
        return codeOfGroup(group(document));
    }
}
