package io.odonym.cli;

import io.odonym.options.TextAnalysisOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** {@code odonym warm}: runs a training workload, and can write an AOT cache. */
@Command(
        name = "warm",
        mixinStandardHelpOptions = true,
        description =
                "Runs sample requests against an index: searches, typed prefixes, reverse searches"
                    + " and CSV files. With --output, a separate JVM runs the requests and stores"
                    + " the loaded classes in an AOT cache (JEP 514). The server starts faster if"
                    + " the JVM option -XX:AOTCache=FILE names this cache.")
final class WarmCommand implements Callable<Integer> {

    private static final int ROUNDS = 8;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final String LOOPBACK = "127.0.0.1";

    @Mixin private IndexOption index = new IndexOption();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file of the AOT cache to create (default: none).")
    private Optional<Path> output = Optional.empty();

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = index.resolve(text);
        long start = System.nanoTime();
        if (output.isPresent()) {
            List<String> command = new ArrayList<>(List.of("warm", "--index", folder.toString()));
            command.addAll(text.arguments());
            long bytes = new AotCacheTraining(output.get()).run(command);
            System.out.printf(
                    "%s: AOT cache of %.1f MB created in %.1f s%n",
                    output.get(), bytes / 1e6, (System.nanoTime() - start) / 1e9);
            return 0;
        }
        int requests = runWorkload(folder);
        System.out.printf("%,d requests in %.1f s%n", requests, (System.nanoTime() - start) / 1e9);
        return 0;
    }

    /**
     * Runs the serve command in this process, sends requests to it, and ends it with SIGTERM.
     *
     * @return the number of requests
     */
    private int runWorkload(Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> serve = new ArrayList<>(List.of("serve", "--index", folder.toString()));
        serve.addAll(List.of("--host", LOOPBACK, "--port", Integer.toString(port)));
        serve.addAll(text.arguments());
        CompletableFuture<Integer> server =
                CompletableFuture.supplyAsync(
                        () -> Main.run(serve.toArray(String[]::new)),
                        task -> new Thread(task, "server").start());
        TrainingWorkload workload = new TrainingWorkload(LOOPBACK, port);
        while (!server.isDone() && !workload.isServerResponding()) {
            Thread.sleep(POLL_INTERVAL);
        }
        int requests = 0;
        for (int round = 0; round < ROUNDS && !server.isDone(); round++) {
            requests += workload.run();
        }
        if (server.isDone()) {
            throw new IOException("the server stopped with exit code " + server.join());
        }
        ShutdownSignals.raiseTerminate();
        server.join();
        return requests;
    }
}
