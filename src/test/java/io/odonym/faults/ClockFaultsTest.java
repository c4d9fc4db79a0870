package io.odonym.faults;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.odonym.geocode.Indexes;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jumps of the wall clock, as after a suspend or when the time is set. */
class ClockFaultsTest {

    /**
     * Debian's faketime library, which fakes the wall clock of a process: the build with a lock.
     * Without the lock, a thread that reads the file briefly exposes the real time to other threads
     * (497 of 80,000 readings of four threads, and none with the lock).
     */
    private static final Path FAKETIME =
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    private static final Pattern AGE =
            Pattern.compile("(?m)^odonym_index_data_age_seconds(?:\\{[^}]*\\})? (\\S+)$");

    @TempDir private Path folder;

    @Test
    void usesTheWallClockOnlyForDates() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.odonym.telemetry..")
                .and()
                // The reload result and the name of an updated index contain the time, and the
                // header Retry-After may contain a date.
                .haveNameNotMatching(
                        "io\\.odonym\\.(geocode\\.((Background)?IndexReloader.*|IndexMetrics)"
                                + "|update\\.IndexUpdate|fetch\\.HttpTransfer)")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callConstructor(Date.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because("durations and time-outs must not depend on a clock that can be set")
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.odonym"));
    }

    private static double dataAge(HttpTestClient client) {
        Matcher age = AGE.matcher(client.get("/metrics").body());
        assertThat(age.find()).isTrue();
        return Double.parseDouble(age.group(1));
    }

    /** Sets the clock of the server, relative to the real time, such as {@code +10d}. */
    private void setClock(String shift) throws Exception {
        Path next = Files.writeString(folder.resolve("next"), shift + "\n");
        Files.move(next, folder.resolve("clock"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void toleratesJumpsOfTenYears() throws Exception {
        assumeTrue(Files.exists(FAKETIME), "faketime is not installed");
        setClock("+0d");
        String environment =
                "export LD_PRELOAD=%s FAKETIME_TIMESTAMP_FILE=%s FAKETIME_NO_CACHE=1"
                        + " DONT_FAKE_MONOTONIC=1 FAKETIME_DONT_FAKE_MONOTONIC=1";
        try (ServerProcess program =
                ServerProcess.serve(
                        environment.formatted(FAKETIME, folder.resolve("clock")),
                        List.of(),
                        Indexes.of(folder, "Amiens"))) {
            HttpTestClient client = program.client();
            double age = dataAge(client);
            try (Socket connection = client.connect()) {
                for (int years : new int[] {10, -10, 0}) {
                    setClock("%+dd".formatted(365 * years));
                    assertThat(dataAge(client) - age)
                            .as("the age follows the wall clock")
                            .isBetween(
                                    Duration.ofDays(365L * years).toSeconds() - 1.0,
                                    Duration.ofDays(365L * years).toSeconds() + 600.0);
                    assertThat(HttpTestClient.getStatusLine(connection, "/search?q=rue+du+port"))
                            .isEqualTo("HTTP/1.1 200 OK");
                    assertThat(
                                    client.upload(
                                                    "/search/csv",
                                                    MultipartForm.ofFile("adresse\nrue du port\n"))
                                            .statusCode())
                            .isEqualTo(200);
                }
            }
            setClock("+3650d");
            program.signal("TERM");
            assertThat(program.awaitExit()).isZero();
        }
    }
}
