package io.odonym.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.geocode.ForwardingGeocoder;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.geocode.Indexes;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.geocode.SearchRequest;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.telemetry.Telemetry;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A row whose search times out is searched once more, and does not affect other rows. */
class RowTimeoutTest {

    private static final GeocoderOptions IMPATIENT =
            new GeocoderOptions(GeocoderOptions.ADDOK.limits(), 200, Duration.ofNanos(1));

    private static final String FILE = "q\nrue du port melun\nrue du port\n";

    @TempDir private Path folder;

    /** A geocoder whose first searches exceed the timeout. */
    private record TimingOutGeocoder(
            Geocoder delegate, Geocoder impatient, AtomicInteger remainingTimeouts)
            implements ForwardingGeocoder {

        @Override
        public GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
            return (remainingTimeouts.getAndDecrement() > 0 ? impatient : delegate)
                    .search(request, phases);
        }
    }

    private List<String> statuses(int timeouts) throws Exception {
        Path index = Indexes.write(folder.resolve("index-" + timeouts), "Melun");
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(index);
                ReloadableGeocoder impatient =
                        ReloadableGeocoder.open(index, TextAnalysis.standard(), IMPATIENT);
                CsvGeocoder csvGeocoder =
                        new CsvGeocoder(
                                new TimingOutGeocoder(
                                        geocoder, impatient, new AtomicInteger(timeouts)),
                                Telemetry.local(),
                                new CsvGeocoderOptions(10, false, " ", 1));
                PreparedCsvGeocoding task =
                        csvGeocoder.prepare(
                                () ->
                                        new ByteArrayInputStream(
                                                FILE.getBytes(StandardCharsets.UTF_8)),
                                request)) {
            task.run(out, _ -> {});
        }
        return out.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
    }

    @Test
    void searchesTheRowAgain() throws Exception {
        assertThat(statuses(1)).containsExactly("rue du port melun,found", "rue du port,found");
    }

    @Test
    void keepsTheRowWithoutResultsAfterTwoTimeouts() throws Exception {
        assertThat(statuses(2))
                .containsExactly("rue du port melun,out-of-time", "rue du port,found");
        assertThat(statuses(4))
                .containsExactly("rue du port melun,out-of-time", "rue du port,out-of-time");
    }

    @Test
    void keepsTheRowOfAReverseSearchThatTimesOut() throws Exception {
        Path index = Indexes.write(folder.resolve("index-reverse"), "Melun");
        CsvRequest request =
                new CsvRequest(
                        CsvRequest.Kind.REVERSE,
                        List.of(),
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
        try (ReloadableGeocoder impatient =
                ReloadableGeocoder.open(index, TextAnalysis.standard(), IMPATIENT)) {
            RowByRowGeocoder table =
                    new RowByRowGeocoder(impatient, List.of("lat", "lon"), request, " ");
            String[] row = table.newOutputRow(List.of("48.5", "2.6"));
            assertThat(table.geocode(row, new PhaseRecorder())).isEqualTo(RowStatus.TIMED_OUT);
        }
    }
}
