package io.odonym.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.nio.charset.StandardCharsets;

class JsonBufferTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5", "1.0, 1.0", "6563175.74, 6563175.74", "12345678, 12345678.0",
                "1e15, 1000000000000000.0",
        "1e16, 1e+16", "1.5e300, 1.5e+300", "0.0001, 0.0001", "0.00001, 1e-05", "1.25e-7, 1.25e-07",
        "-0.0005, -0.0005", "-0.0, -0.0", "123456789012345.6, 123456789012345.6", "NaN, null"
    })
    void numbersLookAsPythonPrintsThem(double number, String printed) {
        assertThat(JsonBuffer.python(number)).isEqualTo(printed);
    }

    @Property
    void numbersComeBack(@ForAll double number) {
        assertThat(Double.parseDouble(JsonBuffer.python(number))).isEqualTo(number);
    }

    @Property
    void anyTextComesBack(@ForAll String text) {
        byte[] json = new JsonBuffer().startArray().value(text).endArray().toBytes();
        String whole = new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            parser.nextToken();
            assertThat(parser.getString()).isEqualTo(whole);
        }
    }
}
