package io.odonym.faults;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.odonym.geocode.Indexes;

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

/** A wall clock that jumps, as after a machine was asleep or its time was set. */
class ClockFaultsTest {

    /**
     * Debian's faketime, which lies to a process about the wall clock: the build of it that locks.
     * Without the lock, a thread that reads the file shows the true time to another for a moment
     * (497 of 80,000 readings of four threads here, none with it).
     */
    private static final Path LIAR =
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    private static final Pattern AGE =
            Pattern.compile("(?m)^odonym_index_data_age_seconds(?:\\{[^}]*\\})? (\\S+)$");

    @TempDir private Path folder;

    @Test
    void onlyWhatIsToldInDatesReadsTheWallClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.odonym.telemetry..")
                .and()
                // They note when an index was swapped.
                .haveNameNotMatching(
                        "io\\.odonym\\.geocode\\.((Background)?IndexReloader.*|ServiceMetrics)")
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
                .because("everything that waits or measures must not heed a clock that is set")
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.odonym"));
    }

    private static double dataAge(int port) throws Exception {
        Matcher age = AGE.matcher(ConstantClient.get(port, "/metrics").body());
        assertThat(age.find()).isTrue();
        return Double.parseDouble(age.group(1));
    }

    private void setClock(String shift) throws Exception {
        Path next = Files.writeString(folder.resolve("next"), shift + "\n");
        Files.move(next, folder.resolve("clock"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aClockThatJumpsTenYearsAheadAndBackHoldsNobodyUp() throws Exception {
        assumeTrue(Files.exists(LIAR), "Debian's faketime is not here");
        setClock("+0d");
        String lies =
                "export LD_PRELOAD=%s FAKETIME_TIMESTAMP_FILE=%s FAKETIME_NO_CACHE=1"
                        + " DONT_FAKE_MONOTONIC=1 FAKETIME_DONT_FAKE_MONOTONIC=1";
        try (ServerProcess program =
                ServerProcess.serve(
                        lies.formatted(LIAR, folder.resolve("clock")),
                        List.of(),
                        Indexes.of(folder, "Amiens"))) {
            int port = program.port();
            double age = dataAge(port);
            try (Socket kept = new Socket("127.0.0.1", port)) {
                for (int years : new int[] {10, -10, 0}) {
                    setClock("%+dd".formatted(365 * years));
                    assertThat(dataAge(port) - age)
                            .as("it believes the clock")
                            .isBetween(
                                    Duration.ofDays(365L * years).toSeconds() - 1.0,
                                    Duration.ofDays(365L * years).toSeconds() + 600.0);
                    assertThat(ConstantClient.answered(kept, "/search?q=rue+du+port"))
                            .isEqualTo("HTTP/1.1 200 OK");
                    assertThat(ConstantClient.upload(port, "rue du port\n").statusCode())
                            .isEqualTo(200);
                }
            }
            setClock("+3650d");
            program.signal("TERM");
            assertThat(program.exit()).isZero();
        }
    }
}
