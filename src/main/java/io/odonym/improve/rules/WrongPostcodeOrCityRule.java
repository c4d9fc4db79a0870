package io.odonym.improve.rules;

import io.odonym.improve.query.AbsentCity;
import io.odonym.improve.query.EditDistance;
import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.MunicipalityMention;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.tokens.TokenRole;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.FuzzyTerms;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.TermDictionary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Accepts a wrong postcode or a neighbouring city. If the street and the city match, the postcode
 * may be a different one in the same department. If the street and the postcode match, the city may
 * be a different one with the same postcode.
 */
public final class WrongPostcodeOrCityRule implements ImprovementRule {

    /** The cost of a neighbouring city that shares the postcode of the place. */
    public static final double NEIGHBOUR_CITY_COST = 0.8;

    private static final double SAME_DEPARTMENT_COST = 0.75;

    /** The cost of a place in another department. */
    public static final double OTHER_DEPARTMENT_COST = 2;

    /** The cost of a postcode that has a wrong, missing or surplus digit or two swapped digits. */
    private static final double MISSPELT_COST = 0.6;

    private static final int DEPARTMENT_DIGITS = 2;
    private static final int MAX_CITY_WORDS = 6;
    private static final int MAX_MUNICIPALITIES = 4;
    private static final int MAX_ARRONDISSEMENTS = 50;

    /** Creates the rule. */
    public WrongPostcodeOrCityRule() {}

    @Override
    public String name() {
        return "postcode_and_city";
    }

    /**
     * Returns the cost of a place whose postcode differs from the postcode of the query.
     *
     * @param requested the postcode of the query
     * @param postcode the postcode of the place; empty if the place has none
     * @param omissionCost the cost of ignoring the postcode of the query, in points
     */
    public static double postcodeCost(String requested, String postcode, double omissionCost) {
        boolean sameDepartment =
                postcode.length() >= DEPARTMENT_DIGITS
                        && requested.startsWith(postcode.substring(0, DEPARTMENT_DIGITS));
        boolean shorter = requested.length() < postcode.length();
        if (EditDistance.between(requested, postcode, 1) == 1 && (!sameDepartment || shorter)) {
            return MISSPELT_COST;
        }
        if (sameDepartment) {
            return SAME_DEPARTMENT_COST;
        }
        return shorter ? omissionCost : OTHER_DEPARTMENT_COST;
    }

    /** Adds the municipalities that the query names and the corrections of misspelt postcodes. */
    @Override
    public void apply(RelaxedQuery query) {
        findMunicipalities(query);
        findAbsentCity(query);
        TermDictionary dictionary = query.lookup().dictionary();
        FuzzyTerms fuzzyTerms = new FuzzyTerms(dictionary);
        for (int i = 0; i < query.termCount(); i++) {
            String text = query.term(i).text();
            // FuzzyTerms inserts only letters and therefore cannot restore a missing digit.
            if (!query.isPostcode(i)
                    || !query.isPostcodeLike(i)
                    || query.lookup().findTerm(text).isPresent()) {
                continue;
            }
            for (int ordinal : fuzzyTerms.find(text)) {
                String other = dictionary.termText(ordinal);
                if (other.length() == WordForm.POSTCODE_DIGITS && dictionary.isNumeric(ordinal)) {
                    query.addAlternative(this, TermMask.of(i), other, MISSPELT_COST, 1);
                }
            }
        }
    }

    /** Finds the municipalities at the end and at the beginning of the query. */
    private static void findMunicipalities(RelaxedQuery query) {
        int end = query.termCount();
        // An arrondissement such as "lyon 3e arrondissement" contains a digit.
        if (end > 1 && end <= MAX_CITY_WORDS && containsNameNumber(query)) {
            findMunicipality(query, 0, end);
        }
        while (end > 0
                && (ExtraWordRule.isExtraWord(query.term(end - 1).text())
                        || query.term(end - 1).startsWithDigit())) {
            end--;
        }
        for (int from = end - 1; from >= Math.max(0, end - MAX_CITY_WORDS); from--) {
            if (query.term(from).startsWithDigit()) {
                break;
            }
            findMunicipality(query, from, end);
        }
        int start = 0;
        while (start < end && query.term(start).startsWithDigit()) {
            start++;
        }
        for (int to = start + 1; to <= Math.min(end - 1, start + MAX_CITY_WORDS); to++) {
            if (query.term(to - 1).startsWithDigit()) {
                break;
            }
            findMunicipality(query, start, to);
        }
    }

    /**
     * Recognizes a large city that the index does not contain at the end of the query. A city after
     * a preposition or a street type is part of a name, such as "rue de Lyon".
     */
    private static void findAbsentCity(RelaxedQuery query) {
        int end = query.termCount();
        while (end > 0 && isNumber(query, end - 1)) {
            end--;
        }
        int start = 0;
        while (start < end && isNumber(query, start)) {
            start++;
        }
        for (int from = Math.max(start, end - MAX_CITY_WORDS); from < end; from++) {
            boolean name =
                    from > start
                            && (query.term(from - 1).isStopWord()
                                    || query.term(from - 1).isStreetType());
            long terms = TermMask.range(from, end);
            boolean present =
                    query.cities().mentions().stream().anyMatch(city -> city.terms() == terms);
            if (!name && !present && CityNames.contains(words(query, from, end))) {
                query.cities().setAbsent(from == start ? AbsentCity.ALONE : AbsentCity.LAST);
                return;
            }
        }
    }

    private static boolean isNumber(RelaxedQuery query, int i) {
        return query.term(i).startsWithDigit() || query.role(i) == TokenRole.NAME_NUMBER;
    }

    private static String words(RelaxedQuery query, int from, int to) {
        StringBuilder words = new StringBuilder();
        for (int i = from; i < to; i++) {
            words.append(words.isEmpty() ? "" : " ").append(query.term(i).text());
        }
        return words.toString();
    }

    private static boolean containsNameNumber(RelaxedQuery query) {
        for (int i = 0; i < query.termCount(); i++) {
            if (query.role(i) == TokenRole.NAME_NUMBER) {
                return true;
            }
        }
        return false;
    }

    private static void findMunicipality(RelaxedQuery query, int from, int to) {
        query.deadline().check();
        List<ConjunctionClause> keys = new ArrayList<>();
        int limit = MAX_MUNICIPALITIES;
        for (int i = from; i < to; i++) {
            Optional<IndexedTerm> term = query.lookup().findTerm(query.term(i).token());
            if (term.isPresent()) {
                keys.add(term.get());
            } else if (query.term(i).startsWithDigit() && to - from > 1) {
                // The index contains "17e" as two terms, "dix" and "septieme".
                limit = MAX_ARRONDISSEMENTS;
            } else {
                return;
            }
        }
        keys.add(query.municipalities());
        for (int document : query.lookup().intersect(keys, limit)) {
            RankingRecord place = query.lookup().rankingRecord(document);
            for (int name = 0; name < place.nameCount(); name++) {
                WordForm[] words =
                        query.wordForms()
                                .get(place.bytes(), place.nameStart(name), place.nameLength(name));
                if (words.length == to - from && hasSameTokens(query, from, words)) {
                    query.cities().addDocument(document);
                    query.cities()
                            .add(
                                    new MunicipalityMention(
                                            TermMask.range(from, to), postcodes(query, document)));
                }
            }
        }
    }

    private static List<String> postcodes(RelaxedQuery query, int document) {
        return query.lookup().storedPlaces().attributes(document).list("postcode").stream()
                .map(Object::toString)
                .toList();
    }

    private static boolean hasSameTokens(RelaxedQuery query, int from, WordForm[] words) {
        for (int i = 0; i < words.length; i++) {
            if (!words[i].token().equals(query.term(from + i).token())) {
                return false;
            }
        }
        return true;
    }
}
