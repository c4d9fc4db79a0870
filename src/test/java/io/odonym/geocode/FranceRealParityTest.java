package io.odonym.geocode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.odonym.collect.CollectionLimits;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares results with those of addok on 1.4 million real house numbers. The data must not be
 * redistributed, so the test is skipped if it is absent.
 */
@Tag("parity")
class FranceRealParityTest {

    private static final Path DATA = Path.of("../shared/data");

    @TempDir private Path folder;

    @Test
    void givesTheSameResultsAsAddok() throws Exception {
        Path input = DATA.resolve("france-real.ndjson.gz");
        Path golden = DATA.resolve("golden/dev.ndjson.gz");
        assumeTrue(Files.exists(input) && Files.exists(golden), "../shared/data is absent");
        Parity parity = new Parity();
        try (ReloadableGeocoder geocoder =
                Parity.open(input, folder.resolve("index"), CollectionLimits.ADDOK)) {
            assertThat(geocoder.manifest().documents()).isEqualTo(156_589);
            assertThat(geocoder.manifest().houseNumbers()).isEqualTo(1_410_337);
            Parity.forEach(Files.newInputStream(golden), each -> parity.compare(geocoder, each));
        }
        parity.kinds.put("all", parity.total());
        parity.kinds.forEach(
                (kind, count) ->
                        System.out.printf(
                                "%-24s n=%6d same=%8.3f%% tie=%d other=%d page=%7.3f%%%n",
                                kind,
                                count.requests,
                                100.0 * count.same / count.requests,
                                count.ties,
                                count.others,
                                100.0 * count.samePages / count.pages));
        parity.kinds.forEach(
                (kind, count) -> {
                    assertThat((double) count.same / count.requests)
                            .as(kind)
                            .isGreaterThanOrEqualTo(kind.equals("all") ? 0.999 : 0.996);
                    assertThat(count.sameProperties).as(kind).isEqualTo(count.same);
                });
        Parity.Count all = parity.kinds.get("all");
        assertThat((double) all.others / all.requests).isLessThanOrEqualTo(0.001);
        assertThat((double) all.samePages / all.pages).isGreaterThanOrEqualTo(0.997);
    }
}
