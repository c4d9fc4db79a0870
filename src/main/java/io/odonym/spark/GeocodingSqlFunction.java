package io.odonym.spark;

import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvRequest;
import io.odonym.csv.RowByRowGeocoder;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Implements an SQL function. The code that Spark generates calls the public methods by name. Spark
 * serializes the function and sends it to the executors with each task.
 */
public final class GeocodingSqlFunction implements Serializable {

    private static final long serialVersionUID = 1;

    private static final String TEXT = "text";
    private static final String LATITUDE = "lat";
    private static final String LONGITUDE = "lon";
    private static final String MINIMUM_SCORE = "min_score";
    private static final String IMPROVE = "improve";
    private static final String LIMIT = "limit";
    private static final int DEFAULT_LIMIT = 5;
    private static final int MAX_LIMIT = 100;

    /** The SQL functions. */
    enum Kind {
        /** Returns the best result of a search. */
        SEARCH("odonym_search", "search", 1),
        /** Returns all results of a search. */
        SEARCH_ALL("odonym_search_all", "searchAll", 1),
        /** Returns the best result of a reverse search. */
        REVERSE("odonym_reverse", "reverse", 2);

        private final String sqlName;
        private final String method;
        private final int positionalArguments;

        Kind(String sqlName, String method, int positionalArguments) {
            this.sqlName = sqlName;
            this.method = method;
            this.positionalArguments = positionalArguments;
        }

        /** Returns the name of the function in SQL. */
        String sqlName() {
            return sqlName;
        }

        /** Returns the name of the {@link GeocodingSqlFunction} method that Spark calls. */
        String method() {
            return method;
        }

        /** Returns the number of string arguments, which precede the map of options. */
        int positionalArguments() {
            return positionalArguments;
        }
    }

    /** The settings that the options of a row can override. */
    private record Variant(double minimumScore, boolean improve) {}

    private final Kind kind;
    private final IndexLocation location;
    private final List<String> filters;
    private final List<String> optionNames;
    private final ResultStruct struct;

    /**
     * One geocoder per combination of settings. Null after deserialization, until the first row is
     * geocoded.
     */
    private transient Map<Variant, TaskGeocoder> geocoders;

    /** Creates a function that searches the given index. */
    GeocodingSqlFunction(Kind kind, IndexLocation location) {
        this.kind = kind;
        this.location = location;
        this.filters = List.copyOf(Configuration.standard().filters());
        List<String> names = new ArrayList<>(filters);
        if (kind != Kind.REVERSE) {
            names.addAll(List.of(LATITUDE, LONGITUDE, MINIMUM_SCORE, IMPROVE));
        }
        if (kind == Kind.SEARCH_ALL) {
            names.add(LIMIT);
        }
        this.optionNames = List.copyOf(names);
        this.struct =
                new ResultStruct(
                        RowByRowGeocoder.resultColumns(settings(new Variant(0, true)).request()));
    }

    /** Returns the kind of this function. */
    Kind kind() {
        return kind;
    }

    /** Returns the Spark type of the values that this function returns. */
    DataType returnType() {
        return kind == Kind.SEARCH_ALL
                ? DataTypes.createArrayType(struct.type(), false)
                : struct.type();
    }

    /**
     * Implements {@code odonym_search(text, options)}.
     *
     * @throws IllegalArgumentException if an option is unknown or invalid
     */
    public InternalRow search(UTF8String text, MapData options) {
        Map<String, String> optionValues = options(options);
        TaskGeocoder geocoder = geocoder(optionValues);
        return struct.toInternalRow(
                geocoder.geocode(searchCells(text.toString(), optionValues)), geocoder);
    }

    /**
     * Implements {@code odonym_search_all(text, options)}.
     *
     * @throws IllegalArgumentException if an option is unknown or invalid
     */
    public ArrayData searchAll(UTF8String text, MapData options) {
        Map<String, String> optionValues = options(options);
        TaskGeocoder geocoder = geocoder(optionValues);
        List<String> cells = searchCells(text.toString(), optionValues);
        return new GenericArrayData(
                geocoder.geocodeAll(cells, limit(optionValues)).stream()
                        .map(row -> (Object) struct.toInternalRow(row, geocoder))
                        .toArray());
    }

    /**
     * Implements {@code odonym_reverse(lat, lon, options)}.
     *
     * @param latitude the latitude in degrees WGS84
     * @param longitude the longitude in degrees WGS84
     * @throws IllegalArgumentException if an option is unknown or invalid
     */
    public InternalRow reverse(UTF8String latitude, UTF8String longitude, MapData options) {
        Map<String, String> optionValues = options(options);
        TaskGeocoder geocoder = geocoder(optionValues);
        return struct.toInternalRow(
                geocoder.geocode(
                        cells("", latitude.toString(), longitude.toString(), optionValues)),
                geocoder);
    }

    private List<String> searchCells(String text, Map<String, String> optionValues) {
        return cells(
                text,
                optionValues.getOrDefault(LATITUDE, ""),
                optionValues.getOrDefault(LONGITUDE, ""),
                optionValues);
    }

    /** Returns a row of cells in the order of {@link #columnNames}. */
    private List<String> cells(
            String text, String latitude, String longitude, Map<String, String> optionValues) {
        List<String> cells = new ArrayList<>(filters.size() + 3);
        cells.add(text);
        cells.add(latitude);
        cells.add(longitude);
        for (String filter : filters) {
            cells.add(optionValues.getOrDefault(filter, ""));
        }
        return cells;
    }

    private List<String> columnNames() {
        List<String> names = new ArrayList<>(List.of(TEXT, LATITUDE, LONGITUDE));
        names.addAll(filters);
        return names;
    }

    private Map<String, String> options(MapData options) {
        Map<String, String> optionValues = new TreeMap<>();
        ArrayData keys = options.keyArray();
        ArrayData values = options.valueArray();
        for (int i = 0; i < options.numElements(); i++) {
            String key = keys.getUTF8String(i).toString();
            if (!optionNames.contains(key)) {
                throw new IllegalArgumentException(
                        kind.sqlName()
                                + ": unknown option \""
                                + key
                                + "\"; the options are "
                                + String.join(", ", optionNames));
            }
            if (!values.isNullAt(i)) {
                optionValues.put(key, values.getUTF8String(i).toString());
            }
        }
        return optionValues;
    }

    private TaskGeocoder geocoder(Map<String, String> optionValues) {
        Variant variant =
                new Variant(
                        minimumScore(optionValues),
                        Boolean.parseBoolean(optionValues.getOrDefault(IMPROVE, "")));
        Map<Variant, TaskGeocoder> known = geocoders;
        if (known == null) {
            known = new ConcurrentHashMap<>();
            geocoders = known;
        }
        return known.computeIfAbsent(
                variant,
                each ->
                        new TaskGeocoder(
                                location, settings(each), columnNames(), Optional.empty(), ""));
    }

    private double minimumScore(Map<String, String> optionValues) {
        String text = optionValues.get(MINIMUM_SCORE);
        if (text == null) {
            return kind == Kind.SEARCH_ALL ? 0 : CsvRequest.DEFAULT_MINIMUM_SCORE;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException invalid) {
            throw new IllegalArgumentException(
                    kind.sqlName() + ": " + MINIMUM_SCORE + " is not a number: \"" + text + "\"",
                    invalid);
        }
    }

    private int limit(Map<String, String> optionValues) {
        String text = optionValues.getOrDefault(LIMIT, Integer.toString(DEFAULT_LIMIT));
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException invalid) {
            // The exception below reports both malformed numbers and numbers outside the range.
        }
        throw new IllegalArgumentException(
                "%s: %s must be an integer from 1 to %d, not \"%s\""
                        .formatted(kind.sqlName(), LIMIT, MAX_LIMIT, text));
    }

    private SerializableCsvRequest settings(Variant variant) {
        boolean reverse = kind == Kind.REVERSE;
        return new SerializableCsvRequest(
                reverse,
                reverse ? List.of() : List.of(TEXT),
                CsvRequest.DEFAULT_ENCODING,
                "",
                "",
                false,
                variant.minimumScore(),
                LATITUDE,
                LONGITUDE,
                filters.stream().collect(Collectors.toMap(each -> each, each -> each)),
                List.of(),
                variant.improve(),
                false);
    }
}
