package io.odonym.rank;

/**
 * A candidate with its score and the values that the score is computed from.
 *
 * @param document the document number of the place
 * @param houseNumber the ordinal of the house number that was found; {@link
 *     io.odonym.index.places.StoredPlaceReader#NO_NUMBER} for the place itself
 * @param score the score, from 0 to 1; see {@link ScoreFormula}
 * @param similarity the similarity of the query and the place's best label, from 0 to 1
 * @param importance the importance of the place, from 0 to 1
 * @param kilometres the distance from the centre in kilometres; 0 for a search without a centre
 */
public record ScoredCandidate(
        int document,
        int houseNumber,
        double score,
        double similarity,
        double importance,
        double kilometres) {}
