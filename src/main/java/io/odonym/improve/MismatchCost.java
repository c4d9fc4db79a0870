package io.odonym.improve;

import io.odonym.improve.query.AbsentCity;
import io.odonym.improve.query.AddressConflict;
import io.odonym.improve.query.MunicipalityMention;
import io.odonym.improve.query.PlaceWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.roles.QueryReading;
import io.odonym.improve.rules.ExtraWordRule;
import io.odonym.improve.rules.MissingNameWordRule;
import io.odonym.improve.rules.StreetTypeRule;
import io.odonym.improve.rules.WrongPostcodeOrCityRule;
import io.odonym.improve.tokens.TokenRole;

import java.util.EnumSet;
import java.util.Set;

/**
 * Computes the cost of the query terms and of the words of a place that have no match.
 *
 * <p>An unmatched query term may account for an unmatched word of the place: a street type accounts
 * for a different street type, and a city accounts for a different city with the same postcode.
 * {@link #compute} must be called exactly once, before the other methods.
 */
final class MismatchCost {

    private static final double CITY_STOP_WORD_COST = 0.05;
    private static final double CITY_WORD_COST = 0.4;

    /**
     * The additional cost of a place whose name, instead of its city, matches the city of the
     * query.
     */
    private static final double CITY_IN_NAME_COST = 0.95;

    /** The cost of a place if the query contains its postcode but not its city. */
    private static final double CITY_GIVEN_BY_POSTCODE_COST = 0.35;

    /** The cost of a place if the query does not contain its city and has no unmatched words. */
    private static final double NO_CITY_COST = 0.3;

    /** The cost of a place if the query does not contain its city but may name a different one. */
    private static final double OTHER_CITY_COST = 1.0;

    private final RelaxedQuery query;
    private final PlaceWords place;
    private final long matchedWords;
    private long matchedTerms;
    private AppliedImprovements improvements;
    private boolean postcodeGiven;
    private boolean postcodeMatched;
    private boolean departmentDiffers;
    private boolean postcodeDiffers;
    private boolean cityMissing;
    private boolean cityDiffers;
    private boolean neighbourCity;

    /**
     * Creates a computation for one query and one place.
     *
     * @param matchedTerms the terms of the query that have a match
     * @param matchedWords the words of the place that have a match
     * @param improvements the improvements of these matches
     */
    MismatchCost(
            RelaxedQuery query,
            PlaceWords place,
            long matchedTerms,
            long matchedWords,
            AppliedImprovements improvements) {
        this.query = query;
        this.place = place;
        this.matchedTerms = matchedTerms;
        this.matchedWords = matchedWords;
        this.improvements = improvements;
    }

    /** Returns the total cost, in points. */
    double compute() {
        return postcodes() + departments() + missingWords() + extraTerms();
    }

    /** Returns the query terms that match or account for a word of the place. */
    long matchedTerms() {
        return matchedTerms;
    }

    /**
     * Returns the improvements that produced the matches or accepted a difference between the query
     * and the place.
     */
    AppliedImprovements improvements() {
        return improvements;
    }

    /** Returns the cost of a place that is in none of the departments that the query names. */
    private double departments() {
        String postcode = place.postcode().text();
        if (query.departments().isEmpty() || postcode.isEmpty()) {
            return 0;
        }
        for (String department : query.departments()) {
            if (QueryReading.isInDepartment(postcode, department)) {
                return 0;
            }
        }
        departmentDiffers = true;
        improvements = improvements.with(ImprovementRules.POSTCODE_AND_CITY);
        return WrongPostcodeOrCityRule.OTHER_DEPARTMENT_COST;
    }

    /**
     * Returns the fields that the query contradicts. A different postcode is accepted if the city
     * matches, and a different city is accepted if the postcode matches.
     */
    Set<AddressConflict> conflicts() {
        EnumSet<AddressConflict> conflicts = EnumSet.noneOf(AddressConflict.class);
        if (departmentDiffers) {
            conflicts.add(AddressConflict.DEPARTMENT);
        }
        boolean otherCity =
                new PostalCityComparison(query, place)
                        .isOtherMunicipality(
                                matchedTerms,
                                postcodeDiffers,
                                cityMissing && hasUnmatchedContent());
        if (neighbourCity) {
            conflicts.add(AddressConflict.CITY);
        }
        if (cityMissing && !postcodeMatched || otherCity) {
            if (postcodeDiffers) {
                conflicts.add(AddressConflict.POSTCODE);
            }
            if (cityDiffers || otherCity) {
                conflicts.add(AddressConflict.CITY);
            }
        }
        return conflicts;
    }

    private boolean isTermUnmatched(int i) {
        return !TermMask.contains(matchedTerms, i);
    }

    private boolean isWordUnmatched(int word) {
        return !TermMask.contains(matchedWords, word);
    }

    /**
     * Returns the cost of the postcodes in the query that differ from the postcode of the place.
     */
    private double postcodes() {
        String postcode = place.postcode().text();
        double sum = 0;
        for (int i = 0; i < query.termCount(); i++) {
            if (isTermUnmatched(i) && query.isPostcodeLike(i)) {
                String requested = query.term(i).text();
                postcodeGiven = true;
                matchedTerms |= TermMask.of(i);
                if (requested.equals(postcode)) {
                    postcodeMatched = true;
                } else {
                    postcodeDiffers |= query.isPostcode(i);
                    improvements = improvements.with(ImprovementRules.POSTCODE_AND_CITY);
                    sum +=
                            WrongPostcodeOrCityRule.postcodeCost(
                                    requested, postcode, query.omissionCost(i));
                }
            }
        }
        return sum;
    }

    /** Returns the cost of the words of the place that are not in the query. */
    private double missingWords() {
        double sum = 0;
        for (int word = 0; word < place.nameLength(); word++) {
            if (isWordUnmatched(word)) {
                sum += missingNameWord(word);
            }
        }
        return sum + city();
    }

    private double missingNameWord(int index) {
        WordForm word = place.word(index);
        if (word.isStopWord()) {
            return MissingNameWordRule.cost(word);
        }
        if (index == 0 && word.isStreetType() && place.nameLength() > 1) {
            improvements = improvements.with(ImprovementRules.STREET_TYPE);
            return streetType();
        }
        improvements = improvements.with(ImprovementRules.MISSING_WORD);
        return MissingNameWordRule.cost(word);
    }

    /**
     * Returns the cost of an unmatched street type of the place. The first unmatched street type in
     * the query accounts for it.
     */
    private double streetType() {
        for (int i = 0; i < query.termCount(); i++) {
            if (isTermUnmatched(i) && query.term(i).isStreetType()) {
                matchedTerms |= TermMask.of(i);
                return StreetTypeRule.OTHER_TYPE_COST;
            }
        }
        return StreetTypeRule.MISSING_TYPE_COST;
    }

    private double city() {
        int contentWords = 0;
        int missingContentWords = 0;
        double cost = 0;
        for (int word = place.nameLength(); word < place.size(); word++) {
            boolean stopWord = place.word(word).isStopWord();
            boolean content = !stopWord && !isArrondissement(place.word(word));
            contentWords += content ? 1 : 0;
            if (isWordUnmatched(word)) {
                missingContentWords += content ? 1 : 0;
                cost += stopWord ? CITY_STOP_WORD_COST : CITY_WORD_COST;
            }
        }
        cityMissing = contentWords > 0 && missingContentWords == contentWords;
        double surcharge = 0;
        if (missingContentWords > 0
                && hasUnmatchedContent()
                && new PostalCityComparison(query, place)
                        .isCityInName(matchedTerms, matchedWords)) {
            surcharge = CITY_IN_NAME_COST;
        }
        cityDiffers = cityMissing && (isAbsentCity() || namesOtherCity());
        return cityMissing ? missingCity() + surcharge : cost + surcharge;
    }

    /** Returns whether a word belongs to a city such as "Paris 4e Arrondissement". */
    private static boolean isArrondissement(WordForm word) {
        return word.startsWithDigit() || word.text().equals("arrondissement");
    }

    /**
     * Returns whether the query is a city that the index does not contain, or ends with such a city
     * and has another word that the place does not have.
     */
    private boolean isAbsentCity() {
        return query.cities().absent() == AbsentCity.ALONE
                || query.cities().absent() == AbsentCity.LAST && hasUnmatchedContent();
    }

    /**
     * Returns whether the query names a city, or ends with a word, that the place does not have.
     */
    private boolean namesOtherCity() {
        for (MunicipalityMention city : query.cities().mentions()) {
            if ((city.terms() & matchedTerms) == 0) {
                return true;
            }
        }
        int last = query.termCount() - 1;
        while (last > 0 && query.term(last).startsWithDigit()) {
            last--;
        }
        return last >= 0
                && isTermUnmatched(last)
                && query.isOrdinaryWord(last)
                && !query.term(last).isStopWord()
                && !query.term(last).isStreetType()
                && query.role(last) != TokenRole.UNIT
                && !ExtraWordRule.isExtraWord(query.term(last).text());
    }

    private double missingCity() {
        for (MunicipalityMention city : query.cities().mentions()) {
            if ((city.terms() & matchedTerms) == 0
                    && city.postcodes().contains(place.postcode().text())) {
                matchedTerms |= city.terms();
                neighbourCity = true;
                improvements = improvements.with(ImprovementRules.POSTCODE_AND_CITY);
                return WrongPostcodeOrCityRule.NEIGHBOUR_CITY_COST;
            }
        }
        if (postcodeMatched) {
            return CITY_GIVEN_BY_POSTCODE_COST;
        }
        return postcodeGiven || hasUnmatchedContent() ? OTHER_CITY_COST : NO_CITY_COST;
    }

    private boolean hasUnmatchedContent() {
        for (int i = 0; i < query.termCount(); i++) {
            WordForm term = query.term(i);
            if (isTermUnmatched(i)
                    && query.isOrdinaryWord(i)
                    && !term.isStopWord()
                    && !term.isStreetType()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the cost of the query terms that match nothing, except the terms of house numbers.
     */
    private double extraTerms() {
        boolean typeMatched = hasMatchedStreetType();
        double sum = 0;
        double beforeAddress = 0;
        for (int i = 0; i < query.termCount(); i++) {
            if (!isTermUnmatched(i) || TermMask.contains(query.houseNumberTerms(), i)) {
                continue;
            }
            WordForm term = query.term(i);
            double cost = query.omissionCost(i);
            if (term.isStreetType() && !typeMatched && !ExtraWordRule.isExtraWord(term.text())) {
                cost = Math.min(StreetTypeRule.MAX_SURPLUS_TYPE_COST, cost);
            }
            if (i < query.addressStart()) {
                beforeAddress += cost;
            } else {
                sum += cost;
            }
            if (!term.isStopWord()) {
                improvements = improvements.with(ImprovementRules.EXTRA_WORD);
            }
        }
        return sum + Math.min(beforeAddress, ExtraWordRule.MAX_COST_BEFORE_ADDRESS);
    }

    private boolean hasMatchedStreetType() {
        for (int i = 0; i < query.termCount(); i++) {
            if (query.term(i).isStreetType() && !isTermUnmatched(i)) {
                return true;
            }
        }
        return false;
    }
}
