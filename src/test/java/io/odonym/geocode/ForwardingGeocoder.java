package io.odonym.geocode;

import io.odonym.index.store.Manifest;
import io.odonym.telemetry.PhaseRecorder;

import java.util.Optional;

/** Answers as another does, where a test has nothing else to say. */
public interface ForwardingGeocoder extends Geocoder {

    /** Who answers. */
    Geocoder plain();

    @Override
    default GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
        return plain().search(request, phases);
    }

    @Override
    default GeocodeResponse reverse(ReverseRequest request, PhaseRecorder phases) {
        return plain().reverse(request, phases);
    }

    @Override
    default void check(String query) {
        plain().check(query);
    }

    @Override
    default Optional<Feature> get(String id, boolean withHouseNumbers) {
        return plain().get(id, withHouseNumbers);
    }

    @Override
    default Manifest manifest() {
        return plain().manifest();
    }
}
