package io.odonym.improve.rules;

import io.odonym.text.AsciiFolding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of the French municipalities with at least 10,000 inhabitants, from the file {@code
 * cities.txt}. An index of a part of France does not contain the other cities. The list then
 * distinguishes a city from the name of a street, such as "Lyon" from "Rue de Lyon".
 */
final class CityNames {

    private static final String RESOURCE = "cities.txt";
    private static final Set<String> NAMES = read();

    private CityNames() {}

    private static Set<String> read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                CityNames.class.getResourceAsStream(RESOURCE),
                                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> AsciiFolding.fold(line).replaceAll("[^a-z0-9]+", " ").strip())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether folded words, separated by spaces, are the name of a large city. */
    static boolean contains(String words) {
        return NAMES.contains(words);
    }
}
