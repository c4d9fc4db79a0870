package io.odonym.benchmarks;

import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.geocode.SearchRequest;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs the searches of the {@link Mix} in one process on one thread. Responses are not cached. Each
 * request runs once per round.
 *
 * <p>usage: java --enable-native-access=ALL-UNNAMED -cp target/odonym.jar benchmarks/MixRunner.java
 * INDEX DATA.ndjson[.gz] [ROUNDS]
 *
 * <p>Prints, for each round, the searches per second, the p50 and p99 in microseconds, and the
 * allocated bytes per request. The first two rounds are warm-up rounds.
 */
public final class MixRunner {

    private MixRunner() {}

    public static void main(String[] arguments) throws Exception {
        List<SearchRequest> mix = Mix.of(Path.of(arguments[1]));
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 6;
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(Path.of(arguments[0]))) {
            for (int round = 1; round <= rounds; round++) {
                long[] nanoseconds = new long[mix.size()];
                long allocated = threads.getCurrentThreadAllocatedBytes();
                long start = System.nanoTime();
                long features = 0;
                for (int i = 0; i < nanoseconds.length; i++) {
                    long before = System.nanoTime();
                    features += geocoder.search(mix.get(i)).features().size();
                    nanoseconds[i] = System.nanoTime() - before;
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
                Arrays.sort(nanoseconds);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %,.0f searches/s, p50 %.0f us, p99 %.0f us, %,d bytes a request,"
                                + " %.2f features%n",
                        round,
                        mix.size() / seconds,
                        nanoseconds[mix.size() / 2] / 1e3,
                        nanoseconds[mix.size() * 99 / 100] / 1e3,
                        allocated / mix.size(),
                        (double) features / mix.size());
            }
        }
    }
}
