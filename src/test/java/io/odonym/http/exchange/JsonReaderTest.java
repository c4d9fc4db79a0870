package io.odonym.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class JsonReaderTest {

    @Test
    void readsAllTypes() throws Exception {
        assertThat(JsonReader.read("{\"a\":[1,-2.5,true,null,\"é\"],\"b\":{},\"a\":1e3}"))
                .isEqualTo(new JsonObject(List.of("a", "b"), List.of(1000.0, JsonObject.EMPTY)));
        assertThat(JsonReader.read("[1,-2.5,false,null,12345678901234567890]"))
                .isEqualTo(List.of(1L, -2.5, false, JsonNull.NULL, 12345678901234567890.0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    '' | is empty.
                    {"a" | is not valid JSON: line 1, column 5.
                    [1] 2 | continues after the end of the JSON value.
                    nul | is not valid JSON: line 1, column 1.
                    """)
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(JsonReader.InvalidJsonException.class)
                .hasMessage(message);
    }

    @Test
    void limitsTheDepthAndTheLengthOfNames() {
        for (String text :
                List.of("[".repeat(40), "{\"" + "k".repeat(50_001) + "\":1}", "1".repeat(1_001))) {
            assertThatThrownBy(() -> JsonReader.read(text))
                    .isInstanceOf(JsonReader.InvalidJsonException.class);
        }
    }

    /** Names whose hash codes collide in Jackson's table of names ended a request with 500. */
    @Test
    void readsNamesWhoseHashCodesCollide() throws Exception {
        StringBuilder names = new StringBuilder("{\"q\":0");
        for (int i = 0; i < 1_000; i++) {
            names.append(",\"");
            for (int bit = 0; bit < 10; bit++) {
                names.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            names.append("\":1");
        }
        JsonObject object = (JsonObject) JsonReader.read(names + "}");

        assertThat(object.keys()).hasSize(1_001);
    }
}
