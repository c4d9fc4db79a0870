package io.odonym.http.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.FakeGeocoderServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;

class HealthHandlerTest {

    private static FakeGeocoderServer server;

    @BeforeAll
    static void start() {
        server = new FakeGeocoderServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/health, HEALTHY",
        "/health/, HEALTHY",
        "/health/live, LIVE",
        "/health/ready, READY",
    })
    void reportsTheStatus(String path, String status) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThatJson(response.body()).node("status").isEqualTo(status);
    }

    @Test
    void describesTheIndexAndTheProgram() {
        String body = server.get("/health").body();
        assertThatJson(body).node("documents").isEqualTo(2);
        assertThatJson(body).node("house_numbers").isEqualTo(7);
        assertThatJson(body).node("data_date").isString().isEqualTo("2026-01-01");
        assertThatJson(body).node("data_date_source").isString().isEqualTo("rows");
        assertThatJson(body).node("index_created").isString().isEqualTo("2026-01-02T03:04:05Z");
        assertThatJson(body).node("version").isString();
        assertThatJson(body).node("last_reload").isAbsent();
    }
}
