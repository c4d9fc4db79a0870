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
 * Maps words to synonyms of one or more words. A line of a synonym file, such as "av, ave =>
 * avenue", has the format of addok 1.3.2 (helpers/text.load_synonyms). Immutable.
 */
public final class Synonyms {

    private static final String ARROW = "=>";

    private final Map<String, List<String>> byWord;

    private Synonyms(Map<String, List<String>> byWord) {
        this.byWord = byWord;
    }

    /** Returns the standard synonyms, which are equivalent to those of addok-fr 1.1.0. */
    public static Synonyms standard() {
        Map<String, List<String>> byWord = new HashMap<>();
        int number = 0;
        for (String line : TextResources.lines("synonyms.txt")) {
            read(line, "synonyms.txt", ++number, byWord);
        }
        return new Synonyms(byWord);
    }

    /**
     * Returns a copy with the synonyms of a file, which override existing synonyms of the same
     * words.
     *
     * @throws IllegalArgumentException if a line is malformed; the message names the file and the
     *     line
     */
    public Synonyms with(Path file) throws IOException {
        return with(file.toString(), Files.readAllLines(file));
    }

    /**
     * Returns a copy with the synonyms in the lines of a file, which override existing synonyms of
     * the same words.
     *
     * @param file the file name for error messages
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

    /** Returns the words of a word's synonym; empty if the word has no synonym. */
    List<String> of(String word) {
        return byWord.getOrDefault(word, List.of());
    }

    /** Returns a checksum of all synonyms. */
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
