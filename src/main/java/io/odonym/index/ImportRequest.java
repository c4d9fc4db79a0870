package io.odonym.index;

import java.nio.file.Path;
import java.util.List;

/**
 * What to import.
 *
 * @param inputs files and folders
 * @param output the folder of the index
 * @param badLineShare so large a share of bad lines fails the import, 0 to 1
 * @param threads how many threads parse and index, besides the one that reads
 */
public record ImportRequest(List<Path> inputs, Path output, double badLineShare, int threads) {

    /** One bad line in a hundred is too many. */
    public static final double DEFAULT_BAD_LINE_SHARE = 0.01;
}
