import io.odonym.geocode.Filters;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.SearchRequest;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Searches a mix of requests in one process on one thread: 60 % full addresses, 25 % typed
 * prefixes, 15 % street names alone, drawn with a fixed seed from a BAN addok export. No answer is
 * cached; every request is different or comes back only in the next round.
 *
 * <p>usage: java --enable-native-access=ALL-UNNAMED -cp target/odonym.jar benchmarks/MixRunner.java
 * INDEX DATA.ndjson[.gz] [ROUNDS]
 *
 * <p>Prints for each round searches a second, p50 and p99 in microseconds, and bytes allocated a
 * request; the rounds after the second are warm.
 */
public final class MixRunner {

    private static final int REQUESTS = 20_000;
    private static final Pattern STREET =
            Pattern.compile(
                    "\"name\": ?\"([^\"]+)\", ?\"postcode\": ?\"(\\d{5})\".*?\"city\":"
                            + " ?\\[?\"([^\"]+)\".*?\"housenumbers\": ?\\{\"([^\"]+)\"");

    private MixRunner() {}

    public static void main(String[] arguments) throws Exception {
        List<SearchRequest> mix = mix(Path.of(arguments[1]));
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 6;
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Geocoder geocoder = Geocoder.open(Path.of(arguments[0]))) {
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

    private static List<SearchRequest> mix(Path data) throws Exception {
        Random random = new Random(42);
        List<String[]> streets = new ArrayList<>();
        try (var in =
                        data.toString().endsWith(".gz")
                                ? new GZIPInputStream(Files.newInputStream(data))
                                : Files.newInputStream(data);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher street = STREET.matcher(line);
                if (street.find()) {
                    streets.add(
                            new String[] {
                                street.group(1), street.group(2), street.group(3), street.group(4)
                            });
                }
            }
        }
        List<SearchRequest> mix = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String[] street = streets.get(random.nextInt(streets.size()));
            String full = street[3] + " " + street[0] + " " + street[1] + " " + street[2];
            int kind = random.nextInt(100);
            if (kind < 60) {
                mix.add(request(full, false));
            } else if (kind < 85) {
                String typed = random.nextBoolean() ? full : street[0] + " " + street[2];
                mix.add(
                        request(
                                typed.substring(
                                        0,
                                        Math.min(
                                                typed.length(),
                                                3
                                                        + random.nextInt(
                                                                Math.max(1, typed.length() - 3)))),
                                true));
            } else {
                mix.add(request(street[0], false));
            }
        }
        return mix;
    }

    private static SearchRequest request(String query, boolean autocomplete) {
        return new SearchRequest(
                query.toLowerCase(Locale.ROOT),
                5,
                autocomplete,
                Optional.empty(),
                Filters.NONE,
                false);
    }
}
