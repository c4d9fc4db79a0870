package io.odonym.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.odonym.geocode.Indexes;
import io.odonym.index.store.IndexArchive;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The job on a cluster of a master and two workers, with executors in separate processes. A script
 * of ../shared starts the cluster. Requires target/odonym-spark.jar: run mvn package and then mvn
 * -Pcluster verify.
 */
@Tag("cluster")
class ClusterTest {

    private static final Path TOOL = Path.of("../shared/tools/spark.sh").toAbsolutePath();
    private static final Path JAR = Path.of("target/odonym-spark.jar").toAbsolutePath();

    /** Enough rows for about ten seconds, so that the test can kill processes during the job. */
    private static final int ROWS = 300_000;

    @TempDir private static Path folder;
    private static Path archive;
    private static Path input;
    private static Map<String, String> cluster = Map.of();

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.exists(TOOL), "../shared is not here");
        assumeTrue(Files.exists(JAR), "target/odonym-spark.jar has not been built");
        archive = folder.resolve("index.tar.zst");
        IndexArchive.pack(Indexes.of(folder, "Amiens"), archive, _ -> {});
        StringBuilder rows = new StringBuilder("n;adresse\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append(i)
                    .append(i % 3 == 0 ? ";rue du port amiens\n" : ";port de lile ")
                    .append(i % 3 == 0 ? "" : i + "\n");
        }
        input = Files.writeString(folder.resolve("rows.csv"), rows);
        assertThat(tool("start", "start", folder.resolve("cluster").toString()).waitFor()).isZero();
        Map<String, String> environment = new HashMap<>();
        for (String each : Files.readString(folder.resolve("cluster/env")).strip().split(" ")) {
            environment.put(each.split("=", 2)[0], each.split("=", 2)[1]);
        }
        cluster = environment;
    }

    @AfterAll
    static void stop() throws Exception {
        if (!cluster.isEmpty()) {
            tool("stop", "stop", folder.resolve("cluster").toString()).waitFor();
        }
    }

    private static Process tool(String log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(TOOL.toString()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log + ".log").toFile())
                .start();
    }

    private static Process job(String name, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "submit",
                                folder.resolve("cluster").toString(),
                                "--class",
                                GeocodeJob.class.getName(),
                                "--executor-memory",
                                "600m",
                                JAR.toString(),
                                "--input",
                                input.toString(),
                                "--output",
                                folder.resolve(name).toString(),
                                "--index-cache",
                                folder.resolve("cache").toString(),
                                "--columns",
                                "adresse",
                                "--partitions",
                                "20"));
        arguments.addAll(Arrays.asList(more));
        return tool(name, arguments.toArray(String[]::new));
    }

    private static String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    private static String rows(String name) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            for (Path part :
                    files.filter(file -> file.getFileName().toString().startsWith("part-"))
                            .sorted()
                            .toList()) {
                all.append(Files.readString(part));
            }
        }
        return all.toString();
    }

    @Test
    void killedExecutorsAndWorkersDoNotChangeTheOutput() throws Exception {
        assertThat(job("undisturbed", "--index", archive.toString()).waitFor())
                .as(log("undisturbed"))
                .isZero();
        String expected = rows("undisturbed");
        assertThat(expected.lines()).hasSize(ROWS + 20);
        assertThat(log("undisturbed")).contains("the index was copied to 1 node(s)");

        Process disturbed = job("disturbed", "--index", archive.toString());
        waitUntil(disturbed, () -> log("disturbed").contains("Finished task 2.0 in stage 2.0"));
        ProcessHandle firstWorker =
                ProcessHandle.of(Long.parseLong(cluster.get("WORKER1_PID"))).get();
        firstWorker.children().forEach(ProcessHandle::destroyForcibly);
        waitUntil(disturbed, () -> log("disturbed").contains("Finished task 6.0 in stage 2.0"));
        ProcessHandle secondWorker =
                ProcessHandle.of(Long.parseLong(cluster.get("WORKER2_PID"))).get();
        List<ProcessHandle> executors = secondWorker.children().toList();
        secondWorker.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
        assertThat(disturbed.waitFor()).as(log("disturbed")).isZero();
        assertThat(log("disturbed")).contains("Lost executor");
        assertThat(rows("disturbed")).isEqualTo(expected);
        assertThat(log("disturbed")).containsPattern("rows +300,000  100.00 %");
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Waits until the condition holds or the process ends. */
    private static void waitUntil(Process running, Condition condition) throws Exception {
        while (running.isAlive() && !condition.holds()) {
            running.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }
}
