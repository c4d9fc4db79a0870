package io.odonym.improve.query;

import io.odonym.index.IndexLookup;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.text.FoldedAlphabet;
import io.odonym.text.NumberWords;

import java.util.Arrays;
import java.util.Optional;

/**
 * A folded word of a query or of a place, with the derived forms that are used to compare words.
 *
 * <p>{@link WordFormCache} interns the instances. A word of a place also caches the cost of its
 * substitution for each term of the current query, so that a word that many candidates share is
 * compared with each term only once. Not thread-safe.
 */
public final class WordForm {

    /** The number of digits of a postcode. */
    public static final int POSTCODE_DIGITS = 5;

    private static final long NO_QUERY = -1;

    private final String text;
    private final String meaning;
    private final String token;
    private final String homophoneKey;
    private final boolean stopWord;
    private final boolean streetType;
    private final boolean postcode;
    private final boolean startsWithDigit;
    private final int numberValue;
    private final long letterMask;

    private final byte[] codes;
    private final String[] tokens;
    private Optional<IndexedTerm[]> indexedTerms = Optional.empty();
    private long queryId = NO_QUERY;
    private float[] costs = {};
    private ImprovementRule[] improvements = {};

    WordForm(String text, String meaning, String[] tokens, boolean stopWord, boolean streetType) {
        this.codes = FoldedAlphabet.codes(text);
        this.tokens = tokens;
        this.letterMask =
                text.chars().mapToLong(letter -> 1L << (letter & 63)).reduce(0, (a, b) -> a | b);
        this.text = text;
        this.meaning = shared(meaning, text);
        this.token = tokens.length == 1 ? tokens[0] : String.join("", tokens);
        this.homophoneKey = shared(HomophoneKey.of(token), token);
        this.stopWord = stopWord;
        this.streetType = streetType;
        this.startsWithDigit = !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
        this.postcode =
                text.length() == POSTCODE_DIGITS
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        this.numberValue = NumberWords.value(text);
    }

    /**
     * Returns the second string if both strings are equal, so that the first one can be
     * garbage-collected. Otherwise returns the first string.
     */
    private static String shared(String text, String other) {
        return text.equals(other) ? other : text;
    }

    /** Returns the folded word itself. */
    public String text() {
        return text;
    }

    /**
     * Returns the word after the replacement of addok's synonyms, without spaces: "boulevard" for
     * "bd".
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Returns the index token: the word after synonym replacement and phonetic analysis, without
     * spaces.
     */
    public String token() {
        return token;
    }

    /** Returns the phonetic key: French words with the same pronunciation have the same key. */
    public String homophoneKey() {
        return homophoneKey;
    }

    /** Returns whether the word is a stop word, for example an article or a preposition. */
    public boolean isStopWord() {
        return stopWord;
    }

    /** Returns whether the word is a street type such as "rue", or its abbreviation. */
    public boolean isStreetType() {
        return streetType;
    }

    /** Returns whether the word has the form of a postcode: five digits. */
    public boolean isPostcode() {
        return postcode;
    }

    /**
     * Returns whether the word may be a postcode with one digit missing: it is a number of four
     * digits.
     */
    public boolean isShortenedPostcode() {
        return text.length() == POSTCODE_DIGITS - 1
                && numberValue != NumberWords.NOT_A_NUMBER
                && numberValue < NumberWords.ORDINAL_OFFSET
                && startsWithDigit;
    }

    /** Returns whether the first character is a digit. */
    public boolean startsWithDigit() {
        return startsWithDigit;
    }

    /** Returns the number that the word represents, as defined by {@link NumberWords#value}. */
    public int numberValue() {
        return numberValue;
    }

    /** Returns the set of letters of the word as a bit mask, for {@link EditDistance#exceeds}. */
    public long letterMask() {
        return letterMask;
    }

    /** Returns whether both words represent the same number. */
    public boolean isSameNumber(WordForm other) {
        return numberValue != NumberWords.NOT_A_NUMBER && numberValue == other.numberValue;
    }

    /**
     * Returns whether this word may match another word with a similar spelling. Words that start
     * with a digit and pairs of street types match only if they are equal.
     */
    public boolean isComparableWith(WordForm other) {
        return !startsWithDigit && !other.startsWithDigit && !(streetType && other.streetType);
    }

    /** Returns whether the word consists of the given letter codes of {@link FoldedAlphabet}. */
    boolean hasCodes(byte[] letters, int start, int end) {
        return Arrays.equals(codes, 0, codes.length, letters, start, end);
    }

    /** Returns those tokens of the word that the index contains. */
    public IndexedTerm[] indexedTerms(IndexLookup lookup) {
        if (indexedTerms.isEmpty()) {
            indexedTerms =
                    Optional.of(
                            Arrays.stream(tokens)
                                    .flatMap(each -> lookup.findTerm(each).stream())
                                    .toArray(IndexedTerm[]::new));
        }
        return indexedTerms.get();
    }

    /**
     * Clears the cached substitution costs if they belong to a different query.
     *
     * @param id the identifier of the current query
     * @param termCount the number of its terms
     */
    public void prepareFor(long id, int termCount) {
        if (queryId != id) {
            queryId = id;
            if (costs.length < termCount) {
                costs = new float[termCount];
                improvements = new ImprovementRule[termCount];
            }
            Arrays.fill(costs, 0, termCount, Float.NaN);
        }
    }

    /**
     * Returns the cached cost of matching a query term with this word.
     *
     * @param term the index of the query term
     * @return the cost in points; NaN if it has not been computed for the current query
     */
    public float substitutionCost(int term) {
        return costs[term];
    }

    /** Returns the improvement that matches a query term with this word. */
    public ImprovementRule substitution(int term) {
        return improvements[term];
    }

    /**
     * Caches the cost of matching a query term with this word.
     *
     * @param term the index of the query term
     * @param cost the cost in points
     * @param improvement the improvement that matches them, or {@link ImprovementRule#NONE}
     */
    public void setSubstitution(int term, float cost, ImprovementRule improvement) {
        costs[term] = cost;
        improvements[term] = improvement;
    }

    @Override
    public String toString() {
        return text;
    }
}
