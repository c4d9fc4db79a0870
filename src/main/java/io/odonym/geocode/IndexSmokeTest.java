package io.odonym.geocode;

import io.odonym.index.store.IndexException;
import io.odonym.model.GeoPoint;
import io.odonym.telemetry.PhaseRecorder;

import java.util.List;
import java.util.Optional;

/**
 * Asks an index for some of its own places before anybody else may: each has to come back by its
 * identifier and at its point, and most of them by their label. That also brings the parts of the
 * files that every search reads into memory.
 */
final class IndexSmokeTest {

    /** Some 100 ms of work. */
    private static final int PLACES = 200;

    /**
     * A label need not find anything: some places are called by nothing but a number. On the data
     * of Paris and on france-real all 200 do (2026-11).
     */
    private static final double LEAST_SHARE = 0.5;

    private IndexSmokeTest() {}

    /**
     * Asks.
     *
     * @return how many places were asked for
     * @throws IndexException where the answers are not those of a sound index
     */
    static int ask(SearchSession session) {
        List<Feature> places = session.sample(PLACES);
        int found = 0;
        for (Feature place : places) {
            String id = place.properties().text("id");
            String back = session.get(id, false).map(got -> got.properties().text("id")).orElse("");
            if (!back.equals(id)) {
                throw new IndexException("the index does not find its own place " + id);
            }
            if (!session.reverse(
                            new ReverseRequest(
                                    new GeoPoint(place.latitude(), place.longitude()),
                                    1,
                                    Filters.NONE),
                            new PhaseRecorder())
                    .features()
                    .isEmpty()) {
                found += findsByLabel(session, place) ? 1 : 0;
            } else {
                throw new IndexException("the index finds nothing at the point of its place " + id);
            }
        }
        if (found < LEAST_SHARE * places.size()) {
            throw new IndexException(
                    "the index finds only %d of %d of its own labels"
                            .formatted(found, places.size()));
        }
        return places.size();
    }

    private static boolean findsByLabel(SearchSession session, Feature place) {
        String label = place.label();
        return !session.search(
                        new SearchRequest(
                                label.substring(0, Math.min(label.length(), 100)),
                                1,
                                true,
                                Optional.empty(),
                                Filters.NONE,
                                false),
                        new PhaseRecorder())
                .features()
                .isEmpty();
    }
}
