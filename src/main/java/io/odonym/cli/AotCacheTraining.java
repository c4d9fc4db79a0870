package io.odonym.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of this program in a JVM of its own that writes an AOT cache (JEP 514). The cache is of use
 * to the same JVM with the same jar and garbage collector; hence the options of this JVM are handed
 * on.
 */
final class AotCacheTraining {

    /** What the JVM that writes a cache must not be told: that it has one. */
    private static final String CACHE = "-XX:AOT";

    /**
     * Leaves out how often which code ran (JEP 515), by which HotSpot 25 compiles more, and what
     * matters later, however long the training: without it a server under full load on two
     * processors answers 1.5 times as many requests in its first half minute and is at its best
     * after 20 s instead of 40; the first answer comes as soon. Measured in turn, 2026-11-28.
     */
    private static final List<String> NO_PROFILES =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

    private final Path cache;

    AotCacheTraining(Path cache) {
        this.cache = cache;
    }

    /**
     * Runs a command. The cache takes its name once it is whole.
     *
     * @return how many bytes the cache has
     * @throws IOException where it fails; the message ends with what the JVM said
     */
    long run(List<String> arguments) throws IOException, InterruptedException {
        Path aside = cache.resolveSibling(cache.getFileName() + ".part");
        Path said = Files.createTempFile("odonym", ".log");
        try {
            Process process =
                    new ProcessBuilder(command(aside, arguments))
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            int exit = process.waitFor();
            if (exit != 0 || !Files.exists(aside)) {
                throw new IOException(
                        "no AOT cache came about (exit code "
                                + exit
                                + "): "
                                + Files.readString(said, StandardCharsets.UTF_8).strip());
            }
            Files.move(aside, cache, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(cache);
        } finally {
            Files.deleteIfExists(aside);
            Files.deleteIfExists(said);
        }
    }

    private static List<String> command(Path output, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith(CACHE))
                .forEach(command::add);
        command.addAll(NO_PROFILES);
        command.add("-XX:AOTCacheOutput=" + output);
        // The class path has to be the very same, hence -jar where we were started so.
        String path = System.getProperty("java.class.path");
        command.addAll(
                path.endsWith(".jar")
                        ? List.of("-jar", path)
                        : List.of("-cp", path, Main.class.getName()));
        command.addAll(arguments);
        return command;
    }
}
