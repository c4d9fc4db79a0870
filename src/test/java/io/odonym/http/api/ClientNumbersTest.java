package io.odonym.http.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.FakeGeocoderServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;

/**
 * Long numbers in query parameters, batches, forms and files. A regular expression with nested
 * quantifiers took seconds to minutes for them, or overflowed the stack.
 */
@Timeout(20)
class ClientNumbersTest {

    private static FakeGeocoderServer server;

    @BeforeAll
    static void start() {
        server = new FakeGeocoderServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static final String DIGITS = "1".repeat(8_000);

    @ParameterizedTest
    @ValueSource(strings = {"lat", "lon", "radius"})
    void rejectsLongNumbersInAUrl(String parameter) {
        for (String value : new String[] {DIGITS + "e", "1_".repeat(4_000), DIGITS}) {
            HttpResponse<String> response =
                    server.get("/reverse?lat=1&lon=1&" + parameter + "=" + value);
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void rejectsLongLimitsInAUrl() {
        assertThat(server.get("/search?q=a&limit=" + DIGITS).body())
                .contains("The value must be an integer.");
        assertThat(server.get("/search?q=a&limit=" + "1_".repeat(4_000)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void rejectsLongNumbersInABatch() {
        String digits = "1".repeat(1_900_000);
        HttpResponse<String> response =
                server.client()
                        .post(
                                "/batch",
                                "[{\"q\":\"a\",\"limit\":\"%s\"},{\"lat\":\"%se\",\"lon\":1}]"
                                        .formatted(digits, digits));
        assertThatJson(response.body()).node("results[0].status").isEqualTo(400);
        assertThatJson(response.body()).node("results[1].status").isEqualTo(400);
    }
}
