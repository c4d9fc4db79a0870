package io.odonym.http.warmup;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.QueryTextVisibility;
import io.odonym.configuration.RequestLogOptions;
import io.odonym.geocode.Feature;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.http.GeocodingServer;
import io.odonym.telemetry.Telemetry;
import io.odonym.threads.LowPriorityThreads;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Asks for places of the index until the compiler has little left to do: it has to see a search
 * some ten thousand times before the search is as quick as it gets, and those who ask first would
 * wait for that.
 *
 * <p>It asks a server of its own beside the one that people ask, over sockets, so that all of what
 * a request goes through is compiled and nothing of it is counted, logged or traced. It does so on
 * more connections than there are processors and begins new ones all the time, since what the
 * compiler has never seen it takes for impossible, and compiles again once it happens. It waits
 * while people ask: then they warm the server up.
 */
public final class ServerWarmUp {

    private static final Logger LOG = System.getLogger(ServerWarmUp.class.getName());

    private static final RequestLogOptions SILENT =
            new RequestLogOptions(
                    false,
                    false,
                    false,
                    false,
                    0,
                    QueryTextVisibility.OFF,
                    QueryTextVisibility.OFF);

    /** Some 2 MB on the heap meanwhile. */
    private static final int PLACES = 2_000;

    private static final int REQUESTS_A_CONNECTION = 200;

    /** How long it waits where people ask. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** How often it looks whether the compiler still has much to do. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** The compiler's share of a processor between two looks at which it has little to do. */
    private static final double LITTLE = 0.1;

    /** A large method takes longer than a look, and is counted when it is done. */
    private static final int LOOKS_WITH_LITTLE = 2;

    private final List<Feature> places;
    private final int port;
    private final BooleanSupplier others;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean enough;

    private ServerWarmUp(List<Feature> places, int port, BooleanSupplier others) {
        this.places = places;
        this.port = port;
        this.others = others;
    }

    /**
     * Begins, and returns at once.
     *
     * @param server what people ask
     * @param geocoder what that server asks
     * @param options how that server is set
     */
    public static void begin(
            GeocodingServer server, ReloadableGeocoder geocoder, Configuration options) {
        // No patient thread: what a server begins would be as patient as who begins the server.
        Thread.ofPlatform()
                .daemon()
                .name("odonym-warm-up")
                .start(
                        () -> {
                            try {
                                // Whoever waited for the server comes first.
                                Thread.sleep(LOOK);
                                LOG.log(Level.INFO, run(geocoder, options, server::isAsked));
                            } catch (RuntimeException failed) {
                                LOG.log(Level.WARNING, "the warm-up ended early", failed);
                            } catch (InterruptedException ended) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    /**
     * Warms up.
     *
     * @param others whether people ask at this moment
     * @return what it did, in words
     */
    static String run(ReloadableGeocoder geocoder, Configuration options, BooleanSupplier others)
            throws InterruptedException {
        List<Feature> places = geocoder.sample(PLACES);
        if (places.isEmpty()) {
            return "there is no place to warm up with";
        }
        Configuration silent =
                options.listeningOn(InetAddress.getLoopbackAddress().getHostAddress(), 0)
                        .logging(SILENT);
        long start = System.nanoTime();
        try (Telemetry unseen = Telemetry.local();
                GeocodingServer twin = GeocodingServer.start(geocoder, silent, unseen)) {
            int requests = new ServerWarmUp(places, twin.port(), others).ask(options.warmUp());
            return "warm after %,d requests of its own in %.1f s"
                    .formatted(requests, (System.nanoTime() - start) / 1e9);
        }
    }

    /** Asks until it is enough; tells how often it did. */
    private int ask(Duration limit) throws InterruptedException {
        ThreadFactory patient = LowPriorityThreads.factory("odonym-warm-up");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
            WarmUpRequests requests = new WarmUpRequests(places, i);
            threads.add(patient.newThread(() -> ask(requests)));
        }
        threads.forEach(Thread::start);
        try {
            awaitCompiler(limit);
        } finally {
            enough = true;
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return asked.get();
    }

    private static void awaitCompiler(Duration limit) throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long end = System.nanoTime() + limit.toNanos();
        long compiled = compiler.getTotalCompilationTime();
        int calm = 0;
        while (calm < LOOKS_WITH_LITTLE && System.nanoTime() < end) {
            Thread.sleep(LOOK);
            long before = compiled;
            compiled = compiler.getTotalCompilationTime();
            calm = compiled - before < LITTLE * LOOK.toMillis() ? calm + 1 : 0;
        }
    }

    /** Asks on one connection after another. */
    private void ask(WarmUpRequests requests) {
        try {
            while (!enough) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    InputStream answers = new BufferedInputStream(socket.getInputStream());
                    for (int i = 0; i < REQUESTS_A_CONNECTION && !enough; i++) {
                        if (others.getAsBoolean()) {
                            Thread.sleep(PAUSE);
                        } else {
                            String request = requests.next();
                            socket.getOutputStream()
                                    .write(request.getBytes(StandardCharsets.UTF_8));
                            skip(answers);
                            asked.incrementAndGet();
                        }
                    }
                }
            }
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "the warm-up ended early", failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads one answer to its end. */
    private static void skip(InputStream answers) throws IOException {
        String status = line(answers);
        if (status.startsWith("HTTP/1.1 5")) {
            throw new IOException("answered " + status);
        }
        String length = "content-length: ";
        long bytes = 0;
        for (String line = line(answers); !line.isEmpty(); line = line(answers)) {
            if (line.regionMatches(true, 0, length, 0, length.length())) {
                bytes = Long.parseLong(line.substring(length.length()));
            }
        }
        answers.skipNBytes(bytes);
    }

    private static String line(InputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = answers.read(); letter != '\n'; letter = answers.read()) {
            if (letter < 0) {
                throw new IOException("the answer ends early");
            }
            line.append((char) letter);
        }
        return line.toString().strip();
    }
}
