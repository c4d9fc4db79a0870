package io.odonym.geocode;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.telemetry.PhaseRecorder;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/** Of the collectors those are noted that looked anything up, over one street of Amiens. */
class SearchPhasesTest {

    @TempDir private static Path folder;

    @BeforeAll
    static void build() throws Exception {
        Indexes.of(folder, "Amiens");
    }

    @ParameterizedTest
    @CsvSource({
        "rue du port amiens, meaningful, misspelt",
        "port, meaningful, misspelt",
        "oprt, misspelt, meaningful",
        "port brest, meaningful, only_common"
    })
    void noteWhatLookedAnythingUp(String query, String noted, String other) throws Exception {
        PhaseRecorder phases = new PhaseRecorder();
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(folder.resolve("Amiens"))) {
            geocoder.search(
                    new SearchRequest(query, 1, true, Optional.empty(), Filters.NONE, false),
                    phases);
        }

        assertThat(IntStream.range(0, phases.size()).mapToObj(phases::title))
                .contains(noted)
                .doesNotContain(other);
    }
}
