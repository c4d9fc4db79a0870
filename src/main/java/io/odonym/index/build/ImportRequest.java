package io.odonym.index.build;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What to import.
 *
 * @param inputs files and folders
 * @param output the folder of the index
 * @param badLineShare so large a share of bad lines fails the import, 0 to 1
 * @param threads how many threads parse and index, besides the one that reads
 * @param dataDate the date of the data; empty for that of the newest file
 * @param created when the index is said to be built; empty for the time when it is
 * @param base the folder of an index whose places come before those of the inputs; empty for none
 */
public record ImportRequest(
        List<Path> inputs,
        Path output,
        double maxBadLineRatio,
        int threads,
        Optional<LocalDate> dataDate,
        Optional<Instant> createdAt,
        Optional<Path> baseIndex) {

    /** One bad line in a hundred is too many. */
    public static final double DEFAULT_MAX_BAD_LINE_RATIO = 0.01;

    /** Of data as old as their newest file, built now. */
    public ImportRequest(List<Path> inputs, Path output, double badLineShare, int threads) {
        this(
                inputs,
                output,
                badLineShare,
                threads,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
