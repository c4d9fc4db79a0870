package io.odonym.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.geocode.Indexes;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.telemetry.Telemetry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Rows of the maximum length are geocoded one at a time, to bound the memory of a file. */
class LongRowMemoryTest {

    private static final int ROW_COUNT = 6;

    @TempDir private Path folder;

    @Test
    void readsTheNextLongRowAfterTheCurrentOne() throws Exception {
        String row = "rue du port," + "x".repeat(600_000) + "\n";
        byte[] file = ("q,note\n" + row.repeat(ROW_COUNT)).getBytes(StandardCharsets.UTF_8);
        CsvRequest request =
                new CsvRequest(
                        CsvRequest.Kind.SEARCH,
                        List.of("q"),
                        "utf-8",
                        Optional.of(','),
                        Optional.empty(),
                        false,
                        0.5,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        List.of("result_status"),
                        false,
                        false);
        AtomicReference<ByteArrayInputStream> opened = new AtomicReference<>();
        try (ReloadableGeocoder geocoder =
                        ReloadableGeocoder.open(Indexes.write(folder.resolve("index"), "Melun"));
                CsvGeocoder csvGeocoder =
                        new CsvGeocoder(
                                geocoder,
                                Telemetry.local(),
                                new CsvGeocoderOptions(ROW_COUNT, false, " ", 2));
                PreparedCsvGeocoding task =
                        csvGeocoder.prepare(
                                () -> {
                                    opened.set(new ByteArrayInputStream(file));
                                    return opened.get();
                                },
                                request)) {
            task.run(
                    OutputStream.nullOutputStream(),
                    written -> {
                        long read = file.length - opened.get().available();
                        // The reader is one row ahead, and its buffer is smaller than a row.
                        assertThat(read).isLessThan((written + 2) * row.length());
                    });
        }
    }
}
