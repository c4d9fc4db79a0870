package io.odonym.index.topk;

import io.odonym.index.postings.NameLengthRanges;
import io.odonym.index.postings.PostingsIterator;
import io.odonym.index.postings.TermBitsetPostings;
import io.odonym.index.postings.TokenWeightCode;
import io.odonym.index.terms.ForwardIndex;

import org.apache.lucene.search.DocIdSetIterator;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds the documents that contain all of several keys, and returns the k documents with the
 * largest sums of weights.
 *
 * <p>Weights are added in ascending order of the keys' document counts. Redis uses the same order,
 * so the sums equal addok's sums to the last bit.
 *
 * <p>Documents are numbered by the length of their shortest name, then by descending importance.
 * Upper bounds on the sums make it possible to skip most documents:
 *
 * <ul>
 *   <li>A range of documents whose shortest names have equal length is skipped if the bound of the
 *       range is below the k-th largest sum.
 *   <li>Within a range, the weights of documents whose shortest names contain all keys differ only
 *       by importance. If one of these documents is rejected, the later ones are skipped too. This
 *       requires dense followers (see {@link Conjunction#areShortestNamesKnown}).
 *   <li>A block of 512 documents is skipped if the bound of its remaining documents is below the
 *       k-th largest sum.
 *   <li>A single document is skipped if its own bound is below the k-th largest sum.
 * </ul>
 *
 * <p>Most lookups find at most k documents, which need no scores. The first k documents are
 * therefore scored only if another document is found. Their importances are then read in one loop,
 * so that cache misses overlap.
 *
 * <p>An instance is reused across lookups. Not thread-safe.
 */
public final class TopKConjunction {

    /**
     * The safety margin of upper bounds. It covers rounding errors, because the sum of doubles
     * depends on the order of addition.
     */
    private static final double ROUNDING = 1e-9;

    private final ForwardIndex forwardIndex;
    private final NameLengthRanges ranges;
    private final BlockMaxImportance blockMaxImportance;
    private final Conjunction conjunction = new Conjunction();
    private final TopDocuments best = new TopDocuments();
    private PostingsIterator[] iterators = {};
    private int count;

    /** The first k documents that contain all keys. */
    private int[] documents = new int[128];

    private double[] importances = new double[128];

    /** The weight codes of the first k documents: one code per key for each document. */
    private int[] codes = new int[256];

    /** The number of documents in {@link #documents}. */
    private int collected;

    /**
     * Creates an instance that searches one index.
     *
     * @param forwardIndex provides the exact importances
     */
    public TopKConjunction(
            ForwardIndex forwardIndex,
            NameLengthRanges ranges,
            BlockMaxImportance blockMaxImportance) {
        this.forwardIndex = forwardIndex;
        this.ranges = ranges;
        this.blockMaxImportance = blockMaxImportance;
    }

    /**
     * Returns the best documents in ascending order of document numbers.
     *
     * @param newIterators the iterators of the keys, in ascending order of document counts; the
     *     array may be longer than the number of keys
     * @param newCount the number of keys, at least 1
     * @param limit the maximum number of documents, at least 1
     */
    public int[] topK(PostingsIterator[] newIterators, int newCount, int limit) throws IOException {
        int next = collectFirst(newIterators, newCount, limit);
        if (next == DocIdSetIterator.NO_MORE_DOCS) {
            return Arrays.copyOf(documents, collected);
        }
        scoreCollected(limit);
        scoreRemaining(next);
        return best.inDocumentOrder();
    }

    /**
     * Returns the same documents as {@link #topK}, in the order that {@link TopDocuments} defines:
     * the largest sum of weights first.
     */
    public int[] topKByWeight(PostingsIterator[] newIterators, int newCount, int limit)
            throws IOException {
        int next = collectFirst(newIterators, newCount, limit);
        scoreCollected(limit);
        if (next != DocIdSetIterator.NO_MORE_DOCS) {
            scoreRemaining(next);
        }
        return best.drainBestFirst();
    }

    /**
     * Collects the first documents that contain all keys, up to the limit, without scoring them.
     *
     * @return the next matching document, or {@link DocIdSetIterator#NO_MORE_DOCS} if all are
     *     collected
     */
    private int collectFirst(PostingsIterator[] newIterators, int newCount, int limit)
            throws IOException {
        iterators = newIterators;
        count = newCount;
        conjunction.reset(iterators, count);
        collected = 0;
        int document = conjunction.next(0);
        while (document != DocIdSetIterator.NO_MORE_DOCS && collected < limit) {
            if (collected == documents.length || codes.length < (collected + 1) * count) {
                growBuffers();
            }
            documents[collected] = document;
            storeCodes(collected * count);
            collected++;
            document = conjunction.next(document + 1);
        }
        return document;
    }

    private void growBuffers() {
        int capacity = Math.max(documents.length, 2 * (collected + 1));
        documents = Arrays.copyOf(documents, capacity);
        importances = new double[capacity];
        codes = Arrays.copyOf(codes, capacity * count);
    }

    /** Stores the weight codes of the current document, one per key. */
    private void storeCodes(int at) {
        for (int i = 0; i < count; i++) {
            codes[at + i] = iterators[i].code();
        }
    }

    /**
     * Returns the sum of the weights of a document.
     *
     * @param at the index of the document's first code in {@link #codes}
     * @param importance the document's importance
     * @param nameWeight the weight of a term in the document's shortest name
     */
    private double sum(int document, int at, double importance, double nameWeight)
            throws IOException {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += iterators[i].weight(document, codes[at + i], importance, nameWeight);
        }
        return sum;
    }

    /**
     * Scores the documents that {@link #collectFirst} collected and adds them to the best
     * documents.
     */
    private void scoreCollected(int limit) throws IOException {
        best.reset(limit);
        for (int i = 0; i < collected; i++) {
            importances[i] = forwardIndex.importance(documents[i]);
        }
        for (int i = 0; i < collected; i++) {
            int document = documents[i];
            double importance = importances[i];
            double nameWeight =
                    TokenWeightCode.weight(ranges.nameCodeOfDocument(document), importance);
            best.offer(document, sum(document, i * count, importance, nameWeight), importance);
        }
    }

    /** Scores the remaining matching documents, skipping those that cannot be among the best. */
    private void scoreRemaining(int from) throws IOException {
        int rangeEnd = 0;
        int nameCode = 0;
        boolean namesExhausted = false;
        int blockEnd = 0;
        double blockMaxSum = 0;
        int document = from;
        while (document != DocIdSetIterator.NO_MORE_DOCS) {
            if (document >= rangeEnd) {
                int range = ranges.rangeOf(document);
                rangeEnd = ranges.end(range);
                nameCode = ranges.nameCodeOfRange(range);
                // A name cannot contain all keys if it has fewer tokens than the number of keys.
                namesExhausted =
                        conjunction.areShortestNamesKnown()
                                && TokenWeightCode.tokenCount(nameCode) < count;
                blockEnd = document;
            }
            double maxImportance = blockMaxImportance.maxImportance(document);
            double maxNameWeight = TokenWeightCode.weight(nameCode, maxImportance);
            if (maxSum(maxNameWeight) < best.minSum()) {
                document = conjunction.next(rangeEnd);
                continue;
            }
            if (namesExhausted) {
                if (document >= blockEnd) {
                    blockEnd = TermBitsetPostings.blockEnd(document);
                    blockMaxSum = blockMaxSumOutsideName(document, maxImportance, maxNameWeight);
                }
                if (blockMaxSum < best.minSum()) {
                    document = conjunction.next(Math.min(blockEnd, rangeEnd));
                    continue;
                }
            }
            boolean added = false;
            if (maxSum(document, maxImportance, maxNameWeight) >= best.minSum()) {
                double importance = forwardIndex.importance(document);
                double nameWeight = TokenWeightCode.weight(nameCode, importance);
                storeCodes(0);
                added = best.offer(document, sum(document, 0, importance, nameWeight), importance);
            }
            namesExhausted |= !added && conjunction.isInShortestName(document, nameCode);
            document =
                    namesExhausted
                            ? nextOutsideName(document, rangeEnd, nameCode)
                            : conjunction.next(document + 1);
        }
    }

    /**
     * Returns the next document that contains all keys. Before the end of the range, skips
     * documents whose shortest name contains all keys.
     */
    private int nextOutsideName(int document, int rangeEnd, int nameCode) throws IOException {
        int found = conjunction.nextOutsideName(document + 1, rangeEnd, nameCode);
        return found < rangeEnd ? found : conjunction.next(rangeEnd);
    }

    /**
     * Returns an upper bound on the sums of weights of the current document and of all later
     * documents in its range. The later documents do not have larger importances.
     */
    private double maxSum(double nameWeight) {
        double sum = ROUNDING;
        for (int i = 0; i < count; i++) {
            sum += Math.max(nameWeight, iterators[i].maxWeightOutsideName());
        }
        return sum;
    }

    /**
     * Returns an upper bound on the sums of weights of the documents in a block whose shortest name
     * does not contain all keys. In each of these documents, the weight of at least one key comes
     * from another field or a longer name.
     */
    private double blockMaxSumOutsideName(int document, double importance, double nameWeight) {
        double sum = ROUNDING;
        double minReduction = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double outside = iterators[i].blockMaxWeightOutsideName(document, importance);
            double max = Math.max(nameWeight, outside);
            sum += max;
            minReduction = Math.min(minReduction, max - outside);
        }
        return sum - minReduction;
    }

    /** Returns an upper bound on the sum of weights of the current document. */
    private double maxSum(int document, double importance, double nameWeight) {
        double sum = ROUNDING;
        for (int i = 0; i < count; i++) {
            sum += iterators[i].maxWeight(document, importance, nameWeight);
        }
        return sum;
    }
}
