package io.odonym.index.postings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenWeightCodeTest {

    @ParameterizedTest
    @CsvSource({
        "name, false, 1, 0.5, 4.05", "name, true, 4, 0.4, 1.01", "postcode, true, 1, 0, 1.2",
        "postcode, false, 1, 0, 1", "city, true, 2, 1, 0.55", "name, false, 100, 0, 0.04"
    })
    void encodesTheWeightOfAToken(
            String key, boolean municipality, int tokens, double importance, double weight) {
        int code = TokenWeightCode.encode(key, municipality, tokens);
        assertThat(TokenWeightCode.weight(code, importance)).isEqualTo(weight);
        assertThat(TokenWeightCode.isNameCode(code)).isEqualTo(key.equals("name"));
        if (key.equals("name")) {
            assertThat(TokenWeightCode.nameCode(tokens)).isEqualTo(code);
        }
    }
}
