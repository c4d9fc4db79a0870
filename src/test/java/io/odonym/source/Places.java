package io.odonym.source;

import io.odonym.model.Attributes;
import io.odonym.model.HouseNumber;
import io.odonym.model.Place;

import java.util.List;

/** Places for tests, with the keys that a search looks at. */
public final class Places {

    private Places() {}

    /** One with a name and a city, or a list of each. */
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
                new Attributes(
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
