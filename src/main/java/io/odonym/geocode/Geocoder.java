package io.odonym.geocode;

import io.odonym.index.store.Manifest;
import io.odonym.telemetry.PhaseRecorder;

import java.util.Optional;

/** What a geocoder does, for those who only ask: the HTTP room, the commands and their tests. */
public interface Geocoder {

    /**
     * Where is this address?
     *
     * @throws QueryLengthException where the query has more characters than a search takes
     */
    default GeocodeResponse search(SearchRequest request) {
        return search(request, new PhaseRecorder());
    }

    /**
     * Where is this address?
     *
     * @param phases notes what the search goes through
     * @throws QueryLengthException where the query has more characters than a search takes
     */
    GeocodeResponse search(SearchRequest request, PhaseRecorder phases);

    /** What is at this point? */
    default GeocodeResponse reverse(ReverseRequest request) {
        return reverse(request, new PhaseRecorder());
    }

    /**
     * What is at this point?
     *
     * @param phases notes what the search goes through
     */
    GeocodeResponse reverse(ReverseRequest request, PhaseRecorder phases);

    /**
     * Whether a search would take this query.
     *
     * @throws QueryLengthException where it has too many characters
     */
    void check(String query);

    /**
     * The place or the house number with an identifier.
     *
     * @param id as answers show it
     * @param withHouseNumbers whether a place carries all its numbers, by number
     * @return its feature, without a score
     */
    Optional<Feature> get(String id, boolean withHouseNumbers);

    /**
     * Keeps one index until the lease is closed, so that many searches see one state of the data.
     */
    default IndexLease lease() {
        return new IndexLease(this, () -> {});
    }

    /** What the index holds and where it came from. */
    Manifest manifest();
}
