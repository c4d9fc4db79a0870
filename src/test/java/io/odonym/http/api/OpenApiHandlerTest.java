package io.odonym.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.RunningServer;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The description of the API says what the running server does. */
class OpenApiHandlerTest {

    private static final Map<String, Object> DOCUMENT = load(OpenApiHandler.yaml());
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = new RunningServer();
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

    /** The target with what is required, and one parameter more. */
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
    void everyReferenceLeadsSomewhere() {
        String text = new String(OpenApiHandler.yaml(), StandardCharsets.UTF_8);
        List<String> references =
                java.util.regex.Pattern.compile("'(#/[^']*)'")
                        .matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(references).isNotEmpty().allSatisfy(OpenApiHandlerTest::resolve);
    }

    @Test
    void jsonAndYamlSayTheSame() {
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
    void everyDocumentedPathAnswersWithADocumentedStatus() {
        for (String path : map(DOCUMENT.get("paths")).keySet()) {
            boolean get = map(map(DOCUMENT.get("paths")).get(path)).containsKey("get");
            HttpResponse<String> answer =
                    get ? server.get(target(path, "", "")) : server.ask("POST", path);
            Map<String, Object> responses =
                    map(operation(path, get ? "get" : "post").get("responses"));
            assertThat(responses.keySet()).as(path).contains(String.valueOf(answer.statusCode()));
            assertThat(server.ask("DELETE", get ? target(path, "", "") : path).statusCode())
                    .as(path)
                    .isEqualTo(405);
        }
    }

    @Test
    void everyDocumentedParameterIsRead() {
        int read = 0;
        Set<String> free = Set.of("q", "type", "postcode", "citycode", "id");
        for (String path : List.of("/search", "/reverse", "/get/{id}")) {
            for (Map<String, Object> parameter : parameters(path)) {
                String name = parameter.get("name").toString();
                if (!free.contains(name)) {
                    assertThat(server.get(target(path, name, "perhaps")).statusCode())
                            .as(path + " " + name)
                            .isEqualTo(400);
                    read++;
                } else if (Set.of("type", "postcode", "citycode").contains(name)) {
                    assertThat(server.get(target(path, name, "75001")).body())
                            .as(path + " " + name)
                            .contains("\"filters\":{\"" + name + "\":[\"75001\"]}");
                    read++;
                }
            }
        }
        assertThat(read).isEqualTo(18);
    }

    @ParameterizedTest
    @CsvSource({
        "/search, autocomplete",
        "/search, explain",
        "/search, improve",
        "/reverse, nearest",
        "/get/{id}, housenumbers",
    })
    void takesEveryDocumentedWordForYesAndNo(String path, String name) {
        List<String> words =
                ((List<?>) map(resolve("#/components/schemas/boolean")).get("enum"))
                        .stream().map(Object::toString).toList();
        assertThat(words).hasSize(15);
        assertThat(
                        words.stream()
                                .filter(
                                        word ->
                                                server.get(target(path, name, word)).statusCode()
                                                        == 400)
                                .collect(Collectors.toList()))
                .isEmpty();
    }

    @Test
    void requiredParametersAreRequired() {
        assertThat(server.get("/search").statusCode()).isEqualTo(400);
        assertThat(server.get("/reverse?lat=1").body()).contains("\\\"lon\\\"");
        assertThat(server.get("/reverse?lon=1").body()).contains("\\\"lat\\\"");
    }
}
