package io.odonym.index.store;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Describes an index: its format, its origin, its size and the checksums of its files. Immutable.
 *
 * @param formatVersion the version of the index format; see {@link IndexSchema#FORMAT_VERSION}
 * @param analysisVersion the version of the text analysis that produced the tokens
 * @param created the time at which the import finished, in ISO 8601 format and UTC
 * @param dataDate the date of the data, and where it comes from
 * @param sources the names of the imported source files
 * @param documents the number of indexed places (streets, localities, municipalities), excluding
 *     house numbers
 * @param houseNumbers the number of house numbers
 * @param documentsByType the number of indexed places by type, for example {@code street}
 * @param skippedLines the number of bad source lines that the import skipped
 * @param files the size and checksum of each index file, by file name
 */
public record IndexManifest(
        int formatVersion,
        String analysisVersion,
        String created,
        DataDate dataDate,
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
     * @param bytes the size in bytes
     * @param crc32c the CRC-32C checksum as eight lower-case hexadecimal digits
     */
    public record FileSum(long bytes, String crc32c) {}

    public IndexManifest {
        Objects.requireNonNull(analysisVersion);
        Objects.requireNonNull(created);
        Objects.requireNonNull(dataDate);
    }

    /** Returns the total size of the index files, in bytes. */
    public long totalBytes() {
        return files.values().stream().mapToLong(FileSum::bytes).sum();
    }
}
