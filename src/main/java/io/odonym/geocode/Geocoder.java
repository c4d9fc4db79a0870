package io.odonym.geocode;

import io.odonym.index.store.IndexManifest;
import io.odonym.telemetry.PhaseRecorder;

import java.util.List;
import java.util.Optional;

/**
 * Finds addresses by text, by position and by identifier. Implementations are thread-safe.
 *
 * @see ReloadableGeocoder
 */
public interface Geocoder {

    /**
     * Finds the places that match the text of an address (forward geocoding).
     *
     * @throws QueryLengthException if the query has too many characters
     * @throws DeadlineExceededException if the search takes too long
     */
    default GeocodeResponse search(SearchRequest request) {
        return search(request, new PhaseRecorder());
    }

    /**
     * Finds the places that match the text of an address (forward geocoding).
     *
     * @param phases records the phases of the search
     * @throws QueryLengthException if the query has too many characters
     * @throws DeadlineExceededException if the search takes too long
     */
    GeocodeResponse search(SearchRequest request, PhaseRecorder phases);

    /** Finds the addresses nearest to a point (reverse geocoding). */
    default GeocodeResponse reverse(ReverseRequest request) {
        return reverse(request, new PhaseRecorder());
    }

    /**
     * Finds the addresses nearest to a point (reverse geocoding).
     *
     * @param phases records the phases of the search
     */
    GeocodeResponse reverse(ReverseRequest request, PhaseRecorder phases);

    /**
     * Finds the places and house numbers within an area.
     *
     * @param phases records the phases of the search
     * @return the features, nearest first; their scores are 0
     * @throws DeadlineExceededException if the search takes too long
     */
    GeocodeResponse findWithin(AreaRequest request, PhaseRecorder phases);

    /**
     * Finds the municipalities, and the arrondissements of Paris, Lyon and Marseille, whose name
     * equals or begins with a given name.
     *
     * @return their codes (INSEE), best first; empty if no name is similar enough
     */
    List<String> findMunicipalities(String name);

    /**
     * Checks the length of a query without searching.
     *
     * @throws QueryLengthException if the query has too many characters
     */
    void checkLength(String query);

    /**
     * Finds a place or a house number by its identifier.
     *
     * @param id the identifier, as in the property {@code id} of a feature
     * @param withHouseNumbers whether the feature of a place lists all house numbers of the place
     * @return the feature, without a score; empty if there is no such identifier
     */
    Optional<Feature> findById(String id, boolean withHouseNumbers);

    /**
     * Leases the current index. All searches through the lease use that index, even if another
     * index is swapped in. The index stays open until the lease is closed.
     */
    default IndexLease lease() {
        return new IndexLease(this, () -> {});
    }

    /** Returns the manifest of the current index. */
    IndexManifest manifest();
}
