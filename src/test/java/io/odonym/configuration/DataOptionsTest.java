package io.odonym.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class DataOptionsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/srv/data, /xdg, /home/a, /srv/data",
                "-, /xdg, /home/a, /xdg/odonym",
                "'', relative, /home/a, /home/a/.local/share/odonym",
                "/srv/data, /xdg, ?, /srv/data",
                "-, '', /home/a, /home/a/.local/share/odonym"
            })
    void findsTheDataFolder(String data, String xdg, String home, String expected) {
        Map<String, String> environment = new HashMap<>(Map.of("XDG_DATA_HOME", xdg, "HOME", home));
        if (data != null) {
            environment.put("ODONYM_DATA", data);
        }
        assertThat(DataOptions.ofEnvironment(environment).folder(environment))
                .contains(Path.of(expected));
    }

    @Test
    void aUserWithoutAHomeFolderNeedsTheVariable() {
        Map<String, String> environment = Map.of("HOME", "?");
        DataOptions options = DataOptions.ofEnvironment(environment);
        assertThat(options.folder(environment)).isEmpty();
        assertThatThrownBy(() -> options.requiredFolder(environment))
                .hasMessage("the user has no home folder: set ODONYM_DATA");
    }

    @Test
    void otherVariablesDoNotMatter() {
        DataOptions options =
                DataOptions.ofEnvironment(
                        Map.of("ODONYM_PORT", "x", "ODONYM_BAN_URL", "http://mirror:8000/ban"));
        assertThat(options.banUrl()).hasToString("http://mirror:8000/ban");
        assertThat(options.balUrl()).hasScheme("https");
    }

    @Test
    void rejectsOtherAddresses() {
        assertThatThrownBy(() -> DataOptions.ofEnvironment(Map.of("ODONYM_BAN_URL", "ftp://x/")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("ban-url \"ftp://x/\" is not an http or https address");
    }
}
