package io.odonym.index.topk;

import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.postings.NameLengthRanges;
import io.odonym.index.postings.PostingsIterator;
import io.odonym.index.postings.TokenWeight;
import io.odonym.index.terms.ForwardIndex;

import org.apache.lucene.search.DocIdSetIterator;

import java.io.IOException;
import java.util.Arrays;

/**
 * The best documents that hold all of several keys.
 *
 * <p>Weights are added in ascending order of the keys' document counts, as Redis adds them, so that
 * sums agree to the last bit. Documents come with the shortest names first and, among equally long
 * ones, the most important: as soon as nothing to come can enter the best, the lookup ends. Of
 * dense tokens ({@link BitsetPostings}), behind a rarer one too, it goes on more quickly within a
 * group of equally long names: once a document whose name holds all keys is no longer good enough,
 * none to come whose name does is, since they weigh the same but for their importance.
 *
 * <p>Most lookups find no more documents than are wanted, so the first of these are not weighed
 * before another one turns up. Then their importances, scattered over a mapped table, are read one
 * right after the other, so that memory answers many at once.
 *
 * <p>One thread at a time.
 */
public final class TopKConjunction {

    /** Sums of doubles in another order may differ by this much. */
    private static final double ROUNDING = 1e-9;

    private final ForwardIndex table;
    private final NameLengthRanges groups;
    private final BlockMaxImportance bounds;
    private final Conjunction conjunction = new Conjunction();
    private final TopDocuments best = new TopDocuments();
    private PostingsIterator[] cursors = {};
    private int count;

    /** The first documents, with what each cursor remembers of its weight in each. */
    private int[] documents = new int[128];

    private double[] importances = new double[128];
    private int[] codes = new int[256];
    private int gathered;

    public TopKConjunction(ForwardIndex table, NameLengthRanges groups, BlockMaxImportance bounds) {
        this.table = table;
        this.groups = groups;
        this.bounds = bounds;
    }

    /**
     * Looks up the best documents.
     *
     * @param newCursors on the keys, in ascending order of their document counts
     * @param newCount how many cursors there are
     * @param limit how many documents to find
     * @return ascending
     */
    public int[] best(PostingsIterator[] newCursors, int newCount, int limit) throws IOException {
        int next = gather(newCursors, newCount, limit);
        if (next == DocIdSetIterator.NO_MORE_DOCS) {
            return Arrays.copyOf(documents, gathered);
        }
        weigh(limit);
        choose(next);
        return best.ascending();
    }

    /** The same documents, the heaviest first. */
    public int[] heaviest(PostingsIterator[] newCursors, int newCount, int limit)
            throws IOException {
        int next = gather(newCursors, newCount, limit);
        weigh(limit);
        if (next != DocIdSetIterator.NO_MORE_DOCS) {
            choose(next);
        }
        return best.heaviestFirst();
    }

    /**
     * Gathers the first documents that hold all keys, as many as are wanted.
     *
     * @return the document behind them
     */
    private int gather(PostingsIterator[] newCursors, int newCount, int limit) throws IOException {
        cursors = newCursors;
        count = newCount;
        conjunction.start(cursors, count);
        gathered = 0;
        int document = conjunction.next(0);
        while (document != DocIdSetIterator.NO_MORE_DOCS && gathered < limit) {
            if (gathered == documents.length || codes.length < (gathered + 1) * count) {
                makeRoom();
            }
            documents[gathered] = document;
            remember(gathered * count);
            gathered++;
            document = conjunction.next(document + 1);
        }
        return document;
    }

    private void makeRoom() {
        int room = Math.max(documents.length, 2 * (gathered + 1));
        documents = Arrays.copyOf(documents, room);
        importances = new double[room];
        codes = Arrays.copyOf(codes, room * count);
    }

    /** Remembers of each cursor what its weight in the document where they stand depends on. */
    private void remember(int at) {
        for (int i = 0; i < count; i++) {
            codes[at + i] = cursors[i].code();
        }
    }

    /** The sum of the weights of a document. */
    private double sum(int document, int at, double importance, double inName) throws IOException {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += cursors[i].weight(document, codes[at + i], importance, inName);
        }
        return sum;
    }

    /** Makes the documents gathered the best so far. */
    private void weigh(int limit) throws IOException {
        best.reset(limit);
        for (int i = 0; i < gathered; i++) {
            importances[i] = table.importance(documents[i]);
        }
        for (int i = 0; i < gathered; i++) {
            int document = documents[i];
            double importance = importances[i];
            double inName = TokenWeight.weight(groups.code(document), importance);
            best.offer(document, sum(document, i * count, importance, inName), importance);
        }
    }

    /** Takes in, from a document on, those that are better than the worst of the best. */
    private void choose(int from) throws IOException {
        int groupEnd = 0;
        int nameCode = 0;
        boolean namedOver = false;
        int blockEnd = 0;
        double blockCeiling = 0;
        int document = from;
        while (document != DocIdSetIterator.NO_MORE_DOCS) {
            if (document >= groupEnd) {
                int group = groups.group(document);
                groupEnd = groups.end(group);
                nameCode = groups.codeOfGroup(group);
                namedOver = conjunction.areNamesKnown() && TokenWeight.tokens(nameCode) < count;
                blockEnd = document;
            }
            double most = bounds.most(document);
            double mostInName = TokenWeight.weight(nameCode, most);
            if (ceiling(mostInName) < best.worstSum()) {
                document = conjunction.next(groupEnd);
                continue;
            }
            if (namedOver) {
                if (document >= blockEnd) {
                    blockEnd = BitsetPostings.blockEnd(document);
                    blockCeiling = ceilingElsewhere(document, most, mostInName);
                }
                if (blockCeiling < best.worstSum()) {
                    document = conjunction.next(Math.min(blockEnd, groupEnd));
                    continue;
                }
            }
            boolean entered = false;
            if (ceiling(document, most, mostInName) >= best.worstSum()) {
                double importance = table.importance(document);
                double inName = TokenWeight.weight(nameCode, importance);
                remember(0);
                entered = best.offer(document, sum(document, 0, importance, inName), importance);
            }
            namedOver |= !entered && conjunction.isNamed(document, nameCode);
            document =
                    namedOver
                            ? elsewhere(document, groupEnd, nameCode)
                            : conjunction.next(document + 1);
        }
    }

    /**
     * The next document that holds all keys, leaving out those before the group's end whose names
     * hold them all.
     */
    private int elsewhere(int document, int groupEnd, int nameCode) throws IOException {
        int found = conjunction.nextElsewhere(document + 1, groupEnd, nameCode);
        return found < groupEnd ? found : conjunction.next(groupEnd);
    }

    /**
     * The most that the weights of a document may add up to, or of one after it in its group, which
     * is no more important.
     */
    private double ceiling(double inName) {
        double sum = ROUNDING;
        for (int i = 0; i < count; i++) {
            sum += Math.max(inName, cursors[i].largestElsewhere());
        }
        return sum;
    }

    /** The same of a document of a block whose name does not hold all keys. */
    private double ceilingElsewhere(int document, double importance, double inName) {
        double all = ROUNDING;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double elsewhere = cursors[i].ceilingElsewhere(document, importance);
            double most = Math.max(inName, elsewhere);
            all += most;
            least = Math.min(least, most - elsewhere);
        }
        return all - least;
    }

    /** The most that the weights of this document may add up to. */
    private double ceiling(int document, double importance, double inName) {
        double sum = ROUNDING;
        for (int i = 0; i < count; i++) {
            sum += cursors[i].ceiling(document, importance, inName);
        }
        return sum;
    }
}
