package io.odonym.fuzz;

import io.odonym.csv.CsvException;
import io.odonym.csv.CsvGeocoder;
import io.odonym.csv.CsvGeocoderOptions;
import io.odonym.csv.CsvRequest;
import io.odonym.csv.PreparedCsvGeocoding;
import io.odonym.telemetry.Telemetry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of any bytes: refused with a reason, or answered with a row for each of theirs. */
public final class CsvFuzz {

    private static final List<String> ENCODINGS =
            List.of("utf-8-sig", "latin-1", "utf-16", "cp1252", "utf-8", "utf-16-le");

    private static final CsvGeocoder ENGINE =
            new CsvGeocoder(
                    Fixture.GEOCODER.get(),
                    Telemetry.local(),
                    new CsvGeocoderOptions(100_000, false, " ", 2));

    private CsvFuzz() {}

    /** Jazzer's entry: two bytes say how the file is read, the rest is the file. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length < 2) {
            return;
        }
        byte[] file = Arrays.copyOfRange(data, 2, data.length);
        CsvRequest request =
                new CsvRequest(
                        (data[0] & 1) == 0 ? CsvRequest.Kind.SEARCH : CsvRequest.Kind.REVERSE,
                        List.of(),
                        ENCODINGS.get(Math.floorMod(data[1], ENCODINGS.size())),
                        (data[0] & 2) == 0 ? Optional.empty() : Optional.of(';'),
                        (data[0] & 4) == 0 ? Optional.empty() : Optional.of('\''),
                        (data[0] & 8) != 0,
                        0.5,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        (data[0] & 16) != 0,
                        (data[0] & 32) != 0);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        long rows;
        try (PreparedCsvGeocoding plan =
                ENGINE.prepare(() -> new ByteArrayInputStream(file), request)) {
            rows = plan.rowCount();
            long done =
                    plan.run(answer, _ -> {}).values().stream().mapToLong(Long::longValue).sum();
            if (done != rows) {
                throw new AssertionError(rows + " rows in, " + done + " done");
            }
        } catch (CsvException refused) {
            return;
        }
        readBack(answer.toByteArray(), request, rows);
    }

    /** What was written has as many rows for whoever reads it the same way. */
    private static void readBack(byte[] answer, CsvRequest request, long rows) throws IOException {
        try (PreparedCsvGeocoding again =
                ENGINE.prepare(() -> new ByteArrayInputStream(answer), request)) {
            if (again.rowCount() != rows) {
                throw new AssertionError(
                        rows + " rows in, " + again.rowCount() + " rows in the answer");
            }
        } catch (CsvException unreadable) {
            throw new AssertionError("the answer cannot be read: " + unreadable, unreadable);
        }
    }
}
