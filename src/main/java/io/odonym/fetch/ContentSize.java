package io.odonym.fetch;

/**
 * The size of the uncompressed content of a file. Immutable.
 *
 * @param bytes the number of bytes
 * @param lines the number of line feeds
 */
record ContentSize(long bytes, long lines) {

    /** The share of the previous content that a new version must at least have. */
    private static final double MIN_SHARE = 0.9;

    private static final double PERCENT = 100;

    /** Returns whether a new version has lost more than a tenth of the lines or bytes. */
    boolean isTooSmallAfter(ContentSize previous) {
        return lines < MIN_SHARE * previous.lines || bytes < MIN_SHARE * previous.bytes;
    }

    /** Returns by how much the content shrank since a previous version, in percent. */
    double shrinkageSince(ContentSize previous) {
        double lostLines = 1 - (double) lines / Math.max(1, previous.lines);
        double lostBytes = 1 - (double) bytes / Math.max(1, previous.bytes);
        return PERCENT * Math.max(lostLines, lostBytes);
    }
}
