package io.odonym.geocode;

import io.odonym.improve.RelaxedResults;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.model.JsonObject;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds the feature of the place where two streets meet. The feature has the properties of the
 * first street, the position of the intersection, and a label with both streets: "Rue A / Rue B
 * 75004 Paris". Not thread-safe.
 */
final class IntersectionFeatureBuilder {

    private final StoredPlaceReader storedPlaces;
    private final FeatureBuilder features;

    IntersectionFeatureBuilder(StoredPlaceReader storedPlaces, FeatureBuilder features) {
        this.storedPlaces = storedPlaces;
        this.features = features;
    }

    /**
     * Builds the feature of a result.
     *
     * @param withDistance whether the feature has the property {@code distance}
     */
    Feature build(
            RelaxedResults.Result result,
            RelaxedResults.Intersection intersection,
            boolean withDistance) {
        Feature street = features.build(result.candidate(), withDistance);
        JsonObject own = position(result.candidate().document(), intersection.number());
        JsonObject cross = position(intersection.crossStreet(), intersection.crossNumber());
        JsonObject crossStreet = storedPlaces.attributes(intersection.crossStreet());
        String crossName = crossStreet.text("name");
        List<String> keys = new ArrayList<>(street.properties().keys());
        List<Object> values = new ArrayList<>(street.properties().values());
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            if (key.equals("label")) {
                values.set(i, label(street, crossName));
            } else if (key.equals("x") || key.equals("y")) {
                double middle = ImprovedFeatureBuilder.middle(own.number(key), cross.number(key));
                values.set(i, Double.isNaN(middle) ? values.get(i) : (Object) middle);
            }
        }
        keys.add("intersection");
        values.add(crossName);
        keys.add("intersection_id");
        values.add(crossStreet.text("id"));
        return new Feature(
                ImprovedFeatureBuilder.degrees(intersection.longitude()),
                ImprovedFeatureBuilder.degrees(intersection.latitude()),
                new JsonObject(keys, values));
    }

    /** Returns the attributes of a house number, or of the street if it has no house numbers. */
    private JsonObject position(int document, int number) {
        JsonObject place = storedPlaces.attributes(document);
        return number == StoredPlaceReader.NO_NUMBER
                ? place
                : storedPlaces.houseNumbers(document).attributes(number, place.text("id"));
    }

    /**
     * Returns the label of the first street, with the name of the other street inserted after its
     * name.
     */
    private static String label(Feature street, String crossName) {
        String label = street.label();
        String name = street.properties().text("name");
        return label.startsWith(name)
                ? name + " / " + crossName + label.substring(name.length())
                : label;
    }
}
