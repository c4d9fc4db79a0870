package io.odonym;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The house's one direction of flow: a lower room knows nothing of a higher one. */
class RoomsTest {

    /** From the lowest up; rooms on one floor know nothing of each other either. */
    private static final List<List<String>> FLOORS =
            List.of(
                    List.of("source", "text", "configuration", "threads"),
                    List.of("index"),
                    List.of("telemetry"),
                    List.of("collect"),
                    List.of("rank"),
                    List.of("improve"),
                    List.of("geocode"),
                    List.of("csv"),
                    List.of("http", "spark"),
                    List.of("cli"));

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.odonym");

    /** A room and those that it must not know. */
    record Room(String name, List<String> forbidden) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Room> rooms() {
        return IntStream.range(0, FLOORS.size())
                .boxed()
                .flatMap(
                        floor ->
                                FLOORS.get(floor).stream()
                                        .map(room -> new Room(room, above(floor, room))));
    }

    private static List<String> above(int floor, String room) {
        return FLOORS.subList(floor, FLOORS.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(room))
                .map(other -> "io.odonym." + other + "..")
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void knowsNothingOfHigherRooms(Room room) {
        noClasses()
                .that()
                .resideInAPackage("io.odonym." + room.name() + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(room.forbidden().toArray(String[]::new))
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void onlyTheLayerForSparkKnowsSpark() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.odonym.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.odonym.spark..",
                        "org.apache.spark..",
                        "org.apache.hadoop..",
                        "scala..",
                        "com.codahale..")
                .check(HOUSE);
    }

    @Test
    void everyClassLivesInARoom() {
        List<String> rooms =
                FLOORS.stream().flatMap(List::stream).map(room -> "io.odonym." + room).toList();

        assertThat(HOUSE.stream().map(type -> type.getPackageName()).distinct().toList())
                .allSatisfy(
                        name ->
                                assertThat(rooms)
                                        .anyMatch(
                                                room ->
                                                        name.equals(room)
                                                                || name.startsWith(room + ".")));
    }
}
