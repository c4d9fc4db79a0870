package io.odonym.improve;

import io.odonym.index.IndexLookup;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.WordTrie;
import io.odonym.rank.RequestedHouseNumber;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A query that is being read more freely: its words, what each may stand for beside itself, what it
 * costs to leave it out, and which of them may be the house number.
 *
 * <p>Costs are points; {@link ImprovedScore} says what a point is worth. One search, one thread.
 */
public final class RelaxedQuery {

    /** So many words at most are read; a query has at most 200 letters. */
    static final int MOST_WORDS = 60;

    /** What a word that nothing is said of costs, where it is left out. */
    private static final double DROPPED = 2.4;

    private final IndexLookup lookup;
    private final WordFormCache forms;
    private final long number;
    private final List<WordForm> words = new ArrayList<>();
    private final List<TermAlternative> readings = new ArrayList<>();
    private final List<TermAlternative> readingsOfSeveral = new ArrayList<>();
    private long certainNumber;
    private final List<NumberHypothesis> numbers = new ArrayList<>();
    private final double[] dropCosts;
    private final int[] documents;
    private final int before;
    private final boolean unfinished;
    private final List<PostalCity> postalCities = new ArrayList<>();
    private long joined;
    private long numberWords;
    private int current = Improvements.NONE;

    /**
     * A house number that the query may have.
     *
     * @param words the words that write it, a bit for each
     * @param text its text in one word: "12bis"
     * @param wanted what it is looked up by
     * @param cost what it costs to take them for it
     * @param moved whether addok would not have taken them for it
     */
    record NumberHypothesis(
            long words, String text, RequestedHouseNumber wanted, double cost, boolean moved) {}

    /**
     * A municipality that the query names, whose postcode its neighbours may share.
     *
     * @param words the words that name it, a bit for each
     * @param postcodes its postcodes
     */
    record PostalCity(long words, List<String> postcodes) {}

    /**
     * Reads a query.
     *
     * @param number of the query, to know what was compared for it
     * @param folded the folded query
     * @param unfinished whether its last word may be the beginning of a longer one
     */
    RelaxedQuery(
            IndexLookup lookup,
            WordFormCache forms,
            long number,
            String folded,
            boolean unfinished) {
        this.lookup = lookup;
        this.forms = forms;
        this.number = number;
        this.unfinished = unfinished;
        String cleaned = TextAnalysis.cleaned(folded);
        for (String word : cleaned.split(" ")) {
            if (!word.isEmpty() && words.size() < MOST_WORDS) {
                int digits = HouseNumberPositionRule.afterAnnouncement(word);
                if (digits > 0) {
                    words.add(forms.of("n"));
                }
                words.add(forms.of(word.substring(digits)));
            }
        }
        String address = TextAnalysis.fromHouseNumber(cleaned);
        int skipped = 0;
        if (address.length() < cleaned.length()) {
            for (String word :
                    cleaned.substring(0, cleaned.length() - address.length()).split(" ")) {
                skipped += word.isEmpty() ? 0 : 1;
            }
        }
        this.before = hasPostcode(skipped) ? 0 : skipped;
        this.dropCosts = new double[words.size()];
        this.documents = new int[words.size()];
        Arrays.fill(dropCosts, DROPPED);
        Arrays.fill(documents, -1);
    }

    /** The improvement that runs now. */
    void begin(int improvement) {
        current = improvement;
    }

    long number() {
        return number;
    }

    IndexLookup lookup() {
        return lookup;
    }

    WordFormCache forms() {
        return forms;
    }

    /** The places that are municipalities. */
    DocumentSet municipalities() {
        return lookup.documentsMatching("type", List.of("municipality"));
    }

    WordTrie trie() {
        return lookup.wordTrie();
    }

    int size() {
        return words.size();
    }

    WordForm word(int i) {
        return words.get(i);
    }

    /** Whether the last word may be the beginning of a longer one. */
    boolean isUnfinished(int i) {
        return unfinished && i == words.size() - 1;
    }

    /** Words before the first house number that a kind of street follows. */
    int before() {
        return before;
    }

    boolean isPostcode(int i) {
        return words.get(i).postcode;
    }

    private boolean hasPostcode(int count) {
        for (int i = 0; i < Math.min(count, words.size()); i++) {
            if (isPostcode(i)) {
                return true;
            }
        }
        return false;
    }

    /** A word that can be misspelt, joined or cut: not a number, and no single letter. */
    boolean isPlainWord(int i) {
        WordForm form = words.get(i);
        return form.raw.length() > 1 && !form.digits;
    }

    void add(long by, String word, double cost) {
        add(by, word, cost, trie().documentCount(word));
    }

    void add(long by, String word, double cost, int documents) {
        if (documents > 0) {
            TermAlternative reading = new TermAlternative(by, word, cost, documents, current);
            readings.add(reading);
            if (Long.bitCount(by) > 1) {
                readingsOfSeveral.add(reading);
            }
        }
    }

    /** Words that may be several run together, a bit for each. */
    long joined() {
        return joined;
    }

    void join(int i) {
        joined |= 1L << i;
    }

    /** Whether a word says where: a postcode, or a department that is left of one. */
    boolean isPlace(int i) {
        boolean number = (certainNumber >>> i & 1) != 0;
        return !number
                && (isPostcode(i)
                        || certainNumber != 0
                                && words.get(i).raw.length() == WordForm.POSTCODE_DIGITS - 1
                                && words.get(i).value >= 0
                                && words.get(i).digits);
    }

    void addPostalCity(long by, List<String> postcodes) {
        postalCities.add(new PostalCity(by, postcodes));
    }

    List<PostalCity> postalCities() {
        return postalCities;
    }

    /** The words of all house numbers that the query may have, a bit for each. */
    long numberWords() {
        return numberWords;
    }

    List<TermAlternative> readings() {
        return readings;
    }

    /** Those that read several words as one. */
    List<TermAlternative> readingsOfSeveral() {
        return readingsOfSeveral;
    }

    void addNumber(long by, String text, double cost, boolean moved) {
        numbers.add(new NumberHypothesis(by, text, forms.number(text), cost, moved));
        numberWords |= by;
    }

    /** The words that are the house number for certain, a bit for each; they are nothing else. */
    long certainNumber() {
        return certainNumber;
    }

    void certain(long by) {
        certainNumber = by;
    }

    List<NumberHypothesis> numbers() {
        return numbers;
    }

    double dropCost(int i) {
        return dropCosts[i];
    }

    /** Whether the index has a word. */
    boolean isKnown(int i) {
        return documents(i) > 0;
    }

    /** How many places of the index have a word in name or city. */
    int documents(int i) {
        if (documents[i] < 0) {
            documents[i] = trie().documentCount(words.get(i).raw);
        }
        return documents[i];
    }

    void dropFor(int i, double cost) {
        dropCosts[i] = cost;
    }
}
