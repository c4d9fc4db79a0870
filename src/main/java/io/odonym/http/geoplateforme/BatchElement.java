package io.odonym.http.geoplateforme;

import io.odonym.geocode.Feature;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.IndexLease;
import io.odonym.http.exchange.GeoplateformeError;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.JsonWriter;
import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads and runs the searches of batches that have the form of the Géoplateforme's and of
 * addok-geocode-stream: {@code {"operation": "search", "params": {"q": "..."}, "id": 1}}. The
 * operations are {@code search}, {@code geocode}, which is another name for it, and {@code
 * reverse}. The result is the best feature. Thread-safe.
 */
public final class BatchElement {

    private static final String OPERATION = "operation";
    private static final String INDEX = "index";
    private static final String INDEXES = "indexes";
    private static final String FILTERS = "filters";
    private static final String STATUS = "status";
    private static final String RESULT = "result";

    private BatchElement() {}

    /** Returns whether an element of a batch has the form of the Géoplateforme. */
    public static boolean isIn(Object element) {
        return element instanceof JsonObject request && request.get(OPERATION).isPresent();
    }

    /**
     * Checks the indexes of a batch.
     *
     * @throws HttpErrorException 400 if this server does not have one of them
     */
    static void checkIndexes(JsonObject batch) {
        ParameterReader parameters =
                new ParameterReader(Map.of(INDEXES, List.of(text(batch.get(INDEXES).orElse("")))));
        List<String> indexes =
                parameters.names(INDEXES, SearchIndexes.NAMES, SearchIndexes.DEFAULT);
        parameters.check();
        SearchIndexes.requireAvailable(INDEXES, indexes);
    }

    /** Reads and runs searches. Thread-safe. */
    public static final class Reader {

        private final AddressSearches searches;
        private final boolean isStrict;

        Reader(AddressSearches searches, boolean isStrict) {
            this.searches = searches;
            this.isStrict = isStrict;
        }

        /**
         * Returns a search that returns its result as JSON in UTF-8. The result of an element that
         * is not valid is an error.
         *
         * @param element the element, of any JSON type
         * @param batch the members of the whole batch, of which {@code indexes} is used
         */
        public Function<IndexLease, byte[]> read(Object element, JsonObject batch) {
            return lease -> run(element, batch, lease);
        }

        private byte[] run(Object element, JsonObject batch, IndexLease lease) {
            JsonObject request = element instanceof JsonObject object ? object : JsonObject.EMPTY;
            try {
                if (!(element instanceof JsonObject)) {
                    throw HttpErrorException.badRequest("The request is not an object", "");
                }
                return run(request, parameters(request, batch), searches.with(lease.geocoder()));
            } catch (RuntimeException failure) {
                HttpErrorException error =
                        HttpErrorException.of(failure).orElseThrow(() -> failure);
                return start(request)
                        .key(STATUS)
                        .value("error")
                        .key("error")
                        .rawValue(GeoplateformeError.json(error))
                        .endObject()
                        .toBytes();
            }
        }

        private byte[] run(JsonObject request, ParameterReader parameters, AddressSearches leased) {
            String operation = request.text(OPERATION);
            return switch (operation) {
                case "search", "geocode" ->
                        leased.search(
                                SearchParameters.read(parameters, isStrict).withLimit(1),
                                response -> write(request, response, response.nextScore()));
                case "reverse" ->
                        leased.reverse(
                                ReverseParameters.read(parameters).withLimit(2),
                                response -> write(request, response, second(response)));
                default ->
                        throw HttpErrorException.invalidParameters(
                                ParameterReader.FAILED,
                                List.of("operation: unexpected value '" + operation + "'"));
            };
        }
    }

    private static OptionalDouble second(GeocodeResponse response) {
        return response.features().size() > 1
                ? OptionalDouble.of(response.features().get(1).score())
                : OptionalDouble.empty();
    }

    private static JsonWriter start(JsonObject request) {
        JsonWriter json = new JsonWriter().startObject();
        request.get("id").ifPresent(id -> json.key("id").value(id));
        return json;
    }

    private static byte[] write(
            JsonObject request, GeocodeResponse response, OptionalDouble nextScore) {
        JsonWriter json = start(request).key(STATUS);
        if (response.features().isEmpty()) {
            json.value("not-found").key(RESULT).startObject().endObject();
            return json.endObject().toBytes();
        }
        Feature best = response.features().getFirst();
        json.value("ok").key(RESULT).startObject();
        for (int i = 0; i < best.properties().keys().size(); i++) {
            json.key(best.properties().keys().get(i)).value(best.properties().values().get(i));
        }
        nextScore.ifPresent(score -> json.key("score_next").value(score));
        json.key("lon").value(best.longitude()).key("lat").value(best.latitude()).endObject();
        return json.key(INDEX).value(SearchIndexes.ADDRESS).endObject().toBytes();
    }

    /** Reads the parameters of an element. They have the names and values of a query string. */
    private static ParameterReader parameters(JsonObject request, JsonObject batch) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        batch.get(INDEXES).ifPresent(indexes -> values.put(INDEX, List.of(text(indexes))));
        Object parameters = request.get("params").orElse(JsonObject.EMPTY);
        if (!(parameters instanceof JsonObject object)) {
            throw HttpErrorException.badRequest("The member \"params\" is not an object", "");
        }
        put(object, values);
        if (object.get(FILTERS).orElse("") instanceof JsonObject filters) {
            put(filters, values);
        }
        return new ParameterReader(values);
    }

    private static void put(JsonObject object, Map<String, List<String>> values) {
        for (int i = 0; i < object.keys().size(); i++) {
            if (!object.keys().get(i).equals(FILTERS)) {
                values.put(object.keys().get(i), List.of(text(object.values().get(i))));
            }
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case JsonNull _ -> "";
            case List<?> list ->
                    list.stream().map(BatchElement::text).collect(Collectors.joining(","));
            case Double number when Double.isFinite(number) ->
                    BigDecimal.valueOf(number).toPlainString();
            case JsonObject geometry -> new JsonWriter().value(geometry).toText();
            default -> value.toString();
        };
    }
}
