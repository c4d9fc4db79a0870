package io.odonym.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Synonyms, each of one or several words, in addok's format "av, ave => avenue" (1.3.2,
 * helpers/text.load_synonyms). Immutable.
 */
public final class Synonyms {

    private static final String ARROW = "=>";

    private final Map<String, List<String>> byWord;

    private Synonyms(Map<String, List<String>> byWord) {
        this.byWord = byWord;
    }

    /** The default synonyms, equivalent to addok-fr 1.1.0's. */
    public static Synonyms standard() {
        Map<String, List<String>> byWord = new HashMap<>();
        int number = 0;
        for (String line : TextResources.lines("synonyms.txt")) {
            read(line, "synonyms.txt", ++number, byWord);
        }
        return new Synonyms(byWord);
    }

    /**
     * These synonyms, extended and overridden by those of a file.
     *
     * @throws IllegalArgumentException if a line is malformed; the message names file and line
     */
    public Synonyms with(Path file) throws IOException {
        return with(file.toString(), Files.readAllLines(file));
    }

    /**
     * These synonyms, extended and overridden by the lines of a file.
     *
     * @param file name of the file, for messages
     */
    public Synonyms with(String file, List<String> lines) {
        Map<String, List<String>> more = new HashMap<>(byWord);
        int number = 0;
        for (String line : lines) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                read(line, file, number, more);
            }
        }
        return new Synonyms(more);
    }

    private static void read(
            String line, String file, int number, Map<String, List<String>> byWord) {
        int arrow = line.indexOf(ARROW);
        String replacement = arrow < 0 ? "" : line.substring(arrow + ARROW.length()).strip();
        if (replacement.isEmpty() || replacement.contains(ARROW)) {
            throw new IllegalArgumentException(
                    file
                            + ", line "
                            + number
                            + ": expected \"word, word => replacement\", found \""
                            + line
                            + "\"");
        }
        for (String word : line.substring(0, arrow).split(",")) {
            if (!word.isBlank()) {
                byWord.put(word.strip(), List.of(replacement.split("\\s+")));
            }
        }
    }

    /** The words of a word's synonym; empty if it has none. */
    List<String> of(String word) {
        return byWord.getOrDefault(word, List.of());
    }

    /** A checksum of all synonyms. */
    String checksum() {
        CRC32C crc = new CRC32C();
        new TreeMap<>(byWord)
                .forEach(
                        (word, replacement) ->
                                crc.update(
                                        (word + replacement)
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8)));
        return "%08x".formatted(crc.getValue());
    }
}
