package io.odonym.source;

import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.KeyListInterner;
import io.odonym.model.Place;
import io.odonym.model.PlaceDetails;
import io.odonym.source.AddressCsvSchema.AddressRow;
import io.odonym.source.AddressCsvSchema.Municipality;
import io.odonym.source.AddressCsvSchema.Point;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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

    private static final int DATE_LENGTH = 10;
    private static final List<String> POSITION_KEYS =
            List.of(PlaceDetails.POSITION_TYPE, "lon", "lat");

    private final AddressCsvSchema schema;
    private final String file;
    private final CommuneTable communes;
    private final KeyListInterner keyLists = new KeyListInterner();

    /** The streets by their keys. A street can have several keys. */
    private final Map<String, Street> streets = new HashMap<>();

    private final Map<String, Street> streetsById = new LinkedHashMap<>();
    private final List<BadLine> badLines = new ArrayList<>();
    private String lastUpdate = "";
    private long rows;

    StreetGrouper(AddressCsvSchema schema, String file, CommuneTable communes) {
        this.schema = schema;
        this.file = file;
        this.communes = communes;
    }

    /**
     * A street, or a locality without house numbers.
     *
     * @param id the identifier
     * @param first the first row
     * @param line the line of the first row
     * @param numbers the row of each house number
     * @param names all names, the displayed name first
     * @param regionalNames the names in regional languages, keyed by detail
     */
    private record Street(
            String id,
            AddressRow first,
            long line,
            Map<String, Numbered> numbers,
            List<String> names,
            Map<String, String> regionalNames) {}

    /**
     * A house number.
     *
     * @param row the row of the best position
     * @param line the line of the first row
     * @param positions the rows of all positions
     */
    private record Numbered(AddressRow row, long line, List<AddressRow> positions) {}

    /** Adds a row to its street. Invalid rows are reported when the resulting batch is read. */
    void add(AddressCsvRow cells) {
        rows++;
        AddressRow row;
        try {
            row = schema.parse(cells, communes);
            checkText(row);
            PointCheck.check(row.point(), row.municipality(), communes);
        } catch (IllegalArgumentException invalid) {
            badLines.add(new BadLine(file, cells.line(), invalid.getMessage()));
            return;
        }
        lastUpdate = later(lastUpdate, row.updated());
        Street street = street(row, cells.line());
        for (String name : row.names()) {
            if (!street.names().contains(name)) {
                street.names().add(name);
            }
        }
        row.details().regionalNames().details().forEach(street.regionalNames()::putIfAbsent);
        if (!row.number().isEmpty()) {
            addNumber(street, row, cells.line());
        }
    }

    private static void checkText(AddressRow row) {
        checkNames(row.names());
        checkNames(row.details().regionalNames().details().values());
    }

    private static void checkNames(Collection<String> names) {
        for (String name : names) {
            if (name.indexOf(SourceTextReader.REPLACEMENT) >= 0) {
                throw new IllegalArgumentException(
                        "the name contains bytes that are not UTF-8: " + name);
            }
        }
    }

    private static String later(String date, String other) {
        boolean valid = other.length() == DATE_LENGTH && other.charAt(4) == '-';
        return valid && other.compareTo(date) > 0 ? other : date;
    }

    /**
     * Returns the street of a row. If another street of the municipality already has the
     * identifier, for example because the rows have different identifiers of the BAN, the street
     * with the same name is used, or the new street gets an identifier of its own.
     */
    private Street street(AddressRow row, long line) {
        Street known = streets.get(row.streetKey());
        if (known != null) {
            return known;
        }
        String id = row.streetId();
        Street sameId = streetsById.get(id);
        if (sameId != null) {
            String name = CommuneTable.normalize(row.names().getFirst());
            if (CommuneTable.normalize(sameId.first().names().getFirst()).equals(name)) {
                streets.put(row.streetKey(), sameId);
                return sameId;
            }
            id = row.municipality().citycode() + "_" + StreetCode.of(row.streetKey());
        }
        Street street =
                new Street(
                        id,
                        row,
                        line,
                        new LinkedHashMap<>(),
                        new ArrayList<>(row.names()),
                        new LinkedHashMap<>());
        streets.put(row.streetKey(), street);
        streetsById.put(id, street);
        return street;
    }

    private void addNumber(Street street, AddressRow row, long line) {
        Numbered known = street.numbers().get(row.number());
        if (known == null) {
            street.numbers().put(row.number(), new Numbered(row, line, List.of(row)));
        } else if (!known.row().id().equals(row.id())
                || isOther(known.row().banId(), row.banId())) {
            badLines.add(
                    new BadLine(
                            file,
                            line,
                            "house number %s of %s has other identifiers than on line %d"
                                    .formatted(
                                            row.number(), row.names().getFirst(), known.line())));
        } else {
            List<AddressRow> positions = new ArrayList<>(known.positions());
            positions.add(row);
            boolean better = row.priority() > known.row().priority();
            street.numbers()
                    .put(
                            row.number(),
                            new Numbered(better ? row : known.row(), known.line(), positions));
        }
    }

    private static boolean isOther(String identifier, String other) {
        return !identifier.isEmpty() && !other.isEmpty() && !identifier.equals(other);
    }

    /** Returns a batch of all places. No more rows may be added after this call. */
    PlaceBatch toBatch() {
        return sink -> {
            sink.linesRead(rows);
            if (!lastUpdate.isEmpty()) {
                sink.updated(lastUpdate);
            }
            for (BadLine line : badLines) {
                sink.badLine(line);
            }
            for (Street street : streetsById.values()) {
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
        List<AddressRow> numbers = street.numbers().values().stream().map(Numbered::row).toList();
        boolean hasNumbers = !numbers.isEmpty();
        Point point = hasNumbers ? centralPoint(numbers) : first.point();
        List<String> postcodes = postcodes(numbers, municipality.postcode());
        long population = communes.population(municipality.citycode());
        JsonObjectBuilder place = new JsonObjectBuilder();
        place.put("id", street.id());
        place.put("banId", first.details().streetBanId());
        place.put("type", hasNumbers ? "street" : "locality");
        List<String> names = new ArrayList<>(street.names());
        names.addAll(RegionalNames.streets(street.regionalNames()));
        place.put("name", CommuneTable.distinctNames(names));
        communes.putLocation(
                place, municipality, postcodes, RegionalNames.cities(street.regionalNames()));
        put(place, point);
        place.put("context", communes.context(municipality.citycode()));
        // As in the BAN's export, a locality is as important as a street with one house number.
        place.put("importance", CommuneTable.importance(population, Math.max(1, numbers.size())));
        first.details().putStreet(place);
        street.regionalNames()
                .forEach((detail, name) -> place.put(PlaceDetails.storedKey(detail), name));
        if (!hasNumbers) {
            first.details().putNumber(place, first.updated());
        }
        return new Place(
                place.build(keyLists),
                EqualKeys.of(
                        street.numbers().values().stream()
                                .map(number -> houseNumber(number, street, postcodes.getFirst()))
                                .toList(),
                        postcodes.getFirst(),
                        keyLists));
    }

    /**
     * Returns the postcodes of a street: the most frequent one first, because the street is shown
     * with it.
     *
     * @param other the postcode of a street without house numbers
     */
    private static List<String> postcodes(List<AddressRow> numbers, String other) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (AddressRow number : numbers) {
            counts.merge(number.municipality().postcode(), 1, Integer::sum);
        }
        if (counts.isEmpty()) {
            return List.of(other);
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private HouseNumber houseNumber(Numbered numbered, Street street, String postcode) {
        AddressRow row = numbered.row();
        JsonObjectBuilder number = new JsonObjectBuilder();
        number.put("id", row.id());
        boolean streetHasBanId = !street.first().details().streetBanId().isEmpty();
        // A house number has the attributes of its street unless it overrides them.
        number.put("banId", row.banId().isEmpty() && streetHasBanId ? JsonNull.NULL : row.banId());
        if (!row.municipality().postcode().equals(postcode)) {
            number.put("postcode", row.municipality().postcode());
        }
        put(number, row.point());
        row.details().putNumber(number, row.updated());
        if (numbered.positions().size() > 1) {
            number.put(
                    PlaceDetails.storedKey(PlaceDetails.POSITIONS),
                    positions(row, numbered.positions()));
        }
        return new HouseNumber(row.number(), number.build(keyLists));
    }

    /** Returns the positions of a house number as values of an attribute, the best one first. */
    private static List<Object> positions(AddressRow best, List<AddressRow> rows) {
        List<AddressRow> sorted = new ArrayList<>(rows);
        sorted.remove(best);
        sorted.addFirst(best);
        return sorted.stream()
                .<Object>map(
                        row ->
                                new JsonObject(
                                        POSITION_KEYS,
                                        List.of(
                                                row.details().positionType(),
                                                row.point().longitude(),
                                                row.point().latitude())))
                .distinct()
                .toList();
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
