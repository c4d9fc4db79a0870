package io.odonym.index.store;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Describes an index: its format, its origin, its size and the checksums of its files. Immutable.
 *
 * @param formatVersion version of the index format; see {@link IndexSchema#FORMAT_VERSION}
 * @param analysisVersion version of the text analysis that produced the tokens
 * @param created time at which the import finished, ISO 8601 in UTC
 * @param dataDate date of the newest source file, ISO 8601
 * @param sources names of the imported source files
 * @param documents number of indexed places (streets, localities, municipalities), excluding house
 *     numbers
 * @param houseNumbers number of house numbers
 * @param documentsByType number of indexed places by type, for example {@code street}
 * @param skippedLines number of invalid source lines that the import skipped
 * @param files size and checksum of each index file, by file name
 */
public record Manifest(
        int formatVersion,
        String analysisVersion,
        String created,
        String dataDate,
        List<String> sources,
        long documents,
        long houseNumbers,
        SortedMap<String, Long> documentsByType,
        long skippedLines,
        SortedMap<String, FileSum> files) {

    /**
     * The expected size and checksum of an index file.
     *
     * <p>The name of an index's data folder is computed from the {@link #toString} of this record,
     * so renaming the record or its components would rename the folders of unchanged indexes.
     *
     * @param bytes size in bytes
     * @param crc32c CRC-32C checksum, eight lower-case hexadecimal digits
     */
    public record FileSum(long bytes, String crc32c) {}

    public Manifest {
        Objects.requireNonNull(analysisVersion);
        Objects.requireNonNull(created);
        Objects.requireNonNull(dataDate);
    }

    /** Returns the total size of the index files, in bytes. */
    public long totalBytes() {
        return files.values().stream().mapToLong(FileSum::bytes).sum();
    }
}
