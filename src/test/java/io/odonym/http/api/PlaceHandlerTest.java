package io.odonym.http.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.IndexedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

class PlaceHandlerTest {

    @TempDir private static Path folder;
    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = AmiensServer.start(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "80021_1, Boulevard du Port 80000 Amiens",
        "80021_1_00008, 8 Boulevard du Port 80000 Amiens",
        "80021_1_00008_bis, 8 bis Boulevard du Port 80000 Amiens",
    })
    void findsPlacesAndHouseNumbers(String id, String label) {
        String body = server.get("/get/" + id).body();
        assertThatJson(body).node("type").isEqualTo("Feature");
        assertThatJson(body).node("properties.label").isString().isEqualTo(label);
        assertThatJson(body).node("properties.id").isString().isEqualTo(id);
        assertThatJson(body).node("properties.score").isAbsent();
        assertThatJson(body).node("properties.housenumbers").isAbsent();
    }

    @Test
    void returnsHouseNumbersOnRequest() {
        String body = server.get("/get/80021_1/?housenumbers=1").body();
        assertThatJson(body)
                .node("properties.housenumbers")
                .isObject()
                .containsOnlyKeys("8", "8 bis");
        assertThatJson(body)
                .node("properties.housenumbers.8.id")
                .isString()
                .isEqualTo("80021_1_00008");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/get/80021_2", "/get/80021_1_00009", "/get/_", "/get/"})
    void reportsUnknownIdentifiers(String path) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThatJson(response.body()).isEqualTo("{\"title\": \"404 Not Found\"}");
    }
}
