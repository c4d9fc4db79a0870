package io.odonym.source;

import io.odonym.model.HouseNumber;
import io.odonym.model.KeyListInterner;
import io.odonym.model.Place;
import io.odonym.source.AddressCsvSchema.Point;
import io.odonym.source.AddressCsvSchema.Row;
import io.odonym.source.AddressCsvSchema.Where;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a municipality, by street; they become places with the keys that the BAN's addok
 * export has.
 *
 * <p>A street stands where the house number nearest to the middle of all its numbers is.
 */
final class StreetGrouper {

    private final AddressCsvSchema format;
    private final String file;
    private final CommuneTable communes;
    private final KeyListInterner keyLists = new KeyListInterner();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<BadLine> bad = new ArrayList<>();

    StreetGrouper(AddressCsvSchema format, String file, CommuneTable communes) {
        this.format = format;
        this.file = file;
        this.communes = communes;
    }

    /** A street: its numbers by their text, or a place without any. */
    private record Group(Row first, long line, Map<String, Row> numbers, List<String> names) {}

    void add(AddressCsvRow cells) {
        Row row;
        try {
            row = format.read(cells, communes);
        } catch (IllegalArgumentException unreadable) {
            bad.add(new BadLine(file, cells.line(), unreadable.getMessage()));
            return;
        }
        Group group =
                groups.computeIfAbsent(
                        row.streetId(),
                        _ ->
                                new Group(
                                        row,
                                        cells.line(),
                                        new LinkedHashMap<>(),
                                        new ArrayList<>(row.names())));
        for (String name : row.names()) {
            if (!group.names().contains(name)) {
                group.names().add(name);
            }
        }
        if (!row.number().isEmpty()) {
            group.numbers()
                    .merge(
                            row.number(),
                            row,
                            (known, other) ->
                                    other.preference() > known.preference() ? other : known);
        }
    }

    /** The batch of all the places; nothing may be added afterwards. */
    PlaceBatch finished() {
        return sink -> {
            for (BadLine line : bad) {
                sink.bad(line);
            }
            for (Group group : groups.values()) {
                PlaceBatch.give(place(group), file, group.line(), sink);
            }
        };
    }

    private Place place(Group group) {
        Row first = group.first();
        Where where = first.where();
        List<Row> numbers = List.copyOf(group.numbers().values());
        boolean street = !numbers.isEmpty();
        Point point = street ? middle(numbers) : first.point();
        long population = communes.population(where.citycode());
        PlaceBuilder place = new PlaceBuilder();
        place.put("id", first.streetId());
        place.put("type", street ? "street" : "locality");
        place.put("name", CommuneTable.names(group.names()));
        communes.locate(place, where.citycode(), where.city(), where.postcode());
        place.put("oldcitycode", where.oldCitycode());
        place.put("oldcity", where.oldCity());
        put(place, point);
        place.put("context", communes.context(where.citycode()));
        // A locality counts as if it had one house number, as in the BAN's export.
        place.put("importance", CommuneTable.importance(population, Math.max(1, numbers.size())));
        return new Place(
                place.attributes(keyLists), numbers.stream().map(this::houseNumber).toList());
    }

    private HouseNumber houseNumber(Row row) {
        PlaceBuilder number = new PlaceBuilder();
        number.put("id", row.id());
        number.put("banId", row.banId());
        put(number, row.point());
        return new HouseNumber(row.number(), number.attributes(keyLists));
    }

    private static void put(PlaceBuilder place, Point point) {
        place.put("lon", point.longitude()).put("lat", point.latitude());
        place.put("x", point.x()).put("y", point.y());
    }

    /** The position nearest to the mean of all, the first of equals. */
    private static Point middle(List<Row> numbers) {
        double longitude = 0;
        double latitude = 0;
        for (Row number : numbers) {
            longitude += number.point().longitude() / numbers.size();
            latitude += number.point().latitude() / numbers.size();
        }
        Point nearest = numbers.getFirst().point();
        double least = Double.POSITIVE_INFINITY;
        for (Row number : numbers) {
            double east = number.point().longitude() - longitude;
            double north = number.point().latitude() - latitude;
            double far = east * east + north * north;
            if (far < least) {
                least = far;
                nearest = number.point();
            }
        }
        return nearest;
    }
}
