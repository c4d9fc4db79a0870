package io.odonym.index.build;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of an import.
 *
 * @param inputs the files and directories to import
 * @param output the index directory
 * @param maxBadLineRatio the maximum share of bad lines, from 0 to 1; the import fails if the share
 *     is larger and there are more than 20 bad lines. 0 permits none.
 * @param threads the number of threads that parse and index places, in addition to the reading
 *     thread
 * @param dataDate the date of the data; if empty, {@link DataDateFinder} determines it
 * @param createdAt the build time to record in the manifest; if empty, the current time
 * @param baseIndex the directory of an index whose places are imported before the inputs
 */
public record ImportRequest(
        List<Path> inputs,
        Path output,
        double maxBadLineRatio,
        int threads,
        Optional<LocalDate> dataDate,
        Optional<Instant> createdAt,
        Optional<Path> baseIndex) {

    /** The default maximum share of bad lines: one percent. */
    public static final double DEFAULT_MAX_BAD_LINE_RATIO = 0.01;

    /** Creates a request with the default dates and no base index. */
    public ImportRequest(List<Path> inputs, Path output, double maxBadLineRatio, int threads) {
        this(
                inputs,
                output,
                maxBadLineRatio,
                threads,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
