package io.odonym.http.warmup;

import io.odonym.geocode.Feature;
import io.odonym.model.Attributes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Requests for places of an index, in the ways that people ask: of twelve six whole addresses, two
 * typed beginnings, a name alone, a misspelt one, and two points. Drawn by chance from a seed, so
 * that two starts ask the same. One thread at a time.
 */
final class WarmUpRequests {

    private static final int LARGEST_NUMBER = 99;

    private final List<Feature> places;
    private final Random chance;

    /**
     * Requests.
     *
     * @param places what is asked for; at least one
     */
    WarmUpRequests(List<Feature> places, long seed) {
        this.places = places;
        this.chance = new Random(seed);
    }

    /** A request of HTTP/1.1, whole. */
    String next() {
        return "GET " + path() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private String path() {
        Feature place = places.get(chance.nextInt(places.size()));
        Attributes keys = place.properties();
        String name = keys.text("name");
        String city = keys.text("city");
        String whole = 1 + chance.nextInt(LARGEST_NUMBER) + " " + name + " " + city;
        String withPostcode = whole + " " + keys.text("postcode");
        String point = "lat=" + place.latitude() + "&lon=" + place.longitude();
        return switch (chance.nextInt(12)) {
            case 0 -> search(withPostcode) + "&autocomplete=0";
            case 1 -> search(withPostcode.toUpperCase(Locale.ROOT)) + "&autocomplete=0";
            case 2 -> search(withPostcode);
            case 3, 4, 5 -> search(whole);
            case 6 -> search(beginning(whole));
            case 7 -> search(beginning(whole)) + "&" + point;
            case 8 -> search(name);
            case 9 -> search(misspelt(whole)) + "&autocomplete=0";
            default -> "/reverse?" + point;
        };
    }

    private static String search(String text) {
        return "/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String beginning(String text) {
        return text.substring(0, 1 + chance.nextInt(text.length()));
    }

    private String misspelt(String text) {
        return new StringBuilder(text).deleteCharAt(chance.nextInt(text.length())).toString();
    }
}
