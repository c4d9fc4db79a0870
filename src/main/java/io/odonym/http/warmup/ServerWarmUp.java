package io.odonym.http.warmup;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.QueryTextVisibility;
import io.odonym.configuration.RequestLogOptions;
import io.odonym.geocode.Feature;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.http.GeocodingServer;
import io.odonym.telemetry.Telemetry;
import io.odonym.threads.LowPriorityThreads;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Sends generated requests to a server in this process until the JIT compiler is nearly idle.
 * Searches reach full speed only after about ten thousand of them have run. Without the warm-up,
 * the first clients would get slower responses.
 *
 * <p>The requests are sent through sockets to a second server on the loopback address, which shares
 * only the geocoder with the real server. The compiler therefore compiles the whole request path,
 * and the requests are not counted, logged or traced. The compiler treats code that has never run
 * as unreachable, and recompiles a method when such code runs for the first time. For this reason,
 * the warm-up uses more connections than there are processors and keeps opening new connections.
 * The warm-up pauses while the real server has in-flight requests. Figures: {@code
 * docs/design/warm-up.md}.
 */
public final class ServerWarmUp {

    private static final Logger LOG = System.getLogger(ServerWarmUp.class.getName());

    private static final RequestLogOptions NO_LOGGING =
            new RequestLogOptions(
                    false,
                    false,
                    false,
                    false,
                    0,
                    QueryTextVisibility.OFF,
                    QueryTextVisibility.OFF);

    private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();

    /** The number of sampled places. They take about 2 MB of heap during the warm-up. */
    private static final int SAMPLE_SIZE = 2_000;

    private static final int REQUESTS_PER_CONNECTION = 200;
    private static final int SERVER_ERROR = 500;

    /** How long the warm-up pauses before it checks again whether the real server is busy. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** The interval between two readings of the JIT compiler's total compilation time. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    /**
     * The compiler counts as idle if it uses less than this share of one processor in an interval.
     */
    private static final double MAX_IDLE_SHARE = 0.1;

    /**
     * The number of successive idle intervals that end the warm-up. One idle interval is not
     * enough: compiling a large method takes longer than an interval, and the compilation time of a
     * method is counted only when its compilation ends.
     */
    private static final int IDLE_INTERVALS = 2;

    private final List<Feature> places;
    private final int port;
    private final BooleanSupplier serverBusy;
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean stopped;

    private ServerWarmUp(List<Feature> places, int port, BooleanSupplier serverBusy) {
        this.places = places;
        this.port = port;
        this.serverBusy = serverBusy;
    }

    /**
     * Starts a warm-up on a background thread and returns immediately.
     *
     * @param server the real server
     * @param geocoder the geocoder of the real server
     * @param configuration the configuration of the real server; sets the maximum duration
     */
    public static void start(
            GeocodingServer server, ReloadableGeocoder geocoder, Configuration configuration) {
        // This thread has normal priority, because the threads of the second server inherit its
        // priority.
        Thread.ofPlatform()
                .daemon()
                .name("odonym-warm-up")
                .start(
                        () -> {
                            try {
                                // The delay lets clients that waited for the server to start send
                                // their requests first.
                                Thread.sleep(CHECK_INTERVAL);
                                LOG.log(Level.INFO, run(geocoder, configuration, server::isBusy));
                            } catch (RuntimeException failure) {
                                LOG.log(Level.WARNING, "warm-up failed", failure);
                            } catch (InterruptedException interrupted) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    /**
     * Runs a warm-up.
     *
     * @param serverBusy whether the real server has in-flight requests
     * @return a log message that describes the result
     */
    static String run(
            ReloadableGeocoder geocoder, Configuration configuration, BooleanSupplier serverBusy)
            throws InterruptedException {
        List<Feature> places = geocoder.samplePlaces(SAMPLE_SIZE);
        if (places.isEmpty()) {
            return "warm-up skipped: the index has no places";
        }
        Configuration unlogged =
                configuration.listeningOn(HOST, 0).logging(NO_LOGGING).withoutClientLimits();
        long start = System.nanoTime();
        try (Telemetry discarded = Telemetry.local();
                GeocodingServer server = GeocodingServer.start(geocoder, unlogged, discarded)) {
            int requests =
                    new ServerWarmUp(places, server.port(), serverBusy)
                            .sendRequests(configuration.warmUp());
            return "warm-up finished after %,d requests in %.1f s"
                    .formatted(requests, (System.nanoTime() - start) / 1e9);
        }
    }

    /**
     * Sends requests on several threads until the compiler is idle or the time limit is reached.
     *
     * @return the number of requests
     */
    private int sendRequests(Duration limit) throws InterruptedException {
        ThreadFactory lowPriority = LowPriorityThreads.factory("odonym-warm-up");
        List<Thread> threads = new ArrayList<>();
        for (int seed = 0; seed <= Runtime.getRuntime().availableProcessors(); seed++) {
            WarmUpRequests requests = new WarmUpRequests(places, seed);
            threads.add(lowPriority.newThread(() -> sendRequests(requests)));
        }
        threads.forEach(Thread::start);
        try {
            awaitIdleCompiler(limit);
        } finally {
            stopped = true;
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return sent.get();
    }

    private static void awaitIdleCompiler(Duration limit) throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long deadline = System.nanoTime() + limit.toNanos();
        long compilationMillis = compiler.getTotalCompilationTime();
        int idleIntervals = 0;
        while (idleIntervals < IDLE_INTERVALS && System.nanoTime() < deadline) {
            Thread.sleep(CHECK_INTERVAL);
            long previous = compilationMillis;
            compilationMillis = compiler.getTotalCompilationTime();
            boolean idle =
                    compilationMillis - previous < MAX_IDLE_SHARE * CHECK_INTERVAL.toMillis();
            idleIntervals = idle ? idleIntervals + 1 : 0;
        }
    }

    /**
     * Sends requests until the warm-up is stopped, and opens a new connection after a fixed number
     * of requests.
     */
    private void sendRequests(WarmUpRequests requests) {
        try {
            while (!stopped) {
                try (SocketHttpClient client = SocketHttpClient.connect(HOST, port)) {
                    for (int i = 0; i < REQUESTS_PER_CONNECTION && !stopped; i++) {
                        if (serverBusy.getAsBoolean()) {
                            Thread.sleep(PAUSE);
                        } else {
                            send(requests.next(), client);
                        }
                    }
                }
            }
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "warm-up failed", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(String request, SocketHttpClient client) throws IOException {
        int status = client.send(request);
        if (status >= SERVER_ERROR) {
            throw new IOException("the server responded with status " + status);
        }
        sent.incrementAndGet();
    }
}
