package io.odonym.http.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.FakeGeocoderServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The OpenAPI document describes the running server. */
class OpenApiHandlerTest {

    private static final Map<String, Object> DOCUMENT = load(OpenApiHandler.yaml());
    private static FakeGeocoderServer server;

    @BeforeAll
    static void start() {
        server = new FakeGeocoderServer(Map.of("ODONYM_ADMIN_TOKEN", "correct-horse-battery"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> load(byte[] text) {
        return (Map<String, Object>)
                new Load(LoadSettings.builder().build())
                        .loadFromString(new String(text, StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        Map<String, Object> map = (Map<String, Object>) value;
        return map.containsKey("$ref") ? map(resolve((String) map.get("$ref"))) : map;
    }

    private static Object resolve(String reference) {
        assertThat(reference).startsWith("#/");
        Object at = DOCUMENT;
        for (String step : reference.substring(2).split("/")) {
            at = ((Map<?, ?>) at).get(step);
            assertThat(at).as(reference).isNotNull();
        }
        return at;
    }

    private static Map<String, Object> operation(String path, String method) {
        return map(map(map(DOCUMENT.get("paths")).get(path)).get(method));
    }

    private static List<Map<String, Object>> parameters(String path) {
        List<?> all = (List<?>) operation(path, "get").getOrDefault("parameters", List.of());
        return all.stream().map(OpenApiHandlerTest::map).toList();
    }

    /** Returns a target with all required parameters and one further parameter. */
    private static String target(String path, String name, String value) {
        List<String> query = new ArrayList<>();
        String target = path;
        for (Map<String, Object> parameter : parameters(path)) {
            if (Boolean.TRUE.equals(parameter.get("required"))
                    && !parameter.get("name").equals(name)) {
                String example = parameter.get("example").toString();
                if (parameter.get("in").equals("path")) {
                    target = target.replace("{" + parameter.get("name") + "}", example);
                } else {
                    query.add(parameter.get("name") + "=" + encode(example));
                }
            }
        }
        if (!name.isEmpty()) {
            query.add(name + "=" + encode(value));
        }
        return target + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void resolvesAllReferences() {
        String text = new String(OpenApiHandler.yaml(), StandardCharsets.UTF_8);
        List<String> references =
                Pattern.compile("'(#/[^']*)'")
                        .matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(references).isNotEmpty().allSatisfy(OpenApiHandlerTest::resolve);
    }

    @Test
    void jsonEqualsYaml() {
        HttpResponse<String> json = server.get("/openapi.json");
        HttpResponse<String> yaml = server.get("/openapi.yaml");
        assertThat(json.headers().firstValue("content-type").orElseThrow())
                .startsWith("application/json");
        assertThat(yaml.headers().firstValue("content-type").orElseThrow())
                .startsWith("application/yaml");
        assertThat(load(json.body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(load(yaml.body().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void respondsWithDocumentedStatusCodes() {
        for (String path : map(DOCUMENT.get("paths")).keySet()) {
            boolean get = map(map(DOCUMENT.get("paths")).get(path)).containsKey("get");
            HttpResponse<String> response =
                    get ? server.get(target(path, "", "")) : server.client().send("POST", path);
            Map<String, Object> responses =
                    map(operation(path, get ? "get" : "post").get("responses"));
            assertThat(responses.keySet()).as(path).contains(String.valueOf(response.statusCode()));
            assertThat(
                            server.client()
                                    .send("DELETE", get ? target(path, "", "") : path)
                                    .statusCode())
                    .as(path)
                    .isEqualTo(405);
        }
    }

    @Test
    void readsAllDocumentedParameters() {
        int checked = 0;
        Set<String> filters = Set.of("type", "postcode", "citycode", "certified", "parcel");
        Set<String> unrestricted = new HashSet<>(filters);
        unrestricted.addAll(List.of("q", "id"));
        for (String path : List.of("/search", "/reverse", "/get/{id}")) {
            for (Map<String, Object> parameter : parameters(path)) {
                String name = parameter.get("name").toString();
                if (!unrestricted.contains(name)) {
                    assertThat(server.get(target(path, name, "perhaps")).statusCode())
                            .as(path + " " + name)
                            .isEqualTo(400);
                    checked++;
                } else if (filters.contains(name)) {
                    assertThatJson(server.get(target(path, name, "75001")).body())
                            .as(path + " " + name)
                            .node("filters." + name)
                            .isEqualTo("[\"75001\"]");
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource({
        "/search, autocomplete",
        "/search, explain",
        "/search, improve",
        "/reverse, nearest",
        "/get/{id}, housenumbers",
    })
    void acceptsAllDocumentedBooleans(String path, String name) {
        List<String> booleans =
                ((List<?>) map(resolve("#/components/schemas/boolean")).get("enum"))
                        .stream().map(Object::toString).toList();
        assertThat(booleans).hasSize(15);
        assertThat(
                        booleans.stream()
                                .filter(
                                        value ->
                                                server.get(target(path, name, value)).statusCode()
                                                        == 400)
                                .collect(Collectors.toList()))
                .isEmpty();
    }

    @Test
    void rejectsMissingRequiredParameters() {
        assertThat(server.get("/search").statusCode()).isEqualTo(400);
        assertThatJson(server.get("/reverse?lat=1").body())
                .node("description")
                .isString()
                .isEqualTo("The \"lon\" parameter is required.");
        assertThatJson(server.get("/reverse?lon=1").body())
                .node("description")
                .isString()
                .isEqualTo("The \"lat\" parameter is required.");
    }
}
