package io.odonym.spark;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The contents of the two jars. Runs after the jars are packaged. */
@Tag("artifacts")
class ArtifactsTest {

    /** The packages of Odonym, and of libraries that Spark does not contain. */
    private static final List<String> ALLOWED =
            List.of(
                    "io/odonym/",
                    "de/siegmar/fastcsv/",
                    "io/micrometer/",
                    "io/opentelemetry/",
                    "io/prometheus/",
                    "net/gcardone/junidecode/",
                    "org/apache/lucene/",
                    "org/tartarus/snowball/");

    private static List<String> classes(String jar) throws IOException {
        try (ZipFile file = new ZipFile(Path.of("target", jar).toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
                    .toList();
        }
    }

    @Test
    void serverJarContainsNoSparkClasses() throws IOException {
        assertThat(classes("odonym.jar"))
                .contains("io/odonym/cli/Main.class", "io/odonym/index/store/IndexArchive.class")
                .noneMatch(name -> name.startsWith("io/odonym/spark/"))
                .noneMatch(name -> name.startsWith("org/apache/spark/"))
                .noneMatch(name -> name.startsWith("org/apache/hadoop/"))
                .noneMatch(name -> name.startsWith("scala/"));
    }

    @Test
    void sparkJarContainsNoClassesOfSparkAndNoServer() throws IOException {
        assertThat(classes("odonym-spark.jar"))
                .contains(
                        "io/odonym/spark/GeocodeJob.class",
                        "io/odonym/geocode/Geocoder.class",
                        "io/odonym/shaded/jackson/core/json/JsonFactory.class",
                        "io/odonym/shaded/picocli/CommandLine.class",
                        "org/apache/lucene/store/MMapDirectory.class")
                .noneMatch(name -> name.startsWith("io/odonym/http/"))
                .noneMatch(name -> name.startsWith("io/odonym/cli/"))
                .allMatch(name -> ALLOWED.stream().anyMatch(name::startsWith));
    }

    /** Helidon scans the whole jar at each start if the manifest of a module is missing. */
    @Test
    void serverJarContainsTheManifestsOfAllHelidonModules() throws IOException {
        try (ZipFile jar = new ZipFile(Path.of("target", "odonym.jar").toFile())) {
            List<String> moduleFiles =
                    jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.matches("META-INF/helidon/io\\.helidon[^/]+/.+"))
                            .toList();
            ZipEntry manifest = jar.getEntry("META-INF/helidon/manifest");
            String listed = new String(jar.getInputStream(manifest).readAllBytes(), UTF_8);
            assertThat(listed.lines().filter("#HELIDON MANIFEST#"::equals)).hasSizeGreaterThan(1);
            assertThat(listed.lines().filter(line -> line.startsWith("META-INF/")))
                    .containsExactlyInAnyOrderElementsOf(moduleFiles);
        }
    }
}
