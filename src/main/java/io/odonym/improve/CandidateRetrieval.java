package io.odonym.improve;

import io.odonym.index.IndexLookup;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Which places are worth an alignment: those that hold most of the query's words, in any of their
 * readings, the rarer the more.
 *
 * <p>Each word of the query adds to a place the most that one of its readings is worth there: the
 * logarithm of the reading's rarity, less for what the reading costs. Words that very many places
 * hold only tell apart those that others found. One search, one thread; reused.
 */
final class CandidateRetrieval {

    /** So many places at most are aligned. */
    static final int MOST = 50;

    /** A token of more places finds none; it tells apart what others found. */
    private static final int COMMON = 30_000;

    /** Nor does one that more than one place in so many holds. */
    private static final int COMMON_ONE_IN = 10;

    /** So many postings at most are read for one word of the query. */
    private static final int MOST_POSTINGS = 50_000;

    /** Among so many of the best, the common words tell apart. */
    private static final int CLOSER_LOOK = 1000;

    private static final double WORTH_OF_COST = 0.2;
    private static final double LEAST_WORTH = 0.25;

    /** A postcode is wrong more often than a name: it tells less than its rarity. */
    private static final double POSTCODE_COST = 2.5;

    private static final int EMPTY = -1;

    /** Bits of a sum that are no matter where the best are sought: a step is 6 % of a sum. */
    private static final int MANTISSA = 19;

    /** Of an entry: the place, the word that added last, what that added, the sum. */
    private static final int FIELDS = 4;

    private static final int GROUP = 1;
    private static final int LAST = 2;
    private static final int SUM = 3;

    private final IndexLookup lookup;
    private final WordFormCache forms;
    private int[] table = new int[1 << 14];
    private final int[] counts = new int[1 << (Integer.SIZE - 1 - MANTISSA)];

    /** What is known of each place, side by side, since they are read together. */
    private int[] entries = new int[FIELDS << 12];

    private int size;

    CandidateRetrieval(IndexLookup lookup, WordFormCache forms) {
        this.lookup = lookup;
        this.forms = forms;
        Arrays.fill(table, EMPTY);
    }

    /** The most promising places, ascending. */
    int[] gather(RelaxedQuery attempt, Optional<DocumentSet> filter) {
        clear();
        List<Map<IndexedTerm, Double>> common = new ArrayList<>();
        for (int i = 0; i < attempt.size(); i++) {
            common.add(addAll(attempt, i));
        }
        if (filter.isPresent()) {
            keep(filter.get());
        }
        int[] best = best(CLOSER_LOOK);
        if (best.length > MOST) {
            int[] ascending = ascending(best);
            for (int i = 0; i < common.size(); i++) {
                int group = i + 1;
                for (Map.Entry<IndexedTerm, Double> each : common.get(i).entrySet()) {
                    lookup.forEachDocument(
                            each.getKey(),
                            ascending,
                            ascending.length,
                            document -> add(document, each.getValue().floatValue(), group));
                }
            }
            best = best(MOST);
        }
        return ascending(best);
    }

    /**
     * Adds what the readings of one word find.
     *
     * @return the readings that too many places hold, with their worth
     */
    private Map<IndexedTerm, Double> addAll(RelaxedQuery attempt, int i) {
        Map<IndexedTerm, Double> worths = new HashMap<>();
        WordForm word = attempt.word(i);
        boolean skipped =
                word.raw.length() == 1
                        || i < attempt.before() && ExtraWordRule.isExtra(word.raw)
                        || (attempt.certainNumber() >>> i & 1) != 0;
        if (!skipped) {
            put(worths, word.raw, attempt.isPlace(i) ? POSTCODE_COST : 0, Double.MAX_VALUE);
        }
        // A rare neighbour of a word that the index has says no more than the word itself.
        double most =
                worths.values().stream().mapToDouble(each -> each).max().orElse(Double.MAX_VALUE);
        for (TermAlternative reading : attempt.readings()) {
            if (Long.numberOfTrailingZeros(reading.words()) == i
                    && !(skipped && Long.bitCount(reading.words()) == 1)) {
                put(worths, reading.word(), reading.cost(), most);
            }
        }
        Map<IndexedTerm, Double> common = new HashMap<>();
        worths.entrySet().stream()
                .filter(
                        each -> {
                            boolean rare = each.getKey().documentCount() <= common() && !word.small;
                            if (!rare && !word.small) {
                                common.put(each.getKey(), each.getValue());
                            }
                            return rare;
                        })
                .sorted(Map.Entry.<IndexedTerm, Double>comparingByValue().reversed())
                .reduce(
                        0,
                        (read, each) -> {
                            if (read < MOST_POSTINGS) {
                                float worth = each.getValue().floatValue();
                                lookup.forEachDocument(
                                        each.getKey(), document -> add(document, worth, i + 1));
                            }
                            return read + each.getKey().documentCount();
                        },
                        Integer::sum);
        return common;
    }

    private int common() {
        return Math.min(COMMON, lookup.documentCount() / COMMON_ONE_IN);
    }

    private void put(Map<IndexedTerm, Double> worths, String word, double cost, double most) {
        for (IndexedTerm term : forms.of(word).terms(lookup)) {
            double rarity = Math.log(1 + (double) lookup.documentCount() / term.documentCount());
            double worth = Math.min(rarity, most) * Math.max(LEAST_WORTH, 1 - WORTH_OF_COST * cost);
            worths.merge(term, worth, Math::max);
        }
    }

    private void clear() {
        Arrays.fill(table, EMPTY);
        size = 0;
    }

    private int slot(int document) {
        return (document * 0x9E3779B9 >>> 7) & (table.length - 1);
    }

    private int document(int at) {
        return entries[at * FIELDS];
    }

    private float sum(int at) {
        return Float.intBitsToFloat(entries[at * FIELDS + SUM]);
    }

    private void add(int document, float worth, int group) {
        int slot = slot(document);
        while (table[slot] != EMPTY) {
            int at = table[slot] * FIELDS;
            if (entries[at] == document) {
                float last = entries[at + GROUP] == group ? last(at) : 0;
                if (worth > last) {
                    entries[at + GROUP] = group;
                    entries[at + LAST] = Float.floatToRawIntBits(worth);
                    float sum = Float.intBitsToFloat(entries[at + SUM]) + (worth - last);
                    entries[at + SUM] = Float.floatToRawIntBits(sum);
                }
                return;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        if ((size + 1) * FIELDS > entries.length) {
            grow();
            add(document, worth, group);
            return;
        }
        table[slot] = size;
        int at = size++ * FIELDS;
        entries[at] = document;
        entries[at + GROUP] = group;
        entries[at + LAST] = Float.floatToRawIntBits(worth);
        entries[at + SUM] = Float.floatToRawIntBits(worth);
    }

    private float last(int at) {
        return Float.intBitsToFloat(entries[at + LAST]);
    }

    private void grow() {
        entries = Arrays.copyOf(entries, entries.length * 2);
        table = new int[table.length * 2];
        Arrays.fill(table, EMPTY);
        for (int i = 0; i < size; i++) {
            int slot = slot(document(i));
            while (table[slot] != EMPTY) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = i;
        }
    }

    /** Drops what does not pass. */
    private void keep(DocumentSet filter) {
        boolean[] passes = new boolean[size];
        Map<Integer, Integer> places = new HashMap<>();
        int[] ascending = new int[size];
        for (int i = 0; i < size; i++) {
            ascending[i] = document(i);
            places.put(document(i), i);
        }
        Arrays.sort(ascending);
        lookup.forEachDocument(
                filter, ascending, size, document -> passes[places.get(document)] = true);
        for (int i = 0; i < size; i++) {
            if (!passes[i]) {
                entries[i * FIELDS + SUM] = 0;
            }
        }
    }

    /** The best, by their places in the table; of equals those that were found last. */
    private int[] best(int most) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < size; i++) {
            counts[step(i)]++;
        }
        int step = counts.length - 1;
        int above = 0;
        while (step > 0 && above + counts[step] < most) {
            above += counts[step--];
        }
        // Of those at the bound there may be many thousands, most of them alike.
        int places = most - above;
        PriorityQueue<Long> bound = new PriorityQueue<>(places);
        int[] best = new int[most];
        int n = 0;
        for (int i = size - 1; i >= 0; i--) {
            if (sum(i) > 0) {
                int own = step(i);
                if (own > step) {
                    best[n++] = i;
                } else if (own == step) {
                    long entry = (long) entries[i * FIELDS + SUM] << 32 | i;
                    if (bound.size() < places) {
                        bound.add(entry);
                    } else if (entry > bound.element()) {
                        bound.remove();
                        bound.add(entry);
                    }
                }
            }
        }
        while (!bound.isEmpty()) {
            best[n++] = (int) (long) bound.remove();
        }
        return Arrays.copyOf(best, n);
    }

    /**
     * A step of the ladder that {@link #best} counts on: the first bits of the sum, which is 0 or
     * more.
     */
    private int step(int at) {
        return entries[at * FIELDS + SUM] >>> MANTISSA;
    }

    private int[] ascending(int[] best) {
        int[] found = new int[best.length];
        for (int i = 0; i < best.length; i++) {
            found[i] = document(best[i]);
        }
        Arrays.sort(found);
        return found;
    }
}
