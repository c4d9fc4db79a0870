package io.odonym.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ConfigurationTest {

    @TempDir private Path folder;

    @Test
    void isThatOfAddokUnderTheBanByDefault() {
        Configuration standard = Configuration.read(Map.of("PATH", "/bin"), Optional.empty());

        assertThat(standard).isEqualTo(Configuration.standard());
        assertThat(standard.port()).isEqualTo(7878);
        assertThat(standard.filters())
                .containsExactly("type", "citycode", "postcode", "certified", "parcel");
        assertThat(standard.filterSeparator()).isEqualTo(" ");
        assertThat(standard.queryLength()).isEqualTo(200);
        assertThat(standard.index()).isEmpty();
        assertThat(standard.warmUp()).hasSeconds(30);
    }

    @Test
    void takesTheEnvironmentOverTheFileOverTheDefaults() throws IOException {
        Path file = file("port=1\nlicence=Étalab\nfilters=type, city\nindex=/data/index\n");

        Configuration configuration =
                Configuration.read(
                        Map.of("ODONYM_PORT", "2", "ODONYM_JAVA_OPTS", "-Xmx1g"),
                        Optional.of(file));

        assertThat(configuration.port()).isEqualTo(2);
        assertThat(configuration.licence()).isEqualTo("Étalab");
        assertThat(configuration.filters()).containsExactly("type", "city");
        assertThat(configuration.index()).contains(Path.of("/data/index"));
        assertThat(configuration.attribution()).isEqualTo("BAN");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        Optional<Path> misspelt = Optional.of(file("prot=1\n"));

        assertThatThrownBy(() -> Configuration.read(Map.of(), misspelt))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("unknown key prot in")
                .hasMessageContaining("port");
        assertThatThrownBy(() -> Configuration.read(Map.of("ODONYM_PROT", "1"), Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("unknown environment variable ODONYM_PROT")
                .hasMessageContaining("ODONYM_PORT");
    }

    @Test
    void refusesValuesThatCannotBe() {
        for (Map<String, String> environment :
                List.of(
                        Map.of("ODONYM_PORT", "x"),
                        Map.of("ODONYM_PORT", "65536"),
                        Map.of("ODONYM_PORT", "-1"),
                        Map.of("ODONYM_WARM_UP", "-1"),
                        Map.of("ODONYM_QUERY_LENGTH", "0"))) {
            assertThatThrownBy(() -> Configuration.read(environment, Optional.empty()))
                    .as(environment.toString())
                    .isInstanceOf(ConfigurationException.class);
        }
        assertThatThrownBy(
                        () -> Configuration.read(Map.of(), Optional.of(folder.resolve("missing"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void isDocumentedKeyByKey() throws IOException {
        List<String> table =
                Files.readString(Path.of("docs/configuration.md"))
                        .lines()
                        .filter(line -> line.startsWith("| `") && line.contains("`ODONYM_"))
                        .toList();

        assertThat(table)
                .containsExactlyElementsOf(
                        Arrays.stream(ConfigurationKey.values()).map(this::row).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ODONYM_LOG_FORMAT | xml | log-format \"xml\" is neither text nor json",
                "ODONYM_LOG_ACCESS | yes | log-access \"yes\" is neither true nor false",
                "ODONYM_UPLOAD_SIZE | much | upload-size \"much\" is not a whole number",
                "ODONYM_BATCH_SIZE | 0 | upload-size, csv-rows and batch-size must be above 0",
                "ODONYM_IDLE_TIMEOUT | 0 | idle-timeout and search-timeout must be above 0",
                "ODONYM_INDEX_WATCH | -1 | index-watch -1 is below 0",
                "ODONYM_ADMIN_LISTENER | 7879 | admin-listener \"7879\" is neither unix:PATH nor"
                        + " HOST:PORT",
                "ODONYM_ADMIN_TOKEN | secret | admin-token has fewer than 16 characters",
                "ODONYM_CSV_FILES | 0 | csv-files must be above 0",
                "ODONYM_SLOW_QUERIES | -1 | slow-queries -1 is below 0",
                "ODONYM_TRACE_SPANS | -1 | trace-spans -1 is below 0",
            })
    void refusesValuesThatCannotBe(String variable, String value, String words) {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () ->
                                Configuration.read(
                                        java.util.Map.of(variable, value),
                                        java.util.Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    private String row(ConfigurationKey key) {
        String defaultValue = key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
        return "| `%s` | `%s` | %s | %s |"
                .formatted(key.property(), key.variable(), defaultValue, key.description());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("odonym.properties"), text);
    }
}
