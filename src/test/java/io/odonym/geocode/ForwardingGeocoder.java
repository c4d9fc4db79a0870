package io.odonym.geocode;

import io.odonym.index.store.IndexManifest;
import io.odonym.telemetry.PhaseRecorder;

import java.util.List;
import java.util.Optional;

/** A geocoder that delegates all methods, for tests that override some of them. */
public interface ForwardingGeocoder extends Geocoder {

    /** Returns the geocoder to which the methods delegate. */
    Geocoder delegate();

    @Override
    default GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
        return delegate().search(request, phases);
    }

    @Override
    default GeocodeResponse reverse(ReverseRequest request, PhaseRecorder phases) {
        return delegate().reverse(request, phases);
    }

    @Override
    default GeocodeResponse findWithin(AreaRequest request, PhaseRecorder phases) {
        return delegate().findWithin(request, phases);
    }

    @Override
    default List<String> findMunicipalities(String name) {
        return delegate().findMunicipalities(name);
    }

    @Override
    default void checkLength(String query) {
        delegate().checkLength(query);
    }

    @Override
    default Optional<Feature> findById(String id, boolean withHouseNumbers) {
        return delegate().findById(id, withHouseNumbers);
    }

    @Override
    default IndexManifest manifest() {
        return delegate().manifest();
    }
}
