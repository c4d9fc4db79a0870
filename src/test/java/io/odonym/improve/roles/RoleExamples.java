package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads example queries with a small gazetteer and returns the tokens that have a role. */
final class RoleExamples {

    private static final Map<String, List<String>> MUNICIPALITIES =
            Map.ofEntries(
                    Map.entry(
                            "paris",
                            List.of("75001", "75004", "75011", "75014", "75015", "75017", "75018")),
                    Map.entry("lyon", List.of("69002", "69003")),
                    Map.entry("marseille", List.of("13001", "13016")),
                    Map.entry("nice", List.of("06000")),
                    Map.entry("valbonne", List.of("06560")),
                    Map.entry("bourg en bresse", List.of("01000")),
                    Map.entry("hem", List.of("59510")),
                    Map.entry("ajaccio", List.of("20000")),
                    Map.entry("bastia", List.of("20200")),
                    Map.entry("cayenne", List.of("97300")),
                    Map.entry("nantes", List.of("44000")),
                    Map.entry("le mans", List.of("72000")),
                    Map.entry("pont de montvert sud mont lozere", List.of("48220")),
                    Map.entry("gap", List.of("05000")));

    static final Gazetteer GAZETTEER =
            new Gazetteer() {
                @Override
                public boolean isPostcode(String postcode) {
                    return MUNICIPALITIES.values().stream()
                            .anyMatch(postcodes -> postcodes.contains(postcode));
                }

                @Override
                public List<String> municipalityPostcodes(List<String> words) {
                    return MUNICIPALITIES.getOrDefault(String.join(" ", words), List.of());
                }
            };

    private RoleExamples() {}

    /** Returns the first reading of a query. */
    static QueryReading read(String query) {
        return QueryReading.read(query, GAZETTEER).getFirst();
    }

    /**
     * Returns the tokens of the first reading that have a role, separated by spaces. A range or
     * list of numbers is returned as it is written in the query.
     */
    static String tokens(String query, TokenRole role) {
        List<String> words = new ArrayList<>();
        for (RoleToken token : read(query).tokens()) {
            if (token.role() == role) {
                words.add(token.asked().isEmpty() ? token.text() : token.asked());
            }
        }
        return String.join(" ", words);
    }
}
