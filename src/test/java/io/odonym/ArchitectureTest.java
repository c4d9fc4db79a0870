package io.odonym;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the house: a lower one never imports a higher one. */
@AnalyzeClasses(packages = "io.odonym", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ROOMS =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("cli")
                    .definedBy("io.odonym.cli..")
                    .layer("http")
                    .definedBy("io.odonym.http..")
                    .layer("geocode")
                    .definedBy("io.odonym.geocode..")
                    .layer("rank")
                    .definedBy("io.odonym.rank..")
                    .layer("collect")
                    .definedBy("io.odonym.collect..")
                    .layer("index")
                    .definedBy("io.odonym.index..")
                    .layer("text")
                    .definedBy("io.odonym.text..")
                    .layer("source")
                    .definedBy("io.odonym.source..")
                    .whereLayer("cli")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("http")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("geocode")
                    .mayOnlyBeAccessedByLayers("http", "cli")
                    .whereLayer("rank")
                    .mayOnlyBeAccessedByLayers("geocode")
                    .whereLayer("collect")
                    .mayOnlyBeAccessedByLayers("rank", "geocode")
                    .whereLayer("index")
                    .mayOnlyBeAccessedByLayers("collect", "rank", "geocode", "http", "cli")
                    .whereLayer("source")
                    .mayNotAccessAnyLayer()
                    .whereLayer("text")
                    .mayNotAccessAnyLayer();
}
