package io.odonym;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Dependencies between packages point in one direction. */
class ArchitectureTest {

    /** Packages from the lowest layer up. Packages of one layer do not depend on each other. */
    private static final List<List<String>> LAYERS =
            List.of(
                    List.of("model", "text", "configuration", "threads", "python", "files"),
                    List.of("source", "telemetry", "index.store", "fetch"),
                    List.of("index.places"),
                    List.of("index.terms", "index.geo"),
                    List.of("index.postings"),
                    List.of("index.topk"),
                    List.of("index"),
                    List.of("index.build", "collect"),
                    List.of("rank"),
                    List.of("improve.tokens"),
                    List.of("improve.roles"),
                    List.of("improve.query"),
                    List.of("improve.rules"),
                    List.of("improve"),
                    List.of("geocode"),
                    List.of("geoplateforme"),
                    List.of("csv", "update"),
                    List.of("options"),
                    List.of("http.connection", "spark"),
                    List.of("http.exchange"),
                    List.of("http.geoplateforme"),
                    List.of("http.api"),
                    List.of("http.page"),
                    List.of("http"),
                    List.of("http.warmup"),
                    List.of("cli"));

    /** What packages outside of {@code index} may use besides the package {@code index} itself. */
    private static final Set<String> EXPORTED =
            Set.of(
                    "build.ImportListener",
                    "build.ImportRequest",
                    "build.Importer",
                    "geo.GeohashCells",
                    "geo.GeohashNeighbourhood",
                    "geo.NearestPlaceSearch",
                    "places.HouseNumbers",
                    "places.RankingRecord",
                    "places.StoredPlaceReader",
                    "postings.TokenWeightCode",
                    "store.IndexArchive",
                    "store.IndexLock",
                    "store.IndexException",
                    "store.DataDate",
                    "store.IndexManifest",
                    "terms.DocumentSet",
                    "terms.FuzzyTerms",
                    "terms.IndexedTerm",
                    "terms.ConjunctionClause",
                    "terms.TermDictionary",
                    "terms.WordTrie");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.odonym");

    /** A package and those that it must not depend on. */
    record Layered(String name, List<String> forbidden) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Layered> packages() {
        return IntStream.range(0, LAYERS.size())
                .boxed()
                .flatMap(
                        layer ->
                                LAYERS.get(layer).stream()
                                        .map(name -> new Layered(name, above(layer, name))));
    }

    private static List<String> above(int layer, String name) {
        return LAYERS.subList(layer, LAYERS.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(name))
                .map(other -> "io.odonym." + other)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void dependsOnLowerLayersOnly(Layered layered) {
        noClasses()
                .that()
                .resideInAPackage("io.odonym." + layered.name())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(layered.forbidden().toArray(String[]::new))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.odonym.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyClassIsInALayer() {
        List<String> names =
                LAYERS.stream().flatMap(List::stream).map(name -> "io.odonym." + name).toList();

        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(names).contains(name));
    }

    @Test
    void internalsOfTheIndexAreClosed() {
        DescribedPredicate<JavaClass> internal =
                resideInAnyPackage("io.odonym.index.*..")
                        .and(
                                DescribedPredicate.describe(
                                        "not exported",
                                        type ->
                                                !EXPORTED.contains(
                                                        outermost(type.getBaseComponentType())
                                                                .getFullName()
                                                                .substring(
                                                                        "io.odonym.index."
                                                                                .length()))));
        noClasses()
                .that()
                .resideOutsideOfPackage("io.odonym.index..")
                .should()
                .dependOnClassesThat(internal)
                .check(CLASSES);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    @Test
    void onlyIndexAndTextUseLucene() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.odonym.index..", "io.odonym.text..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.lucene..")
                .check(CLASSES);
    }

    @Test
    void onlyHttpUsesHelidon() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.odonym.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.helidon..")
                .check(CLASSES);
    }

    @Test
    void onlySparkUsesSpark() {
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
                .check(CLASSES);
    }
}
