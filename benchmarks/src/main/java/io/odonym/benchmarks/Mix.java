package io.odonym.benchmarks;

import io.odonym.geocode.SearchRequest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A mix of requests: 60 % full addresses, 25 % typed prefixes and 15 % street names, drawn with a
 * fixed seed from a BAN addok export.
 */
final class Mix {

    private static final int REQUESTS = 20_000;
    private static final Pattern STREET =
            Pattern.compile(
                    "\"name\": ?\"([^\"]+)\", ?\"postcode\": ?\"(\\d{5})\".*?\"city\":"
                            + " ?\\[?\"([^\"]+)\".*?\"housenumbers\": ?\\{\"([^\"]+)\"");

    private Mix() {}

    /** Returns the requests. The same data always gives the same requests. */
    static List<SearchRequest> of(Path data) throws IOException {
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
        return SearchRequest.of(query.toLowerCase(Locale.ROOT), 5).withAutocomplete(autocomplete);
    }
}
