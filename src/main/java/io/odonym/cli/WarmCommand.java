package io.odonym.cli;

import io.odonym.text.TextAnalysis;

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

/** {@code odonym warm}. */
@Command(
        name = "warm",
        mixinStandardHelpOptions = true,
        description =
                "Runs real queries against an index: searches, typed words, points, a file. With"
                    + " --output it does so in a JVM of its own, which keeps the classes that it"
                    + " loaded in an AOT cache (JEP 514); java -XX:AOTCache=FILE then starts in a"
                    + " fraction of the time.")
final class WarmCommand implements Callable<Integer> {

    private static final int ROUNDS = 8;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
    private static final String LOOPBACK = "127.0.0.1";

    @Mixin private IndexOption index = new IndexOption();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the AOT cache goes (default: none is written).")
    private Optional<Path> output = Optional.empty();

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        TextAnalysis analysis = text.analysis();
        Path folder = index.folder(Optional.empty(), analysis);
        long start = System.nanoTime();
        if (output.isPresent()) {
            List<String> warm = new ArrayList<>(List.of("warm", "--index", folder.toString()));
            warm.addAll(text.arguments());
            long bytes = new AotCacheTraining(output.get()).run(warm);
            System.out.printf(
                    "%s: an AOT cache of %.1f MB in %.1f s%n",
                    output.get(), bytes / 1e6, (System.nanoTime() - start) / 1e9);
            return 0;
        }
        int requests = rehearse(folder);
        System.out.printf("%,d requests in %.1f s%n", requests, (System.nanoTime() - start) / 1e9);
        return 0;
    }

    /** Starts a server as an operator would, sends it requests, and ends it. */
    private int rehearse(Path folder) throws IOException, InterruptedException {
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
                        work -> new Thread(work, "server").start());
        TrainingWorkload rehearsal = new TrainingWorkload(LOOPBACK, port);
        while (!server.isDone() && !rehearsal.isAnswered()) {
            Thread.sleep(BETWEEN_TRIES);
        }
        int requests = 0;
        for (int round = 0; round < ROUNDS && !server.isDone(); round++) {
            requests += rehearsal.run();
        }
        if (server.isDone()) {
            throw new IOException("the server ended with exit code " + server.join());
        }
        ShutdownSignals.raise();
        server.join();
        return requests;
    }
}
