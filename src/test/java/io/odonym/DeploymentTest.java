package io.odonym;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.Configuration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Deployment files agree with the program: configuration keys, time-outs, alerts and metrics. */
class DeploymentTest {

    private static final Pattern VARIABLE =
            Pattern.compile("(ODONYM_[A-Z_]+)[\"=:, ]+(?:value: )?\"?([^\",} \\n]+)");

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    /** A variable of the program that a deployment file sets. */
    record Setting(String file, String variable, String value) {

        @Override
        public String toString() {
            return "%s: %s=%s".formatted(file, variable, value);
        }
    }

    static List<Setting> settings() throws IOException {
        List<Path> files = new ArrayList<>(files("k8s"));
        files.add(Path.of("docker-compose.yml"));
        List<Setting> settings = new ArrayList<>();
        for (Path file : files) {
            VARIABLE.matcher(Files.readString(file))
                    .results()
                    .filter(found -> !found.group(1).equals("ODONYM_IMAGE"))
                    .map(found -> new Setting(file.toString(), found.group(1), found.group(2)))
                    .distinct()
                    .forEach(settings::add);
        }
        return settings;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everyVariableIsAKeyWithAValidValue(Setting setting) {
        Configuration.read(Map.of(setting.variable(), setting.value()), Optional.empty());
    }

    @Test
    void deploymentsSetTheIndexAndTheDrainTimeout() throws IOException {
        assertThat(settings())
                .extracting(Setting::variable)
                .contains("ODONYM_DRAIN_TIMEOUT", "ODONYM_INDEX");
    }

    @Test
    void gracePeriodsCoverTheDrain() throws Exception {
        String deployment = read("k8s/base/deployment.yaml");
        int grace = number(deployment, "terminationGracePeriodSeconds: (\\d+)");
        int sleep = number(deployment, "sleep: \\{seconds: (\\d+)}");
        int limit = number(deployment, "ODONYM_DRAIN_TIMEOUT, value: \"(\\d+)\"");
        long delay = Configuration.standard().draining().delay().toSeconds();
        assertThat(sleep + delay + limit).isLessThan(grace);
        int compose = number(read("docker-compose.yml"), "stop_grace_period: (\\d+)s");
        assertThat(delay + Configuration.standard().draining().timeout().toSeconds())
                .isLessThan(compose);
    }

    private static int number(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyAlertHasARunbook() throws Exception {
        String operations = read("docs/operations.md");
        List<String> alerts =
                Pattern.compile("- alert: (\\w+)")
                        .matcher(read("k8s/monitoring/rules.yaml"))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(alerts).hasSizeGreaterThan(10);
        assertThat(alerts).allSatisfy(alert -> assertThat(operations).contains("#### " + alert));
    }

    @Test
    void metricsOfRulesAndDashboardsAreKnown() throws Exception {
        String known = read("docs/observability.md");
        List<String> texts = new ArrayList<>(List.of(read("k8s/monitoring/rules.yaml")));
        try (Stream<Path> files = Files.list(Path.of("k8s/monitoring/dashboards"))) {
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
        }
        Pattern metric =
                Pattern.compile("\\b((?:addok|odonym|http_server|jvm|process)_[a-z_]+)\\{?");
        List<String> names =
                texts.stream()
                        .flatMap(text -> metric.matcher(text).results())
                        .map(found -> found.group(1).replaceAll("_(bucket|count|sum|max)$", ""))
                        .distinct()
                        .toList();
        assertThat(names).hasSizeGreaterThan(20);
        assertThat(names)
                .allSatisfy(
                        name ->
                                assertThat(known)
                                        .as("docs/observability.md")
                                        .containsPattern("`" + name + "(_seconds)?`"));
    }
}
