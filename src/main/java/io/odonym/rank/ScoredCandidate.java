package io.odonym.rank;

/**
 * A candidate and what it is worth.
 *
 * @param document its number in the index
 * @param houseNumber the house number that was found, {@link
 *     io.odonym.index.places.StoredPlaceReader#NO_NUMBER} where none was
 * @param score the whole
 * @param similarity of the best label
 * @param importance of the place
 * @param kilometres from the centre; 0 without one
 */
public record ScoredCandidate(
        int document,
        int houseNumber,
        double score,
        double similarity,
        double importance,
        double kilometres) {}
