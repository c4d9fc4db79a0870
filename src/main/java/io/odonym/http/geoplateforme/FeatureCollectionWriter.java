package io.odonym.http.geoplateforme;

import io.odonym.geocode.Feature;
import io.odonym.http.exchange.JsonWriter;
import io.odonym.model.JsonObject;

import java.util.List;

/** Writes responses to searches as GeoJSON. Stateless. */
final class FeatureCollectionWriter {

    private FeatureCollectionWriter() {}

    /**
     * Writes a feature collection.
     *
     * @param withTrueGeometry whether each feature has the property {@code truegeometry}: its
     *     geometry as text
     * @return the JSON, in UTF-8
     */
    static byte[] write(List<Feature> features, boolean withTrueGeometry) {
        JsonWriter json = new JsonWriter().startObject();
        json.key("type").value("FeatureCollection");
        json.key("features").startArray();
        for (Feature feature : features) {
            json.startObject().key("type").value("Feature");
            json.key("geometry");
            writePoint(json, feature);
            json.key("properties").startObject();
            JsonObject properties = feature.properties();
            for (int i = 0; i < properties.keys().size(); i++) {
                json.key(properties.keys().get(i)).value(properties.values().get(i));
            }
            if (withTrueGeometry) {
                JsonWriter point = new JsonWriter();
                writePoint(point, feature);
                json.key("truegeometry").value(point.toText());
            }
            json.key("_type").value(SearchIndexes.ADDRESS);
            json.endObject().endObject();
        }
        return json.endArray().endObject().toBytes();
    }

    private static void writePoint(JsonWriter json, Feature feature) {
        json.startObject().key("type").value("Point");
        json.key("coordinates").startArray();
        json.value(feature.longitude()).value(feature.latitude());
        json.endArray().endObject();
    }
}
