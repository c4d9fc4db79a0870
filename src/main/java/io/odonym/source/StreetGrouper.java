package io.odonym.source;

import io.odonym.model.HouseNumber;
import io.odonym.model.KeyListInterner;
import io.odonym.model.Place;
import io.odonym.source.AddressCsvSchema.AddressRow;
import io.odonym.source.AddressCsvSchema.Municipality;
import io.odonym.source.AddressCsvSchema.Point;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups the rows of a municipality by street and converts each street to a place with the keys of
 * the BAN's addok export.
 *
 * <p>The position of a street is that of the house number nearest to the mean position of all its
 * house numbers.
 *
 * <p>Not thread-safe. The resulting batch may be read on another thread.
 */
final class StreetGrouper {

    private final AddressCsvSchema schema;
    private final String file;
    private final CommuneTable communes;
    private final KeyListInterner keyLists = new KeyListInterner();
    private final Map<String, Street> streets = new LinkedHashMap<>();
    private final List<BadLine> badLines = new ArrayList<>();

    StreetGrouper(AddressCsvSchema schema, String file, CommuneTable communes) {
        this.schema = schema;
        this.file = file;
        this.communes = communes;
    }

    /**
     * A street, or a locality without house numbers.
     *
     * @param first the first row
     * @param line the line of the first row
     * @param numbers the row of each house number
     * @param names all names, the displayed name first
     */
    private record Street(
            AddressRow first, long line, Map<String, AddressRow> numbers, List<String> names) {}

    /** Adds a row to its street. Invalid rows are reported when the resulting batch is read. */
    void add(AddressCsvRow cells) {
        AddressRow row;
        try {
            row = schema.parse(cells, communes);
        } catch (IllegalArgumentException invalid) {
            badLines.add(new BadLine(file, cells.line(), invalid.getMessage()));
            return;
        }
        Street street =
                streets.computeIfAbsent(
                        row.streetId(),
                        _ ->
                                new Street(
                                        row,
                                        cells.line(),
                                        new LinkedHashMap<>(),
                                        new ArrayList<>(row.names())));
        for (String name : row.names()) {
            if (!street.names().contains(name)) {
                street.names().add(name);
            }
        }
        if (!row.number().isEmpty()) {
            street.numbers()
                    .merge(
                            row.number(),
                            row,
                            (known, other) -> other.priority() > known.priority() ? other : known);
        }
    }

    /** Returns a batch of all places. No more rows may be added after this call. */
    PlaceBatch toBatch() {
        return sink -> {
            for (BadLine line : badLines) {
                sink.badLine(line);
            }
            for (Street street : streets.values()) {
                try {
                    sink.add(place(street));
                } catch (IllegalArgumentException invalid) {
                    sink.badLine(new BadLine(file, street.line(), invalid.getMessage()));
                }
            }
        };
    }

    private Place place(Street street) {
        AddressRow first = street.first();
        Municipality municipality = first.municipality();
        List<AddressRow> numbers = List.copyOf(street.numbers().values());
        boolean hasNumbers = !numbers.isEmpty();
        Point point = hasNumbers ? centralPoint(numbers) : first.point();
        long population = communes.population(municipality.citycode());
        JsonObjectBuilder place = new JsonObjectBuilder();
        place.put("id", first.streetId());
        place.put("type", hasNumbers ? "street" : "locality");
        place.put("name", CommuneTable.distinctNames(street.names()));
        communes.putLocation(
                place, municipality.citycode(), municipality.city(), municipality.postcode());
        place.put("oldcitycode", municipality.oldCitycode());
        place.put("oldcity", municipality.oldCity());
        put(place, point);
        place.put("context", communes.context(municipality.citycode()));
        // As in the BAN's export, a locality is as important as a street with one house number.
        place.put("importance", CommuneTable.importance(population, Math.max(1, numbers.size())));
        return new Place(place.build(keyLists), numbers.stream().map(this::houseNumber).toList());
    }

    private HouseNumber houseNumber(AddressRow row) {
        JsonObjectBuilder number = new JsonObjectBuilder();
        number.put("id", row.id());
        number.put("banId", row.banId());
        put(number, row.point());
        return new HouseNumber(row.number(), number.build(keyLists));
    }

    private static void put(JsonObjectBuilder place, Point point) {
        place.put("lon", point.longitude()).put("lat", point.latitude());
        place.put("x", point.x()).put("y", point.y());
    }

    /**
     * Returns the position nearest to the mean of all positions; the first one if several are
     * equally near.
     */
    private static Point centralPoint(List<AddressRow> numbers) {
        double longitude = 0;
        double latitude = 0;
        for (AddressRow number : numbers) {
            longitude += number.point().longitude() / numbers.size();
            latitude += number.point().latitude() / numbers.size();
        }
        Point nearest = numbers.getFirst().point();
        double minDistance = Double.POSITIVE_INFINITY;
        for (AddressRow number : numbers) {
            double east = number.point().longitude() - longitude;
            double north = number.point().latitude() - latitude;
            double distance = east * east + north * north;
            if (distance < minDistance) {
                minDistance = distance;
                nearest = number.point();
            }
        }
        return nearest;
    }
}
