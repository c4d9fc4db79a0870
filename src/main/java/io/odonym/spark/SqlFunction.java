package io.odonym.spark;

import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvRequest;
import io.odonym.csv.TableGeocoder;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What the functions of SQL do with a row. Spark calls the methods by their names. */
public final class SqlFunction implements Serializable {

    private static final long serialVersionUID = 1;

    private static final String TEXT = "text";
    private static final String LATITUDE = "lat";
    private static final String LONGITUDE = "lon";
    private static final String MINIMUM = "min_score";
    private static final String IMPROVE = "improve";
    private static final String LIMIT = "limit";
    private static final int USUAL_LIMIT = 5;
    private static final int LARGEST_LIMIT = 100;

    private final String name;
    private final boolean reverse;
    private final boolean all;
    private final IndexLocation location;
    private final List<String> filters;
    private final List<String> known;
    private final ResultStruct struct;

    /** By what the options of a row change of the settings. */
    private transient Map<Variant, TaskGeocoder> variants;

    private record Variant(double minimumScore, boolean improve) {}

    private SqlFunction(String name, boolean reverse, boolean all, IndexLocation location) {
        this.name = name;
        this.reverse = reverse;
        this.all = all;
        this.location = location;
        this.filters = List.copyOf(Configuration.standard().filters());
        List<String> options = new ArrayList<>(filters);
        if (!reverse) {
            options.addAll(List.of(LATITUDE, LONGITUDE, MINIMUM, IMPROVE));
        }
        if (all) {
            options.add(LIMIT);
        }
        this.known = List.copyOf(options);
        this.struct =
                new ResultStruct(TableGeocoder.results(settings(new Variant(0, true)).request()));
    }

    static SqlFunction search(IndexLocation location) {
        return new SqlFunction("odonym_search", false, false, location);
    }

    static SqlFunction searchAll(IndexLocation location) {
        return new SqlFunction("odonym_search_all", false, true, location);
    }

    static SqlFunction reverse(IndexLocation location) {
        return new SqlFunction("odonym_reverse", true, false, location);
    }

    /** The type of a result; that of all is an array of it. */
    StructType type() {
        return struct.type();
    }

    /** {@code odonym_search(text, options)}. */
    public InternalRow search(UTF8String text, MapData options) {
        Map<String, String> given = options(options);
        TaskGeocoder geocoder = geocoder(given);
        return struct.internal(
                geocoder.geocode(
                        cells(
                                text.toString(),
                                given.getOrDefault(LATITUDE, ""),
                                given.getOrDefault(LONGITUDE, ""),
                                given)),
                geocoder);
    }

    /** {@code odonym_search_all(text, options)}. */
    public ArrayData searchAll(UTF8String text, MapData options) {
        Map<String, String> given = options(options);
        TaskGeocoder geocoder = geocoder(given);
        List<String> cells =
                cells(
                        text.toString(),
                        given.getOrDefault(LATITUDE, ""),
                        given.getOrDefault(LONGITUDE, ""),
                        given);
        return new GenericArrayData(
                geocoder.all(cells, limit(given)).stream()
                        .map(row -> (Object) struct.internal(row, geocoder))
                        .toArray());
    }

    /** {@code odonym_reverse(lat, lon, options)}. */
    public InternalRow reverse(UTF8String latitude, UTF8String longitude, MapData options) {
        Map<String, String> given = options(options);
        TaskGeocoder geocoder = geocoder(given);
        return struct.internal(
                geocoder.geocode(cells("", latitude.toString(), longitude.toString(), given)),
                geocoder);
    }

    private List<String> cells(
            String text, String latitude, String longitude, Map<String, String> given) {
        List<String> cells = new ArrayList<>(filters.size() + 3);
        cells.add(text);
        cells.add(latitude);
        cells.add(longitude);
        for (String filter : filters) {
            cells.add(given.getOrDefault(filter, ""));
        }
        return cells;
    }

    private Map<String, String> options(MapData options) {
        Map<String, String> given = new TreeMap<>();
        ArrayData keys = options.keyArray();
        ArrayData values = options.valueArray();
        for (int i = 0; i < options.numElements(); i++) {
            String key = keys.getUTF8String(i).toString();
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        name
                                + " knows no option \""
                                + key
                                + "\"; it knows "
                                + String.join(", ", known));
            }
            if (!values.isNullAt(i)) {
                given.put(key, values.getUTF8String(i).toString());
            }
        }
        return given;
    }

    private TaskGeocoder geocoder(Map<String, String> given) {
        Variant variant =
                new Variant(
                        minimumScore(given), Boolean.parseBoolean(given.getOrDefault(IMPROVE, "")));
        Map<Variant, TaskGeocoder> made = variants;
        if (made == null) {
            made = new ConcurrentHashMap<>();
            variants = made;
        }
        return made.computeIfAbsent(
                variant,
                each -> new TaskGeocoder(location, settings(each), names(), Optional.empty(), ""));
    }

    private double minimumScore(Map<String, String> given) {
        String text = given.get(MINIMUM);
        if (text == null) {
            return all ? 0 : CsvRequest.STANDARD_MINIMUM_SCORE;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    name + ": " + MINIMUM + " is no number: \"" + text + "\"", wrong);
        }
    }

    private int limit(Map<String, String> given) {
        String text = given.getOrDefault(LIMIT, Integer.toString(USUAL_LIMIT));
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException wrong) {
            // Told below.
        }
        throw new IllegalArgumentException(
                name + ": " + LIMIT + " is no number from 1 to 100: \"" + text + "\"");
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(TEXT, LATITUDE, LONGITUDE));
        names.addAll(filters);
        return names;
    }

    private GeocodeSettings settings(Variant variant) {
        return new GeocodeSettings(
                reverse,
                reverse ? List.of() : List.of(TEXT),
                CsvRequest.STANDARD_ENCODING,
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

    /** The names of the methods and what they take, for Spark. */
    enum Shape {
        SEARCH("search", 1),
        SEARCH_ALL("searchAll", 1),
        REVERSE("reverse", 2);

        private final String method;
        private final int texts;

        Shape(String method, int texts) {
            this.method = method;
            this.texts = texts;
        }

        String method() {
            return method;
        }

        /** How many arguments are texts; behind them come the options. */
        int texts() {
            return texts;
        }
    }

    /** What this function is called with. */
    Shape shape() {
        return reverse ? Shape.REVERSE : all ? Shape.SEARCH_ALL : Shape.SEARCH;
    }

    /** What it gives. */
    org.apache.spark.sql.types.DataType returned() {
        return all ? DataTypes.createArrayType(type(), false) : type();
    }
}
