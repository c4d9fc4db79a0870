package io.odonym.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The program in a process of its own, which can be killed. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final LinkedBlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Starts it.
     *
     * @param limits shell commands that go before, such as {@code ulimit -n 100}
     * @param options of the JVM
     */
    ServerProcess(String limits, List<String> options, String... arguments) throws IOException {
        this(System.getProperty("java.class.path"), limits, options, List.of(arguments));
    }

    private ServerProcess(
            String classPath, String limits, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, "io.odonym.cli.Main"));
        command.addAll(arguments);
        List<String> shell = new ArrayList<>(List.of("sh", "-c", limits + "; exec \"$@\"", "sh"));
        shell.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(shell).redirectErrorStream(true);
        // What a test waits for is not to share the processors with it.
        builder.environment().put("ODONYM_WARM_UP", "0");
        process = builder.start();
        Thread.ofVirtual().start(this::read);
    }

    /**
     * Starts a server on a free port.
     *
     * @param limits as of the constructor
     * @param options of the JVM
     */
    static ServerProcess serve(String limits, List<String> options, Path index, String... arguments)
            throws IOException {
        return new ServerProcess(
                System.getProperty("java.class.path"), limits, options, serving(index, arguments));
    }

    /** Starts a server on a free port from the jar that people run. */
    static ServerProcess serveJar(Path jar, String limits, Path index) throws IOException {
        return new ServerProcess(jar.toString(), limits, List.of(), serving(index));
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
            // Its end is what the test is about.
        } finally {
            ended.countDown();
        }
    }

    /** Waits for a line that it prints. */
    String line(Predicate<String> wanted) throws InterruptedException {
        while (true) {
            String line = unread.poll(60, TimeUnit.SECONDS);
            if (line == null || ended.getCount() == 0 && unread.isEmpty() && !wanted.test(line)) {
                throw new AssertionError("no such line in " + output());
            }
            if (wanted.test(line)) {
                return line;
            }
        }
    }

    /** Waits until it serves, and tells the port. */
    int port() throws InterruptedException {
        String line = line(text -> text.startsWith("odonym: listening on http://"));
        return Integer.parseInt(line.replaceAll(".*127\\.0\\.0\\.1:(\\d+):.*", "$1"));
    }

    /** Everything that it printed. */
    String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /** Waits for its end. */
    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("goes on for ever: " + output());
        }
        ended.await();
        return process.exitValue();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** A signal by its name. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
