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
 * Words that are looked up as one or several others, as addok reads them (1.3.2,
 * helpers/text.load_synonyms): "av, ave => avenue".
 *
 * <p>Immutable.
 */
public final class Synonyms {

    private static final String ARROW = "=>";

    private final Map<String, List<String>> byWord;

    private Synonyms(Map<String, List<String>> byWord) {
        this.byWord = byWord;
    }

    /** Those that come with the program; the same effect as addok-fr 1.1.0's. */
    public static Synonyms standard() {
        Map<String, List<String>> byWord = new HashMap<>();
        int number = 0;
        for (String line : TextResources.lines("synonyms.txt")) {
            read(line, "synonyms.txt", ++number, byWord);
        }
        return new Synonyms(byWord);
    }

    /**
     * These and those of a file, whose lines come after these and replace them.
     *
     * @throws IllegalArgumentException where a line is no synonym; it names file and line
     */
    public Synonyms with(Path file) throws IOException {
        return with(file.toString(), Files.readAllLines(file));
    }

    /**
     * The same with the lines of a file that was read elsewhere.
     *
     * @param file its name, for messages
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
        String wanted = arrow < 0 ? "" : line.substring(arrow + ARROW.length()).strip();
        if (wanted.isEmpty() || wanted.contains(ARROW)) {
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
                byWord.put(word.strip(), List.of(wanted.split("\\s+")));
            }
        }
    }

    /** What a word stands for; nothing where it has no synonym. */
    List<String> of(String word) {
        return byWord.getOrDefault(word, List.of());
    }

    /** Changes with any of the synonyms. */
    String checksum() {
        CRC32C crc = new CRC32C();
        new TreeMap<>(byWord)
                .forEach(
                        (word, wanted) ->
                                crc.update(
                                        (word + wanted)
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8)));
        return "%08x".formatted(crc.getValue());
    }
}
