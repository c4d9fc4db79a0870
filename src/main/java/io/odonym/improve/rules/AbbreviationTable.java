package io.odonym.improve.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Abbreviations with a fixed meaning: street types (AFNOR XP Z 10-011 and the DGFiP's street types)
 * and titles. The file {@code abbreviations.tsv} lists them.
 */
final class AbbreviationTable {

    private static final String RESOURCE = "abbreviations.tsv";
    private static final Map<String, List<List<String>>> EXPANSIONS = read();

    private AbbreviationTable() {}

    private static Map<String, List<List<String>>> read() {
        Map<String, List<List<String>>> expansions = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                AbbreviationTable.class.getResourceAsStream(RESOURCE),
                                StandardCharsets.UTF_8))) {
            for (String line : lines.lines().filter(each -> !each.startsWith("#")).toList()) {
                String[] cells = line.split("\t");
                expansions
                        .computeIfAbsent(cells[0], _ -> new ArrayList<>())
                        .add(List.of(cells[1].split(" ")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(expansions);
    }

    /** Returns the phrases that a folded word abbreviates, each as a list of words. */
    static List<List<String>> expansions(String word) {
        return EXPANSIONS.getOrDefault(word, List.of());
    }

    /** Returns whether a folded word abbreviates a single word. */
    static boolean standsFor(String word, String expansion) {
        for (List<String> phrase : expansions(word)) {
            if (phrase.size() == 1 && phrase.getFirst().equals(expansion)) {
                return true;
            }
        }
        return false;
    }
}
