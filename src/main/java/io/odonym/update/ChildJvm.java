package io.odonym.update;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command of the program in another JVM with a larger heap. A server has a small heap, which
 * is not sufficient for the import of large files. The child process ends if this process is
 * terminated.
 */
public final class ChildJvm {

    /** The maximum heap of an import of all of France. */
    private static final String HEAP = "-Xmx1g";

    /** The heap of this process from which it can import files of any size, in bytes. */
    private static final long SUFFICIENT_HEAP = 900_000_000;

    /** The size of compressed files from which an import needs more than a server's heap. */
    private static final long LARGE_INPUT = 30_000_000;

    private ChildJvm() {}

    /**
     * Returns whether files are too large for an import in this process.
     *
     * @param inputBytes the size of the files, in bytes
     */
    public static boolean isNeeded(long inputBytes) {
        return inputBytes > LARGE_INPUT && Runtime.getRuntime().maxMemory() < SUFFICIENT_HEAP;
    }

    /**
     * Runs a command and copies its output to standard error.
     *
     * @param main the main class of the program
     * @param arguments the command and its options
     * @throws IOException if the command fails; the child process has printed the reason
     */
    public static void run(Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseParallelGC", HEAP));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Thread termination = new Thread(process::destroy, "end " + arguments.getFirst());
        Runtime.getRuntime().addShutdownHook(termination);
        try {
            process.getOutputStream().close();
            process.getInputStream().transferTo(System.err);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IOException(
                        "the import in process "
                                + process.pid()
                                + " failed with exit code "
                                + exitCode);
            }
        } finally {
            process.destroy();
            try {
                Runtime.getRuntime().removeShutdownHook(termination);
            } catch (IllegalStateException shuttingDown) {
                // The shutdown hook is running or has already run.
            }
        }
    }
}
