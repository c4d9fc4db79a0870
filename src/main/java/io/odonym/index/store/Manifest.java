package io.odonym.index.store;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What an index holds, where it came from and what it must be read with.
 *
 * @param formatVersion version of the files' layout
 * @param analysisVersion version of the text analysis that made the tokens
 * @param created when the import ended, ISO 8601 in UTC
 * @param dataDate date of the newest source, ISO 8601
 * @param sources the names of the files that were read
 * @param documents how many streets, localities and municipalities
 * @param houseNumbers how many house numbers
 * @param types documents by type
 * @param skipped how many bad lines the import skipped
 * @param files size and checksum by file name
 */
public record Manifest(
        int formatVersion,
        String analysisVersion,
        String created,
        String dataDate,
        List<String> sources,
        long documents,
        long houseNumbers,
        SortedMap<String, Long> types,
        long skipped,
        SortedMap<String, FileSum> files) {

    /**
     * What a file must be.
     *
     * @param bytes its size
     * @param crc32c its CRC-32C, in hexadecimal
     */
    public record FileSum(long bytes, String crc32c) {}

    public Manifest {
        Objects.requireNonNull(analysisVersion);
        Objects.requireNonNull(created);
        Objects.requireNonNull(dataDate);
    }

    /** Size of all files, in bytes. */
    public long bytes() {
        return files.values().stream().mapToLong(FileSum::bytes).sum();
    }
}
