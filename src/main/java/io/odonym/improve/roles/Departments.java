package io.odonym.improve.roles;

import io.odonym.text.AsciiFolding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The codes and names of the French departments (INSEE, Code officiel géographique). */
final class Departments {

    private static final String RESOURCE = "departments.tsv";
    private static final Map<String, String> CODES = new HashMap<>();
    private static final Map<String, String> CODES_BY_NAME = new HashMap<>();

    static {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Departments.class.getResourceAsStream(RESOURCE),
                                StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(Departments::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Departments() {}

    private static void add(String line) {
        String[] cells = line.split("\t");
        String code = cells[0].toLowerCase(Locale.ROOT);
        CODES.put(code, code);
        CODES_BY_NAME.put(AsciiFolding.fold(cells[1]), code);
    }

    /**
     * Returns whether a folded word is a department code. Also accepts "20", the former code of
     * Corsica, and "97", with which all overseas codes begin.
     */
    static boolean isCode(String word) {
        return CODES.containsKey(word) || word.equals("20") || word.equals("97");
    }

    /** Returns the code of the department with the given folded name. */
    static Optional<String> codeOf(String name) {
        return Optional.ofNullable(CODES_BY_NAME.get(name));
    }
}
