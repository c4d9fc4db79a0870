package io.odonym.spark;

import io.odonym.text.Synonyms;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The location of an index and the synonyms that it was built with. Spark sends it to the executors
 * with each task.
 *
 * @param index a directory that exists on every node, an archive or a directory on a Hadoop file
 *     system, or a name that {@code --archives} defines
 * @param cache the directory for copies of the index on each node; empty for the default directory
 * @param synonyms the contents of the synonym files
 */
record IndexLocation(String index, String cache, List<SynonymFile> synonyms)
        implements Serializable {

    /** The Spark configuration key of the index that the SQL functions search. */
    static final String INDEX_KEY = "spark.odonym.index";

    /** The Spark configuration key of the directory for copies of the index. */
    static final String CACHE_KEY = "spark.odonym.cache";

    /** The Spark configuration key of the synonym files, separated by commas. */
    static final String SYNONYMS_KEY = "spark.odonym.synonyms";

    /**
     * The name and the lines of a synonym file, which exists only on the driver.
     *
     * @param name the path of the file, for error messages
     */
    record SynonymFile(String name, List<String> lines) implements Serializable {

        SynonymFile {
            lines = List.copyOf(lines);
        }
    }

    IndexLocation {
        Objects.requireNonNull(index);
        Objects.requireNonNull(cache);
        synonyms = List.copyOf(synonyms);
    }

    /**
     * Creates a location with the contents of the given synonym files.
     *
     * @throws IOException if a synonym file cannot be read
     */
    static IndexLocation read(String index, String cache, List<Path> synonyms) throws IOException {
        List<SynonymFile> files = new ArrayList<>();
        for (Path file : synonyms) {
            files.add(new SynonymFile(file.toString(), Files.readAllLines(file)));
        }
        return new IndexLocation(index, cache, files);
    }

    /** Returns the text analysis with these synonyms. The index must have been built with it. */
    TextAnalysis analysis() {
        Synonyms all = Synonyms.standard();
        for (SynonymFile file : synonyms) {
            all = all.with(file.name(), file.lines());
        }
        return TextAnalysis.with(all);
    }
}
