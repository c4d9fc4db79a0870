package io.odonym.http.api;

import io.odonym.geocode.Explanation;
import io.odonym.geocode.Feature;
import io.odonym.geocode.Filters;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.http.exchange.JsonWriter;
import io.odonym.model.GeoPoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes responses in GeoCodeJSON as addok does (1.3.2, {@code http/base.View.render}): a GeoJSON
 * feature collection with version, attribution, licence and the parameters of the request.
 * Immutable.
 */
public final class GeoCodeJsonWriter {

    private final String attribution;
    private final String licence;

    /**
     * Creates a writer.
     *
     * @param attribution the attribution of the data, included in every response
     * @param licence the licence of the data, included in every response
     */
    public GeoCodeJsonWriter(String attribution, String licence) {
        this.attribution = attribution;
        this.licence = licence;
    }

    /**
     * Writes a feature collection.
     *
     * @param query the query; empty for a reverse search
     * @param filters the filters of the request
     * @param center the centre of the request; not written if one of its coordinates is 0, as in
     *     addok
     * @param limit the maximum number of features
     * @return the JSON, in UTF-8
     */
    public byte[] write(
            GeocodeResponse response,
            Optional<String> query,
            Filters filters,
            Optional<GeoPoint> center,
            int limit) {
        JsonWriter json = new JsonWriter();
        json.startObject();
        json.key("type").value("FeatureCollection");
        json.key("version").value("draft");
        json.key("features").startArray();
        for (Feature feature : response.features()) {
            write(feature, json);
        }
        json.endArray();
        json.key("attribution").value(attribution);
        json.key("licence").value(licence);
        query.ifPresent(text -> json.key("query").value(text));
        if (!filters.isEmpty()) {
            json.key("filters").startObject();
            for (Map.Entry<String, List<String>> filter : filters.values().entrySet()) {
                json.key(filter.getKey()).value(filter.getValue());
            }
            json.endObject();
        }
        center.filter(point -> point.latitude() != 0 && point.longitude() != 0)
                .ifPresent(
                        point ->
                                json.key("center")
                                        .value(List.of(point.longitude(), point.latitude())));
        json.key("limit").value(limit);
        response.explanation().ifPresent(explanation -> write(explanation, json));
        return json.endObject().toBytes();
    }

    /** Writes a single feature and returns the JSON, in UTF-8. */
    public byte[] write(Feature feature) {
        JsonWriter json = new JsonWriter();
        write(feature, json);
        return json.toBytes();
    }

    private static void write(Feature feature, JsonWriter json) {
        json.startObject();
        json.key("type").value("Feature");
        json.key("geometry").startObject();
        json.key("type").value("Point");
        json.key("coordinates").startArray();
        json.value(feature.longitude()).value(feature.latitude());
        json.endArray().endObject();
        json.key("properties").value(feature.properties());
        json.endObject();
    }

    private static void write(Explanation explanation, JsonWriter json) {
        json.key("explanation").startObject();
        json.key("text").startArray();
        for (Explanation.TextStage stage : explanation.textStages()) {
            json.startObject();
            json.key("stage").value(stage.name()).key("tokens").value(stage.tokens());
            json.endObject();
        }
        json.endArray();
        json.key("collectors").startArray();
        for (Explanation.Collector collector : explanation.collectors()) {
            json.startObject();
            json.key("name").value(collector.name());
            json.key("steps").value(collector.steps());
            json.key("candidates").value(collector.candidates());
            json.key("microseconds").value(collector.microseconds());
            json.endObject();
        }
        json.endArray();
        json.key("phases").startArray();
        for (Explanation.PhaseDuration phase : explanation.phases()) {
            json.startObject();
            json.key("name").value(phase.name());
            json.key("microseconds").value(phase.microseconds());
            json.endObject();
        }
        json.endArray();
        if (!explanation.improvements().isEmpty()) {
            json.key("attempts").startArray();
            for (Explanation.Improvement attempt : explanation.improvements()) {
                json.startObject();
                json.key("name").value(attempt.name());
                json.key("readings").value(attempt.alternatives());
                json.key("microseconds").value(attempt.microseconds());
                json.endObject();
            }
            json.endArray();
        }
        json.key("scores").startArray();
        for (Explanation.Score score : explanation.scores()) {
            json.startObject();
            json.key("label").value(score.label());
            json.key("parts").startArray();
            for (Explanation.ScoreComponent part : score.components()) {
                json.startObject();
                json.key("name").value(part.name());
                json.key("value").value(part.value());
                json.key("ceiling").value(part.max());
                json.endObject();
            }
            json.endArray().endObject();
        }
        json.endArray().endObject();
    }
}
