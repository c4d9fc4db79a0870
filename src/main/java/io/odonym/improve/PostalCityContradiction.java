package io.odonym.improve;

import io.odonym.improve.query.PlaceWords;
import io.odonym.improve.query.PostalCity;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.WordForm;

/**
 * Detects that the query names a municipality and that a place is certainly in another one.
 *
 * <p>This is so if the query also has a postcode of the municipality, which the place does not
 * have. It is also so if the place has the municipality in its name instead of its city, and does
 * not explain another word of the query: "1 rue Molière 90400 Danjoutin" is not on "Rue de
 * Danjoutin 90400 Andelnans".
 */
record PostalCityContradiction(RelaxedQuery query, PlaceWords place) {

    /**
     * Returns whether the place is certainly in another municipality.
     *
     * @param matchedTerms the terms of the query that match words of the place
     * @param postcodeDiffers whether the query has a postcode that the place does not have
     * @param onlyInName whether no word of the city of the place is matched, and a word of the
     *     query is unmatched
     */
    boolean isFound(long matchedTerms, boolean postcodeDiffers, boolean onlyInName) {
        for (PostalCity city : query.postalCities()) {
            if (isInCity(city)) {
                return false;
            }
        }
        for (PostalCity city : query.postalCities()) {
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

    private boolean namesPostcodeOf(PostalCity city) {
        for (int i = 0; i < query.termCount(); i++) {
            if (query.isPostcode(i) && city.postcodes().contains(query.term(i).text())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the city of the place has all words of a municipality. */
    private boolean isInCity(PostalCity city) {
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
