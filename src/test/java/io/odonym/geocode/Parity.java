package io.odonym.geocode;

import io.odonym.collect.CollectionLimits;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.model.GeoPoint;
import io.odonym.model.JsonObject;
import io.odonym.text.TextAnalysis;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Compares results with recorded results of addok. */
final class Parity {

    private static final JsonFactory JSON = new JsonFactory();

    final Map<String, Count> kinds = new TreeMap<>();
    final List<String> differences = new ArrayList<>();

    /** The results of comparing all requests of one kind. */
    static final class Count {
        int requests;
        int same;
        int ties;
        int others;
        int pages;
        int samePages;
        int sameProperties;
    }

    /** A recorded response. */
    record Golden(
            String kind,
            String path,
            long status,
            boolean unstable,
            boolean pageUnstable,
            List<Map<String, Object>> features) {}

    static ReloadableGeocoder open(Path input, Path index, CollectionLimits limits)
            throws Exception {
        Importer.run(
                new ImportRequest(List.of(input), index, 0, 2),
                TextAnalysis.standard(),
                ImportListener.NO_OP);
        return open(index, limits);
    }

    /** Opens an existing index. */
    static ReloadableGeocoder open(Path index, CollectionLimits limits) throws Exception {
        return ReloadableGeocoder.open(
                index,
                TextAnalysis.standard(),
                new GeocoderOptions(limits, 200, Duration.ofMinutes(1)));
    }

    Count total() {
        Count total = new Count();
        for (Count count : kinds.values()) {
            total.requests += count.requests;
            total.same += count.same;
            total.ties += count.ties;
            total.others += count.others;
            total.pages += count.pages;
            total.samePages += count.samePages;
            total.sameProperties += count.sameProperties;
        }
        return total;
    }

    void compare(ReloadableGeocoder geocoder, Golden golden) {
        if (golden.unstable() || golden.status() != 200) {
            return;
        }
        Count count = kinds.computeIfAbsent(golden.kind(), _ -> new Count());
        List<Feature> features = ask(geocoder, golden.path()).features();
        count.requests++;
        if (golden.features().isEmpty() || features.isEmpty()) {
            if (golden.features().isEmpty() == features.isEmpty()) {
                count.same++;
                count.sameProperties++;
            } else {
                count.others++;
                differences.add("other " + golden.path());
            }
        } else {
            compareFirst(golden, features.getFirst(), count);
        }
        if (!golden.pageUnstable()) {
            count.pages++;
            List<String> here =
                    features.stream().map(feature -> identity(properties(feature))).toList();
            List<String> addok = golden.features().stream().map(Parity::identity).toList();
            if (here.equals(addok)) {
                count.samePages++;
            } else {
                differences.add("page " + golden.path() + " addok " + addok + " here " + here);
            }
        }
    }

    private void compareFirst(Golden golden, Feature feature, Count count) {
        Map<String, Object> addok = golden.features().getFirst();
        Map<String, Object> here = properties(feature);
        double addokScore = addok.get("score") instanceof Number score ? score.doubleValue() : 0;
        boolean close = Math.abs(addokScore - feature.score()) < 1e-6;
        if (identity(addok).equals(identity(here)) && close) {
            count.same++;
            addok.remove("score");
            here.remove("score");
            if (addok.equals(here)
                    && List.copyOf(addok.keySet()).equals(List.copyOf(here.keySet()))) {
                count.sameProperties++;
            } else {
                differences.add(
                        "properties " + golden.path() + " addok " + addok + " here " + here);
            }
        } else if (close) {
            count.ties++;
            differences.add("tie " + golden.path());
        } else {
            count.others++;
            differences.add(
                    "other "
                            + golden.path()
                            + " addok "
                            + addok.get("label")
                            + " here "
                            + feature.label());
        }
    }

    private static Map<String, Object> properties(Feature feature) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("xy", List.of(feature.longitude(), feature.latitude()));
        JsonObject attributes = feature.properties();
        for (int i = 0; i < attributes.keys().size(); i++) {
            properties.put(attributes.keys().get(i), attributes.values().get(i));
        }
        return properties;
    }

    private static String identity(Map<String, Object> properties) {
        return properties.get("id")
                + "/"
                + properties.get("housenumber")
                + "/"
                + properties.get("type");
    }

    static GeocodeResponse ask(ReloadableGeocoder geocoder, String path) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : path.substring(path.indexOf('?') + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            parameters
                    .computeIfAbsent(parts[0], _ -> new ArrayList<>())
                    .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (String name : List.of("type", "citycode", "postcode")) {
            if (parameters.containsKey(name)) {
                filters.put(
                        name,
                        parameters.get(name).stream()
                                .flatMap(value -> java.util.Arrays.stream(value.split(" ")))
                                .filter(value -> !value.isBlank())
                                .toList());
            }
        }
        Optional<GeoPoint> center =
                first(parameters, "lat")
                        .map(
                                lat ->
                                        new GeoPoint(
                                                Double.parseDouble(lat),
                                                Double.parseDouble(
                                                        first(parameters, "lon").orElseThrow())));
        int limit =
                first(parameters, "limit")
                        .map(Integer::parseInt)
                        .orElse(path.startsWith("/reverse") ? 1 : 5);
        if (path.startsWith("/reverse")) {
            return geocoder.reverse(
                    new ReverseRequest(
                            center.orElseThrow(), limit, new Filters(filters), Optional.empty()));
        }
        boolean autocomplete = !first(parameters, "autocomplete").orElse("1").equals("0");
        try {
            return geocoder.search(
                    SearchRequest.of(first(parameters, "q").orElseThrow(), limit)
                            .withAutocomplete(autocomplete)
                            .withCenter(center)
                            .withFilters(new Filters(filters)));
        } catch (QueryLengthException e) {
            return GeocodeResponse.of(List.of());
        }
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Reads a gzip file of recorded responses. */
    static void forEach(InputStream gzip, Consumer<Golden> action) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(gzip), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
                    json.nextToken();
                    action.accept(golden(object(json)));
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Golden golden(Map<String, Object> object) {
        return new Golden(
                (String) object.get("kind"),
                (String) object.get("path"),
                (Long) object.get("status"),
                Boolean.TRUE.equals(object.get("unstable")),
                Boolean.TRUE.equals(object.get("page_unstable")),
                (List<Map<String, Object>>) (List<?>) object.get("features"));
    }

    private static Map<String, Object> object(JsonParser json) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            object.put(key, value(json));
        }
        return object;
    }

    private static Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Optional.empty();
            default -> json.getString();
        };
    }
}
