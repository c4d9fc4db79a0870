package io.odonym.improve;

import io.odonym.improve.query.MunicipalityMention;
import io.odonym.improve.query.PlaceWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.WordForm;

/**
 * Compares the municipalities that the query names with the city of a place.
 *
 * <p>The place is certainly in another municipality if the query also has a postcode of the
 * municipality, which the place does not have. The same holds if the name of the place contains the
 * municipality, its city does not, and the place leaves another word of the query unmatched: "1 rue
 * Molière 90400 Danjoutin" is not on "Rue de Danjoutin 90400 Andelnans".
 */
record PostalCityComparison(RelaxedQuery query, PlaceWords place) {

    /**
     * Returns whether the place is certainly in another municipality.
     *
     * @param matchedTerms the terms of the query that match words of the place
     * @param postcodeDiffers whether the query has a postcode that the place does not have
     * @param onlyInName whether the query matches no word of the place's city and has an unmatched
     *     word
     */
    boolean isOtherMunicipality(long matchedTerms, boolean postcodeDiffers, boolean onlyInName) {
        for (MunicipalityMention city : query.cities().mentions()) {
            if (isInCity(city)) {
                return false;
            }
        }
        for (MunicipalityMention city : query.cities().mentions()) {
            boolean elsewhere =
                    postcodeDiffers
                            && !city.postcodes().contains(place.postcode().text())
                            && namesPostcodeOf(city);
            boolean inName = onlyInName && (city.terms() & ~matchedTerms) == 0;
            if (elsewhere || inName) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a word of the city in the query matches the name of the place instead of its
     * city. This word then does not count as part of the name in the query: "9 rue des Pus 43110
     * Aurec-sur-Loire" does not name "Rue de la Loire".
     *
     * @param matchedTerms the terms of the query that match words of the place
     * @param matchedWords the words of the place that match terms of the query
     */
    boolean isCityInName(long matchedTerms, long matchedWords) {
        for (MunicipalityMention city : query.cities().mentions()) {
            if ((city.terms() & ~matchedTerms) == 0
                    && isInCity(city)
                    && hasUnmatchedWordOf(city, matchedWords)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasUnmatchedWordOf(MunicipalityMention city, long matchedWords) {
        for (int word = place.nameLength(); word < place.size(); word++) {
            if (!TermMask.contains(matchedWords, word)
                    && !place.word(word).isStopWord()
                    && hasToken(city, place.word(word).token())) {
                return true;
            }
        }
        return false;
    }

    private boolean hasToken(MunicipalityMention city, String token) {
        for (int i = 0; i < query.termCount(); i++) {
            if (TermMask.contains(city.terms(), i) && query.term(i).token().equals(token)) {
                return true;
            }
        }
        return false;
    }

    private boolean namesPostcodeOf(MunicipalityMention city) {
        for (int i = 0; i < query.termCount(); i++) {
            if (query.isPostcode(i) && city.postcodes().contains(query.term(i).text())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the city of the place contains all words of the municipality name. */
    private boolean isInCity(MunicipalityMention city) {
        long terms = city.terms();
        while (terms != 0) {
            WordForm term = query.term(Long.numberOfTrailingZeros(terms));
            boolean found = false;
            for (int word = place.nameLength(); word < place.size(); word++) {
                found |= place.word(word).token().equals(term.token());
            }
            if (!found) {
                return false;
            }
            terms &= terms - 1;
        }
        return true;
    }
}
