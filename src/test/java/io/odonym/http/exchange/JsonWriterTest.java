package io.odonym.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.testing.RandomTrials;

import org.junit.jupiter.api.Test;

import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.nio.charset.StandardCharsets;

class JsonWriterTest {

    @Test
    void writesAnyText() {
        RandomTrials.check(random -> checkRoundTrip(random.text()));
    }

    private static void checkRoundTrip(String text) {
        byte[] json = new JsonWriter().startArray().value(text).endArray().toBytes();
        String whole = new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            parser.nextToken();
            assertThat(parser.getString()).isEqualTo(whole);
        }
    }
}
