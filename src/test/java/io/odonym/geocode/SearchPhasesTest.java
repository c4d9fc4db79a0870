package io.odonym.geocode;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.telemetry.PhaseRecorder;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.stream.IntStream;

/** Searches an index of one street in Amiens and checks which phases are recorded. */
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
    void recordsCollectorsThatLookedUpKeys(String query, String recorded, String absent)
            throws Exception {
        PhaseRecorder phases = new PhaseRecorder();
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(folder.resolve("Amiens"))) {
            geocoder.search(SearchRequest.of(query, 1), phases);
        }

        assertThat(IntStream.range(0, phases.size()).mapToObj(phases::title))
                .contains(recorded)
                .doesNotContain(absent);
    }
}
