package io.odonym.improve.query;

import io.odonym.improve.roles.QueryReading;
import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;
import io.odonym.index.IndexLookup;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.WordTrie;
import io.odonym.threads.Deadline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A query with everything that the improvements add to it: alternatives of its terms, the cost of
 * omitting a term, possible house numbers, and the municipalities that it names.
 *
 * <p>Terms are identified by their index; a set of terms is stored as a {@link TermMask}. Costs are
 * in points: a point lowers the score of a result by 0.05. Not thread-safe.
 */
public final class RelaxedQuery {

    /**
     * The maximum number of terms; additional terms are ignored. The limit ensures that a set of
     * terms fits in a {@code long}.
     */
    public static final int MAX_TERMS = 60;

    private static final double DEFAULT_OMISSION_COST = 2.4;
    private static final int UNKNOWN = -1;

    private final IndexLookup lookup;
    private final WordFormCache wordForms;
    private final long id;
    private final boolean unfinished;
    private final List<String> departments;
    private final Deadline deadline;
    private final List<WordForm> terms = new ArrayList<>();
    private final List<RoleToken> tokens = new ArrayList<>();
    private final List<NumberPhrase> compoundNumbers;
    private final int addressStart;
    private final double[] omissionCosts;
    private final int[] documentCounts;
    private double maxAlternativeCost = Double.POSITIVE_INFINITY;
    private final List<TermAlternative> alternatives = new ArrayList<>();
    private final List<TermAlternative> multiTermAlternatives = new ArrayList<>();
    private final List<HouseNumberInterpretation> houseNumbers = new ArrayList<>();
    private final QueryCities cities = new QueryCities();
    private long certainHouseNumber;
    private long houseNumberTerms;
    private long joinedTerms;

    /**
     * Splits a query into terms.
     *
     * @param lookup the index
     * @param wordForms the cache of word forms
     * @param id an identifier that is unique among the queries that use the same cache
     * @param reading the tokens of the query, with their roles
     * @param unfinished whether the last term may be the beginning of a longer word
     * @param deadline the time at which the search is aborted
     */
    public RelaxedQuery(
            IndexLookup lookup,
            WordFormCache wordForms,
            long id,
            QueryReading reading,
            boolean unfinished,
            Deadline deadline) {
        this.deadline = deadline;
        this.lookup = lookup;
        this.wordForms = wordForms;
        this.id = id;
        this.unfinished = unfinished;
        this.departments = reading.departments();
        for (RoleToken token : reading.searched()) {
            if (terms.size() < MAX_TERMS) {
                terms.add(wordForms.get(token.text()));
                tokens.add(token);
            }
        }
        this.compoundNumbers =
                NumberPhrase.find(terms).stream().filter(NumberPhrase::isCompound).toList();
        this.addressStart = reading.countTokensBeforeAddress();
        this.omissionCosts = new double[terms.size()];
        this.documentCounts = new int[terms.size()];
        Arrays.fill(omissionCosts, DEFAULT_OMISSION_COST);
        Arrays.fill(documentCounts, UNKNOWN);
    }

    /** Returns the identifier of this query. */
    public long id() {
        return id;
    }

    /** Returns the time at which the search is aborted; loops over terms and words check it. */
    public Deadline deadline() {
        return deadline;
    }

    /** Returns the index that is searched. */
    public IndexLookup lookup() {
        return lookup;
    }

    /** Returns the cache of word forms. */
    public WordFormCache wordForms() {
        return wordForms;
    }

    /** Returns the words of all names and cities of the index. */
    public WordTrie wordTrie() {
        return lookup.wordTrie();
    }

    /** Returns the set of places that are municipalities. */
    public DocumentSet municipalities() {
        return lookup.documentsMatching("type", List.of("municipality"));
    }

    /** Returns the number of terms. */
    public int termCount() {
        return terms.size();
    }

    /** Returns the term at an index, which must be less than {@link #termCount}. */
    public WordForm term(int i) {
        return terms.get(i);
    }

    /**
     * Returns whether a term may be the beginning of a longer word. Only the last term of an
     * unfinished query can be one.
     */
    public boolean isPrefix(int i) {
        return unfinished && i == terms.size() - 1;
    }

    /**
     * Returns the number of terms before the address itself. The address starts at the first house
     * number that is followed by a street type. The result is 0 if there is no such number or if a
     * postcode precedes it.
     */
    public int addressStart() {
        return addressStart;
    }

    /** Returns the numbers that are written, or can be written, as several words. */
    public List<NumberPhrase> compoundNumbers() {
        return compoundNumbers;
    }

    /** Returns the role of a term. */
    public TokenRole role(int i) {
        return tokens.get(i).role();
    }

    /** Returns whether a term may be the house number according to its role. */
    public boolean mayBeHouseNumber(int i) {
        return role(i) == TokenRole.HOUSE_NUMBER;
    }

    /** Returns the token of a term, which contains the numbers of a range. */
    public RoleToken token(int i) {
        return tokens.get(i);
    }

    /** Returns the folded codes of the departments that the query names. */
    public List<String> departments() {
        return departments;
    }

    /** Returns whether a term has the form of a postcode and may be one at its position. */
    public boolean isPostcode(int i) {
        return terms.get(i).isPostcode() && role(i) != TokenRole.UNIT;
    }

    /**
     * Returns whether a term is a postcode or, if the house number is certain, a number of four
     * characters, which may be a postcode with a missing digit.
     */
    public boolean isPostcodeLike(int i) {
        return !TermMask.contains(certainHouseNumber, i)
                && (isPostcode(i)
                        || certainHouseNumber != 0
                                && mayBeHouseNumber(i)
                                && terms.get(i).isShortenedPostcode());
    }

    /**
     * Returns whether a term is an ordinary word, which can be misspelt, abbreviated, split or
     * joined: it has at least two characters and does not start with a digit.
     */
    public boolean isOrdinaryWord(int i) {
        WordForm term = terms.get(i);
        return term.text().length() > 1 && !term.startsWithDigit();
    }

    /** Returns whether the index contains the term as a word. */
    public boolean isKnown(int i) {
        return documentCount(i) > 0;
    }

    /** Returns the number of places whose name or city contains the term. */
    public int documentCount(int i) {
        if (documentCounts[i] == UNKNOWN) {
            documentCounts[i] = wordTrie().documentCount(terms.get(i).text());
        }
        return documentCounts[i];
    }

    /**
     * Adds an alternative, and looks up its document count; see {@link
     * #addAlternative(ImprovementRule, long, String, double, int)}.
     */
    public void addAlternative(ImprovementRule by, long replaced, String word, double cost) {
        addAlternative(by, replaced, word, cost, wordTrie().documentCount(word));
    }

    /**
     * Sets the maximum cost of further alternatives. A place that matches a more expensive
     * alternative cannot replace the first result of the plain search.
     *
     * @param cost the cost in points
     */
    public void setMaxAlternativeCost(double cost) {
        maxAlternativeCost = cost;
    }

    /** Returns the maximum cost of further alternatives, in points. */
    public double maxAlternativeCost() {
        return maxAlternativeCost;
    }

    /**
     * Adds an alternative, unless the index does not contain its word, or its cost is above the
     * maximum.
     *
     * @param by the improvement that proposes the alternative
     * @param replaced the terms that the word replaces
     * @param word the word
     * @param cost the cost in points
     * @param documentCount the number of places whose name or city contains the word
     */
    public void addAlternative(
            ImprovementRule by, long replaced, String word, double cost, int documentCount) {
        if (documentCount > 0 && cost <= maxAlternativeCost) {
            TermAlternative alternative =
                    new TermAlternative(replaced, word, cost, documentCount, by);
            alternatives.add(alternative);
            if (Long.bitCount(replaced) > 1) {
                multiTermAlternatives.add(alternative);
            }
        }
    }

    /** Returns all alternatives, in the order in which they were added. */
    public List<TermAlternative> alternatives() {
        return alternatives;
    }

    /** Returns the alternatives that replace several terms with one word. */
    public List<TermAlternative> multiTermAlternatives() {
        return multiTermAlternatives;
    }

    /** Returns the terms that may be several words written without a space. */
    public long joinedTerms() {
        return joinedTerms;
    }

    /** Marks a term that may be several words written without a space. */
    public void addJoinedTerm(int i) {
        joinedTerms |= TermMask.of(i);
    }

    /** Returns the cities that the query names. */
    public QueryCities cities() {
        return cities;
    }

    /** Returns the possible house numbers, in the order of the query. */
    public List<HouseNumberInterpretation> houseNumbers() {
        return houseNumbers;
    }

    /** Returns the terms of all possible house numbers. */
    public long houseNumberTerms() {
        return houseNumberTerms;
    }

    /**
     * Adds a possible house number.
     *
     * @param numberTerms the terms that form the number
     * @param text the number and its suffix as one word
     * @param asked the number or the range of numbers as it is written in the query
     * @param cost the cost of this interpretation, in points
     * @param moved true if addok would not recognize a house number at this position
     */
    public void addHouseNumber(
            long numberTerms, String text, String asked, double cost, boolean moved) {
        houseNumbers.add(
                new HouseNumberInterpretation(
                        numberTerms, text, asked, wordForms.houseNumber(text), cost, moved));
        houseNumberTerms |= numberTerms;
    }

    /**
     * Returns the terms that are certainly the house number and that match nothing else; 0 if there
     * are no such terms.
     */
    public long certainHouseNumber() {
        return certainHouseNumber;
    }

    /** Records that the given terms are certainly the house number. */
    public void setCertainHouseNumber(long numberTerms) {
        certainHouseNumber = numberTerms;
    }

    /** Returns the cost of leaving a term unmatched, in points. */
    public double omissionCost(int i) {
        return omissionCosts[i];
    }

    /** Sets the cost of leaving a term unmatched, in points. */
    public void setOmissionCost(int i, double cost) {
        omissionCosts[i] = cost;
    }
}
