package io.odonym.geocode;

import io.odonym.index.Manifest;
import io.odonym.telemetry.Phases;

import java.util.Optional;

/** Answers as another does, where a test has nothing else to say. */
public interface ForwardingGeocoding extends Geocoding {

    /** Who answers. */
    Geocoding plain();

    @Override
    default Answer search(SearchRequest request, Phases phases) {
        return plain().search(request, phases);
    }

    @Override
    default Answer reverse(ReverseRequest request, Phases phases) {
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
