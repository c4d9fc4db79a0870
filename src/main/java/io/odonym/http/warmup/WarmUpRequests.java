package io.odonym.http.warmup;

import io.odonym.geocode.Feature;
import io.odonym.model.JsonObject;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Generates requests for places in an index. On average, six of twelve requests search for a
 * complete address, two for the beginning of an address, one for a name, one for a misspelt
 * address, and two are reverse searches. The sequence depends only on the seed. Not thread-safe.
 */
final class WarmUpRequests {

    private static final int MAX_HOUSE_NUMBER = 99;
    private static final int KINDS = 12;

    private final List<Feature> places;
    private final Random random;

    /**
     * Creates a generator.
     *
     * @param places the places to search for; at least one
     */
    WarmUpRequests(List<Feature> places, long seed) {
        this.places = places;
        this.random = new Random(seed);
    }

    /** Returns the next request: a complete HTTP/1.1 request without a body. */
    String next() {
        return "GET " + path() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private String path() {
        Feature place = places.get(random.nextInt(places.size()));
        JsonObject properties = place.properties();
        String name = properties.text("name");
        String city = properties.text("city");
        String address = 1 + random.nextInt(MAX_HOUSE_NUMBER) + " " + name + " " + city;
        String withPostcode = address + " " + properties.text("postcode");
        String point = "lat=" + place.latitude() + "&lon=" + place.longitude();
        return switch (random.nextInt(KINDS)) {
            case 0 -> search(withPostcode) + "&autocomplete=0";
            case 1 -> search(withPostcode.toUpperCase(Locale.ROOT)) + "&autocomplete=0";
            case 2 -> search(withPostcode);
            case 3, 4, 5 -> search(address);
            case 6 -> search(beginning(address));
            case 7 -> search(beginning(address)) + "&" + point;
            case 8 -> search(name);
            case 9 -> search(misspell(address)) + "&autocomplete=0";
            default -> "/reverse?" + point;
        };
    }

    private static String search(String text) {
        return "/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String beginning(String text) {
        return text.substring(0, 1 + random.nextInt(text.length()));
    }

    private String misspell(String text) {
        return new StringBuilder(text).deleteCharAt(random.nextInt(text.length())).toString();
    }
}
