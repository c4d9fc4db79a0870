package io.odonym.improve;

import io.odonym.improve.query.AddressConflict;
import io.odonym.improve.query.HouseNumberMatchType;
import io.odonym.rank.ScoredCandidate;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The results of a relaxed search. Immutable.
 *
 * @param results the results, best first
 * @param attempts the phases that ran, if the request asks for an explanation; only the assignment
 *     of roles if the plain result was good enough; empty without an explanation
 */
public record RelaxedResults(List<Result> results, List<Attempt> attempts) {

    /** Copies both lists. */
    public RelaxedResults {
        results = List.copyOf(results);
        attempts = List.copyOf(attempts);
    }

    /**
     * One result.
     *
     * @param candidate the place. If the place does not have the requested house number, the
     *     candidate has the substitute; for an interpolated point, it has the lower number
     * @param improvements the names of the improvements that produced the result; empty for a
     *     result of the plain search
     * @param conflicts the parts of the address in which the result differs from the query
     * @param match how the house number relates to the requested one
     * @param requestedNumber the requested house number as one word, or the requested range such as
     *     "96-98"; empty if there is none
     * @param upperNumber the ordinal of the upper number of an interpolated point
     * @param fraction the position of an interpolated point between the lower and the upper number,
     *     from 0 to 1
     * @param intersection the place where the street meets another one; empty if the result is not
     *     an intersection
     */
    public record Result(
            ScoredCandidate candidate,
            List<String> improvements,
            Set<AddressConflict> conflicts,
            HouseNumberMatchType match,
            String requestedNumber,
            int upperNumber,
            double fraction,
            Optional<Intersection> intersection) {

        /** Copies the lists of improvements and conflicts. */
        public Result {
            improvements = List.copyOf(improvements);
            conflicts = Set.copyOf(conflicts);
        }
    }

    /**
     * The place where the street of a result meets another street: the midpoint between their
     * nearest house numbers.
     *
     * @param crossStreet the document of the other street
     * @param number the ordinal of the house number of the result's street; {@link
     *     io.odonym.index.places.StoredPlaceReader#NO_NUMBER} if the street has no house numbers
     * @param crossNumber the same for the other street
     * @param latitude the latitude in degrees WGS84
     * @param longitude the longitude in degrees WGS84
     */
    public record Intersection(
            int crossStreet, int number, int crossNumber, double latitude, double longitude) {}

    /**
     * A phase of the relaxed search: an improvement, the retrieval or the alignment.
     *
     * @param name the name of the phase
     * @param alternatives the alternatives that an improvement added, each as "terms: alternative";
     *     for the assignment of roles, each word as "word: role"; for the retrieval and the
     *     alignment, the number of places
     * @param microseconds the duration
     */
    public record Attempt(String name, List<String> alternatives, double microseconds) {

        /** Copies the list of alternatives. */
        public Attempt {
            alternatives = List.copyOf(alternatives);
        }
    }
}
