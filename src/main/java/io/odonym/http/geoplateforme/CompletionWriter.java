package io.odonym.http.geoplateforme;

import io.odonym.geocode.Feature;
import io.odonym.http.exchange.JsonWriter;
import io.odonym.model.JsonObject;

import java.util.List;

/** Writes the suggestions of {@code /geocodage/completion}. Stateless. */
final class CompletionWriter {

    /** The importance class of every address, from 1 to 9. */
    private static final int CLASSIFICATION = 7;

    /** The beginning of the first municipality code overseas. */
    private static final String FIRST_OVERSEAS = "97";

    private CompletionWriter() {}

    /** Writes suggestions and returns the JSON, in UTF-8. */
    static byte[] write(List<Feature> features) {
        JsonWriter json = new JsonWriter().startObject();
        json.key("status").value("OK").key("results").startArray();
        features.forEach(feature -> write(feature, json));
        return json.endArray().endObject().toBytes();
    }

    /** Writes the response to a search that failed, and returns the JSON, in UTF-8. */
    static byte[] writeError(String message) {
        return new JsonWriter()
                .startObject()
                .key("status")
                .value("Error")
                .key("error")
                .value(message)
                .endObject()
                .toBytes();
    }

    private static void write(Feature feature, JsonWriter json) {
        JsonObject place = feature.properties();
        String type = place.text("type");
        json.startObject();
        json.key("x").value(feature.longitude()).key("y").value(feature.latitude());
        json.key("country").value(CompletionParameters.ADDRESS);
        json.key("city").value(place.text("city"));
        json.key("oldcity").value(place.text("oldcity"));
        json.key("kind").value(type);
        json.key("zipcode").value(place.text("postcode"));
        String street = place.text("street");
        if (!street.isEmpty()) {
            json.key("street").value(street);
        }
        json.key("metropole").value(place.text("citycode").compareTo(FIRST_OVERSEAS) < 0);
        json.key("fulltext").value(fullText(place));
        json.key("classification").value(CLASSIFICATION);
        json.endObject();
    }

    /** Returns the name, a comma, the postcode and the city, without the parts that are missing. */
    private static String fullText(JsonObject place) {
        String area = (place.text("postcode") + " " + place.text("city")).strip();
        String name = place.text("name");
        return area.isEmpty() || name.isEmpty() ? name + area : name + ", " + area;
    }
}
