package io.odonym.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapTileOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "https://tiles.test/{z}/{x}/{y}.png, https://tiles.test",
        "https://{s}.tiles.test/{z}/{x}/{y}.png?key=a, https://*.tiles.test",
        "http://localhost:8080/{z}/{x}/{y}, http://localhost:8080",
        "/tiles/{z}/{x}/{y}.png, 'self'"
    })
    void tellsWhoseTheyAre(String url, String source) {
        assertThat(new MapTileOptions(url, "").source()).isEqualTo(quoted(source));
    }

    /** The quotes that the reader of the table takes for its own. */
    private static String quoted(String source) {
        return source.equals("self") ? "'self'" : source;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tiles.test/",
                "https://tiles.test/{z}/{x}.png",
                "ftp://tiles.test/{z}/{x}/{y}",
                "tiles.test/{z}/{x}/{y}",
                "https://tiles.test;script-src */{z}/{x}/{y}"
            })
    void refusesWhatIsNoAddressOfTiles(String url) {
        assertThatThrownBy(() -> new MapTileOptions(url, ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tiles-url");
    }

    @Test
    void areNoneWhereNoneAreConfigured() {
        assertThat(MapTileOptions.of(" ", "x")).isEmpty();
        assertThat(Configuration.standard().tiles()).isEmpty();
    }
}
