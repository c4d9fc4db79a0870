package io.odonym.source;

import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;

import java.util.List;

/** Creates places for tests, with the keys that searches use. */
public final class Places {

    private Places() {}

    /** Creates a place. The name and the city are each a string or a list of strings. */
    public static Place of(
            String id,
            String type,
            Object name,
            String postcode,
            Object city,
            double importance,
            double lat,
            double lon,
            List<HouseNumber> numbers) {
        return new Place(
                new JsonObject(
                        List.of(
                                "id",
                                "type",
                                "name",
                                "postcode",
                                "city",
                                "importance",
                                "lat",
                                "lon"),
                        List.of(id, type, name, postcode, city, importance, lat, lon)),
                numbers);
    }
}
