package io.odonym.cli;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates an AOT cache (JEP 514) by running a command of this program in a separate JVM. A JVM can
 * use the cache only with the same jar, Java version and garbage collector. The training JVM
 * therefore gets the same options as this JVM.
 */
final class AotCacheTraining {

    /** The prefix of the JVM options for AOT caches, which are not passed to the training JVM. */
    private static final String AOT_OPTION_PREFIX = "-XX:AOT";

    /**
     * JVM options that exclude the profiles of JEP 515 from the cache. With these profiles, HotSpot
     * 25 compiles more code in the first 30 seconds, and the server answers fewer requests during
     * this time. See docs/design/start.md.
     */
    private static final List<String> WITHOUT_PROFILES =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

    private final Path cache;

    /** Creates an instance that writes the given cache file. */
    AotCacheTraining(Path cache) {
        this.cache = cache;
    }

    /**
     * Runs a command in a training JVM and writes the cache to a temporary file, which replaces the
     * cache file if the training succeeds.
     *
     * @param arguments the command of this program and its options
     * @return the size of the cache in bytes
     * @throws IOException if the training fails; the message contains the output of the JVM
     */
    long run(List<String> arguments) throws IOException, InterruptedException {
        Path temporary = cache.resolveSibling(cache.getFileName() + ".part");
        try {
            Process process =
                    new ProcessBuilder(command(temporary, arguments))
                            .redirectErrorStream(true)
                            .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0 || !Files.exists(temporary)) {
                throw new IOException(
                        "the AOT cache could not be created (exit code "
                                + exitCode
                                + "): "
                                + output.strip());
            }
            Files.move(temporary, cache, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(cache);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static List<String> command(Path output, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith(AOT_OPTION_PREFIX))
                .forEach(command::add);
        command.addAll(WITHOUT_PROFILES);
        command.add("-XX:AOTCacheOutput=" + output);
        // The JVM rejects a cache that was created with a different class path. The training JVM is
        // therefore started with -jar only if this JVM was started with -jar.
        String classPath = System.getProperty("java.class.path");
        command.addAll(
                classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)
                        ? List.of("-jar", classPath)
                        : List.of("-cp", classPath, Main.class.getName()));
        command.addAll(arguments);
        return command;
    }
}
