package io.odonym.improve;

import io.odonym.index.DocumentSet;
import io.odonym.index.Lookup;
import io.odonym.index.Term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which places are worth an alignment: those that hold most of the query's words, in any of their
 * readings, the rarer the more.
 *
 * <p>Each word of the query adds to a place the most that one of its readings is worth there: the
 * logarithm of the reading's rarity, less for what the reading costs. Words that very many places
 * hold only tell apart those that others found. One search, one thread; reused.
 */
final class Gathering {

    /** So many places at most are aligned. */
    static final int MOST = 100;

    /** A token of more places finds none; it tells apart what others found. */
    private static final int COMMON = 30_000;

    /** Nor does one that more than one place in so many holds. */
    private static final int COMMON_ONE_IN = 10;

    private static final int STEPS = 1000;

    /** So many postings at most are read for one word of the query. */
    private static final int MOST_POSTINGS = 50_000;

    /** Among so many of the best, the common words tell apart. */
    private static final int CLOSER_LOOK = 1000;

    private static final double WORTH_OF_COST = 0.2;
    private static final double LEAST_WORTH = 0.25;

    /** A postcode is wrong more often than a name: it tells less than its rarity. */
    private static final double POSTCODE_COST = 2.5;

    private static final int EMPTY = -1;

    private final Lookup lookup;
    private final Forms forms;
    private int[] table = new int[1 << 14];
    private int[] documents = new int[1 << 12];
    private float[] sums = new float[1 << 12];
    private float[] lastWorths = new float[1 << 12];
    private short[] groups = new short[1 << 12];
    private int size;

    Gathering(Lookup lookup, Forms forms) {
        this.lookup = lookup;
        this.forms = forms;
        Arrays.fill(table, EMPTY);
    }

    /** The most promising places, ascending. */
    int[] gather(Attempt attempt, Optional<DocumentSet> filter) {
        clear();
        List<Map<Term, Double>> common = new ArrayList<>();
        for (int i = 0; i < attempt.size(); i++) {
            common.add(addAll(attempt, i));
        }
        if (filter.isPresent()) {
            keep(filter.get());
        }
        long[] best = best(CLOSER_LOOK);
        if (best.length > MOST) {
            int[] ascending = ascending(best);
            for (int i = 0; i < common.size(); i++) {
                short group = (short) (i + 1);
                for (Map.Entry<Term, Double> each : common.get(i).entrySet()) {
                    lookup.forEach(
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
    private Map<Term, Double> addAll(Attempt attempt, int i) {
        Map<Term, Double> worths = new HashMap<>();
        Form word = attempt.word(i);
        boolean skipped =
                word.raw.length() == 1
                        || i < attempt.before() && ExtraWords.isExtra(word.raw)
                        || (attempt.certainNumber() >>> i & 1) != 0;
        if (!skipped) {
            put(worths, word.raw, attempt.isPlace(i) ? POSTCODE_COST : 0, Double.MAX_VALUE);
        }
        // A rare neighbour of a word that the index has says no more than the word itself.
        double most =
                worths.values().stream().mapToDouble(each -> each).max().orElse(Double.MAX_VALUE);
        for (Reading reading : attempt.readings()) {
            if (Long.numberOfTrailingZeros(reading.words()) == i
                    && !(skipped && Long.bitCount(reading.words()) == 1)) {
                put(worths, reading.word(), reading.cost(), most);
            }
        }
        Map<Term, Double> common = new HashMap<>();
        worths.entrySet().stream()
                .filter(
                        each -> {
                            boolean rare = each.getKey().documents() <= common() && !word.small;
                            if (!rare && !word.small) {
                                common.put(each.getKey(), each.getValue());
                            }
                            return rare;
                        })
                .sorted(Map.Entry.<Term, Double>comparingByValue().reversed())
                .reduce(
                        0,
                        (read, each) -> {
                            if (read < MOST_POSTINGS) {
                                float worth = each.getValue().floatValue();
                                lookup.forEach(
                                        each.getKey(),
                                        document -> add(document, worth, (short) (i + 1)));
                            }
                            return read + each.getKey().documents();
                        },
                        Integer::sum);
        return common;
    }

    private int common() {
        return Math.min(COMMON, lookup.documents() / COMMON_ONE_IN);
    }

    private void put(Map<Term, Double> worths, String word, double cost, double most) {
        for (Term term : forms.of(word).terms(lookup)) {
            double rarity = Math.log(1 + (double) lookup.documents() / term.documents());
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

    private void add(int document, float worth, short group) {
        int slot = slot(document);
        while (table[slot] != EMPTY) {
            int at = table[slot];
            if (documents[at] == document) {
                if (groups[at] != group) {
                    groups[at] = group;
                    lastWorths[at] = worth;
                    sums[at] += worth;
                } else if (worth > lastWorths[at]) {
                    sums[at] += worth - lastWorths[at];
                    lastWorths[at] = worth;
                }
                return;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        if (size == documents.length) {
            grow();
            add(document, worth, group);
            return;
        }
        table[slot] = size;
        documents[size] = document;
        sums[size] = worth;
        lastWorths[size] = worth;
        groups[size++] = group;
    }

    private void grow() {
        documents = Arrays.copyOf(documents, size * 2);
        sums = Arrays.copyOf(sums, size * 2);
        lastWorths = Arrays.copyOf(lastWorths, size * 2);
        groups = Arrays.copyOf(groups, size * 2);
        table = new int[size * 8];
        Arrays.fill(table, EMPTY);
        for (int i = 0; i < size; i++) {
            int slot = slot(documents[i]);
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
        int[] ascending = Arrays.copyOf(documents, size);
        for (int i = 0; i < size; i++) {
            places.put(documents[i], i);
        }
        Arrays.sort(ascending);
        lookup.forEach(filter, ascending, size, document -> passes[places.get(document)] = true);
        for (int i = 0; i < size; i++) {
            if (!passes[i]) {
                sums[i] = 0;
            }
        }
    }

    /** The best, as the bits of their sums and their places, in ascending order. */
    private long[] best(int most) {
        float largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, sums[i]);
        }
        // Sorting tens of thousands of sums costs more than finding them; most fall below a bound.
        int[] counts = new int[STEPS + 1];
        float scale = largest > 0 ? STEPS / largest : 0;
        for (int i = 0; i < size; i++) {
            counts[(int) (sums[i] * scale)]++;
        }
        int step = STEPS;
        int above = counts[step];
        while (step > 0 && above < most) {
            above += counts[--step];
        }
        long[] all = new long[above];
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (sums[i] > 0 && (int) (sums[i] * scale) >= step) {
                all[n++] = (long) Float.floatToIntBits(sums[i]) << 32 | i;
            }
        }
        Arrays.sort(all, 0, n);
        return Arrays.copyOfRange(all, Math.max(0, n - most), n);
    }

    private int[] ascending(long[] best) {
        int[] found = new int[best.length];
        for (int i = 0; i < best.length; i++) {
            found[i] = documents[(int) best[i]];
        }
        Arrays.sort(found);
        return found;
    }
}
