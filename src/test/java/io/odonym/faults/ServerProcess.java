package io.odonym.faults;

import io.odonym.testing.HttpTestClient;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The program in a separate process, which a test can kill. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final LinkedBlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private Optional<HttpTestClient> client = Optional.empty();
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Starts the program.
     *
     * @param shellCommands shell commands to run before, such as {@code ulimit -n 100}
     * @param jvmOptions the options of the JVM
     * @param arguments the arguments of the program
     */
    ServerProcess(String shellCommands, List<String> jvmOptions, String... arguments)
            throws IOException {
        this(System.getProperty("java.class.path"), shellCommands, jvmOptions, List.of(arguments));
    }

    private ServerProcess(
            String classPath, String shellCommands, List<String> jvmOptions, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        // A short-lived process starts faster with one compiler.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, "io.odonym.cli.Main"));
        command.addAll(arguments);
        List<String> shell =
                new ArrayList<>(List.of("sh", "-c", shellCommands + "; exec \"$@\"", "sh"));
        shell.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(shell).redirectErrorStream(true);
        // The warm-up would compete with the test for the processors.
        builder.environment().put("ODONYM_WARM_UP", "0");
        process = builder.start();
        Thread.ofVirtual().start(this::read);
    }

    /**
     * Starts a server on a free port.
     *
     * @param shellCommands shell commands to run before
     * @param jvmOptions the options of the JVM
     * @param arguments further arguments of {@code serve}
     */
    static ServerProcess serve(
            String shellCommands, List<String> jvmOptions, Path index, String... arguments)
            throws IOException {
        return new ServerProcess(
                System.getProperty("java.class.path"),
                shellCommands,
                jvmOptions,
                serving(index, arguments));
    }

    /** Starts a server on a free port from the packaged jar. */
    static ServerProcess serveJar(Path jar, String shellCommands, Path index) throws IOException {
        return new ServerProcess(jar.toString(), shellCommands, List.of(), serving(index));
    }

    private static List<String> serving(Path index, String... arguments) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "serve",
                                "--index",
                                index.toString(),
                                "--host",
                                "127.0.0.1",
                                "--port",
                                "0"));
        all.addAll(List.of(arguments));
        return all;
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
                unread.add(line);
            }
        } catch (IOException killed) {
            // The process was killed.
        } finally {
            ended.countDown();
        }
    }

    /** Waits for a line of output that matches; skips the lines before it. */
    String awaitLine(Predicate<String> predicate) throws InterruptedException {
        while (true) {
            String line = unread.poll(60, TimeUnit.SECONDS);
            if (line == null
                    || ended.getCount() == 0 && unread.isEmpty() && !predicate.test(line)) {
                throw new AssertionError("no such line in: " + output());
            }
            if (predicate.test(line)) {
                return line;
            }
        }
    }

    /** Waits until the server listens, and returns its port. */
    int port() throws InterruptedException {
        String line = awaitLine(text -> text.startsWith("odonym: listening on http://"));
        return Integer.parseInt(line.replaceAll(".*127\\.0\\.0\\.1:(\\d+):.*", "$1"));
    }

    /** Returns all output so far. */
    String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /** Waits until the process ends, and returns its exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + output());
        }
        ended.await();
        return process.exitValue();
    }

    /** Kills the process with SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Sends a signal, such as {@code TERM}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    /** Returns a client for the server; waits until it listens when first called. */
    HttpTestClient client() throws InterruptedException {
        if (client.isEmpty()) {
            client = Optional.of(HttpTestClient.of(port()));
        }
        return client.get();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
