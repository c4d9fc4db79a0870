package io.odonym.fuzz;

import io.odonym.geocode.Feature;
import io.odonym.geocode.Filters;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.QueryLengthException;
import io.odonym.geocode.SearchRequest;
import io.odonym.model.GeoPoint;
import io.odonym.telemetry.PhaseRecorder;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Any text is a query: the first byte says how it is asked, the rest is asked for. */
public final class QueryFuzz {

    private static final int LIMIT = 5;

    private QueryFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        int how = data[0];
        SearchRequest request =
                new SearchRequest(
                        new String(data, 1, data.length - 1, StandardCharsets.UTF_8),
                        LIMIT,
                        LIMIT,
                        (how & 1) != 0,
                        (how & 2) != 0 ? Optional.of(new GeoPoint(48.86, 2.34)) : Optional.empty(),
                        Filters.NONE,
                        (how & 4) != 0,
                        (how & 8) != 0);
        GeocodeResponse answer;
        try {
            answer = Fixture.GEOCODER.get().search(request, new PhaseRecorder());
        } catch (QueryLengthException refused) {
            return;
        }
        if (answer.features().size() > LIMIT) {
            throw new AssertionError("more than asked for");
        }
        if (request.improve()) {
            // Readings of their own come first, whatever addok's score of them.
            return;
        }
        double before = Double.POSITIVE_INFINITY;
        for (Feature feature : answer.features()) {
            if (!(feature.score() >= 0 && feature.score() <= before + 1e-9)) {
                throw new AssertionError("score " + feature.score() + " after " + before);
            }
            before = feature.score();
        }
    }
}
