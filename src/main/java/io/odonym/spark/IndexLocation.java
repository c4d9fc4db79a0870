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
 * Where the executors find the index.
 *
 * @param index a folder that every node has, an archive or a folder on a Hadoop file system, or the
 *     name that {@code --archives} gives
 * @param cache the folder of a node that keeps what is brought to it; empty for a usual one
 * @param synonyms the texts of files of synonyms, as the index was built with
 */
record IndexLocation(String index, String cache, List<SynonymFile> synonyms)
        implements Serializable {

    /** The keys of Spark's configuration that name it for functions of SQL. */
    static final String INDEX_KEY = "spark.odonym.index";

    static final String CACHE_KEY = "spark.odonym.cache";
    static final String SYNONYMS_KEY = "spark.odonym.synonyms";

    /** A file that the executors need not have. */
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

    /** Reads the files of synonyms. */
    static IndexLocation of(String index, String cache, List<Path> synonyms) throws IOException {
        List<SynonymFile> files = new ArrayList<>();
        for (Path file : synonyms) {
            files.add(new SynonymFile(file.toString(), Files.readAllLines(file)));
        }
        return new IndexLocation(index, cache, files);
    }

    /** The analysis that the index has to be made with. */
    TextAnalysis analysis() {
        Synonyms all = Synonyms.standard();
        for (SynonymFile file : synonyms) {
            all = all.with(file.name(), file.lines());
        }
        return TextAnalysis.with(all);
    }
}
